//! What proven neighbours say to each other, one message at a time, in frames.
//!
//! ```text
//! 1 Have      store id u64 LE ‖ last u8 ‖ count VarU64 ‖ count × log
//!             log = author 32 ‖ log_id u64 LE ‖ height VarU64 ‖ head hash 16
//! 2 Totals    entries VarU64 ‖ bytes VarU64
//! 3 Entries   run
//! 4 Done
//! 5 Credit    bytes VarU64
//! ```

use crate::protocol::id::{AuthorId, Blake2b, LogId, LogKey, SeqNum};
use crate::protocol::limits::{MAX_HAVE_LOGS, MAX_SEQ_NUM};
use crate::protocol::log::Head;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::run::Run;
use crate::protocol::varint;

const HAVE: u8 = 1;
const TOTALS: u8 = 2;
const ENTRIES: u8 = 3;
const DONE: u8 = 4;
const CREDIT: u8 = 5;

/// First 16 bytes of a head's hash: enough to see that two logs differ.
pub type ShortHash = [u8; 16];

/// The short form of a hash.
pub fn short(hash: &Blake2b) -> ShortHash {
    let mut short = [0; 16];
    short.copy_from_slice(&hash.as_bytes()[..16]);
    short
}

/// How far somebody has a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HaveLog {
    /// The log.
    pub key: LogKey,
    /// Its height there, at least 1.
    pub height: SeqNum,
    /// Start of its head's hash.
    pub hash: ShortHash,
}

impl HaveLog {
    /// What a head says; none for an empty log.
    pub fn of(head: &Head) -> Option<Self> {
        Some(Self {
            key: head.key(),
            height: head.height(),
            hash: short(&head.hash()?),
        })
    }
}

/// A message between proven neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire {
    /// What the sender has; only what changed since its last one on this link.
    Have {
        /// The sender's database: whoever sees another one forgets what it knew.
        store_id: u64,
        /// Whether no further part of this Have follows.
        last: bool,
        /// At most [`MAX_HAVE_LOGS`].
        logs: Vec<HaveLog>,
    },
    /// What the sender is about to send: for the progress bar.
    Totals {
        /// Entries.
        entries: u64,
        /// Payload bytes, 0 where they are not counted.
        bytes: u64,
    },
    /// Entries of one log.
    Entries(Run),
    /// Everything of the Totals was sent; from now on live.
    Done,
    /// The receiver has dealt with so many bytes of Entries.
    Credit {
        /// Bytes that may be sent again.
        bytes: u64,
    },
}

impl Wire {
    /// The message's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Have {
                store_id,
                last,
                logs,
            } => {
                out.push(HAVE);
                out.extend_from_slice(&store_id.to_le_bytes());
                out.push(u8::from(*last));
                varint::write(logs.len() as u64, &mut out);
                logs.iter().for_each(|log| write_log(log, &mut out));
            }
            Self::Totals { entries, bytes } => {
                out.push(TOTALS);
                varint::write(*entries, &mut out);
                varint::write(*bytes, &mut out);
            }
            Self::Entries(run) => {
                out.push(ENTRIES);
                run.write(&mut out);
            }
            Self::Done => out.push(DONE),
            Self::Credit { bytes } => {
                out.push(CREDIT);
                varint::write(*bytes, &mut out);
            }
        }
        out
    }

    /// Reads exactly one message.
    ///
    /// # Errors
    ///
    /// [`Malformed`]: the sender's mistake.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let message = match reader.byte()? {
            HAVE => read_have(&mut reader)?,
            TOTALS => Self::Totals {
                entries: reader.varu64()?,
                bytes: reader.varu64()?,
            },
            ENTRIES => Self::Entries(Run::read(&mut reader)?),
            DONE => Self::Done,
            CREDIT => Self::Credit {
                bytes: reader.varu64()?,
            },
            _ => return Err(Malformed::Value),
        };
        reader.end()?;
        Ok(message)
    }
}

fn write_log(log: &HaveLog, out: &mut Vec<u8>) {
    out.extend_from_slice(log.key.author.as_bytes());
    out.extend_from_slice(&log.key.log_id.0.to_le_bytes());
    varint::write(log.height, out);
    out.extend_from_slice(&log.hash);
}

fn read_have(reader: &mut Reader<'_>) -> Result<Wire, Malformed> {
    let store_id = u64::from_le_bytes(reader.array()?);
    let last = match reader.byte()? {
        0 => false,
        1 => true,
        _ => return Err(Malformed::Value),
    };
    let count = reader.length(MAX_HAVE_LOGS)?;
    let mut logs = Vec::new();
    for _ in 0..count {
        let author = AuthorId::from_bytes(reader.array()?);
        let log_id = LogId(u64::from_le_bytes(reader.array()?));
        let height = reader.varu64()?;
        if !(1..=MAX_SEQ_NUM).contains(&height) {
            return Err(Malformed::Value);
        }
        logs.push(HaveLog {
            key: LogKey { author, log_id },
            height,
            hash: reader.array()?,
        });
    }
    Ok(Wire::Have {
        store_id,
        last,
        logs,
    })
}
