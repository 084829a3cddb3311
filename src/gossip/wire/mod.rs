//! What proven neighbours say to each other, one message at a time, in frames.
//! A link is about all festivals that both have: messages about one of them begin
//! with its channel, 0 for the festival that the link was made for, else the
//! place (from 1) of its tag in the sender's last [`Wire::Hello`].
//!
//! ```text
//!  1 Have       channel ‖ number VarU64 ‖ last u8 ‖ count ‖ count × log
//!  2 Totals     channel ‖ entries VarU64 ‖ bytes VarU64
//!  3 Entries    channel ‖ run
//!  4 Done       channel
//!  5 Credit     bytes VarU64
//!  6 Hello      lowest u8 ‖ highest u8 ‖ 16 × tag 32
//!  7 Keys       count ‖ count × (founder 32, nonce 16, K 32, title)
//!  8 Ping
//!  9 Resume     channel ‖ lineage 16 ‖ 0, or 1 ‖ lineage 16 ‖ number VarU64
//! 10 Want       channel ‖ graft u8 ‖ count ‖ count × (log key 40, from VarU64)
//! 11 Prune      channel
//! 12 Proof      channel ‖ fork proof
//! 13 Probe      channel ‖ log key 40 ‖ seq VarU64
//! 14 Found      channel ‖ log key 40 ‖ seq VarU64 ‖ 0, or 1 ‖ short hash 16
//! 15 AskBranch  channel ‖ log key 40 ‖ seq VarU64
//! 16 Branch     channel ‖ one side of a fork proof
//! 17 Presence   channel ‖ record
//! 18 Shuffle    channel ‖ reply u8 ‖ count ‖ count × (installation 32, hops u8)
//! 19 Introduce  channel ‖ circuit u64 LE ‖ target 32 ‖ hops u8 ‖ expiry u32 LE ‖ sealed
//! 20 Accept     channel ‖ circuit u64 LE ‖ expiry u32 LE ‖ sealed
//! 21 Unreachable channel ‖ circuit u64 LE
//! ```

mod parts;

pub use parts::{About, HaveLog, KeyCard, Lineage, ShortHash, Talk, Want, short};

use super::tags::Tag;
use crate::protocol::limits::{
    HELLO_TAGS, MAX_FORK_PROOF_BYTES, MAX_HAVE_LOGS, MAX_INTRODUCTION_BYTES, MAX_KEY_CARDS,
    MAX_SHUFFLE, MAX_WANTS,
};
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::run::Run;
use crate::protocol::varint;

use super::presence::MAX_RECORD_BYTES;

/// The version of these messages.
pub const VERSION: u8 = 1;

/// Names of the kinds, by number, for counters.
pub const KINDS: [&str; 22] = [
    "",
    "have",
    "totals",
    "entries",
    "done",
    "credit",
    "hello",
    "keys",
    "ping",
    "resume",
    "want",
    "prune",
    "proof",
    "probe",
    "found",
    "ask-branch",
    "branch",
    "presence",
    "shuffle",
    "introduce",
    "accept",
    "unreachable",
];

/// A message between proven neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wire {
    /// The first thing on a link, and again when our festivals change.
    Hello {
        /// Lowest version that the sender speaks.
        lowest: u8,
        /// Highest version that the sender speaks.
        highest: u8,
        /// What only a member of the same festival recognises.
        tags: Box<[Tag; HELLO_TAGS]>,
    },
    /// Keys of the festivals above, for a newcomer.
    Keys(Vec<KeyCard>),
    /// The receiver has dealt with so many bytes of Entries.
    Credit {
        /// Bytes that may be sent again.
        bytes: u64,
    },
    /// We are still here.
    Ping,
    /// About one festival.
    Talk(u8, Talk),
}

impl Wire {
    /// The message's number.
    pub fn kind(&self) -> u8 {
        match self {
            Self::Credit { .. } => 5,
            Self::Hello { .. } => 6,
            Self::Keys(_) => 7,
            Self::Ping => 8,
            Self::Talk(_, talk) => talk.kind(),
        }
    }

    /// The message's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = vec![self.kind()];
        match self {
            Self::Hello {
                lowest,
                highest,
                tags,
            } => {
                out.extend_from_slice(&[*lowest, *highest]);
                tags.iter().for_each(|tag| out.extend_from_slice(tag));
            }
            Self::Keys(cards) => {
                varint::write(cards.len() as u64, &mut out);
                cards.iter().for_each(|card| card.write(&mut out));
            }
            Self::Credit { bytes } => varint::write(*bytes, &mut out),
            Self::Ping => {}
            Self::Talk(channel, talk) => {
                out.push(*channel);
                talk.write(&mut out);
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
            5 => Self::Credit {
                bytes: reader.varu64()?,
            },
            6 => {
                let (lowest, highest) = (reader.byte()?, reader.byte()?);
                let mut tags = Box::new([[0; 32]; HELLO_TAGS]);
                for tag in tags.iter_mut() {
                    *tag = reader.array()?;
                }
                Self::Hello {
                    lowest,
                    highest,
                    tags,
                }
            }
            7 => Self::Keys(read_list(&mut reader, MAX_KEY_CARDS, KeyCard::read)?),
            8 => Self::Ping,
            kind => {
                let channel = reader.byte()?;
                if usize::from(channel) > HELLO_TAGS {
                    return Err(Malformed::Value);
                }
                return read_talk(kind, reader).map(|talk| Self::Talk(channel, talk));
            }
        };
        reader.end()?;
        Ok(message)
    }
}

impl Talk {
    fn kind(&self) -> u8 {
        match self {
            Self::Have { .. } => 1,
            Self::Totals { .. } => 2,
            Self::Entries(_) => 3,
            Self::Done => 4,
            Self::Resume { .. } => 9,
            Self::Want { .. } => 10,
            Self::Prune => 11,
            Self::Proof(_) => 12,
            Self::Probe(_) => 13,
            Self::Found(..) => 14,
            Self::AskBranch(_) => 15,
            Self::Branch(_) => 16,
            Self::Presence(_) => 17,
            Self::Shuffle { .. } => 18,
            Self::Introduce { .. } => 19,
            Self::Accept { .. } => 20,
            Self::Unreachable { .. } => 21,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Have { number, last, logs } => {
                varint::write(*number, out);
                out.push(u8::from(*last));
                varint::write(logs.len() as u64, out);
                logs.iter().for_each(|log| log.write(out));
            }
            Self::Totals { entries, bytes } => {
                varint::write(*entries, out);
                varint::write(*bytes, out);
            }
            Self::Entries(run) => run.write(out),
            Self::Done | Self::Prune => {}
            Self::Resume { ours, known } => {
                ours.write(out);
                out.push(u8::from(known.is_some()));
                if let Some((lineage, number)) = known {
                    lineage.write(out);
                    varint::write(*number, out);
                }
            }
            Self::Want { graft, logs } => {
                out.push(u8::from(*graft));
                varint::write(logs.len() as u64, out);
                logs.iter().for_each(|want| want.write(out));
            }
            Self::Proof(bytes) | Self::Branch(bytes) | Self::Presence(bytes) => {
                out.extend_from_slice(bytes);
            }
            Self::Probe(about) | Self::AskBranch(about) => about.write(out),
            Self::Found(about, hash) => {
                about.write(out);
                out.push(u8::from(hash.is_some()));
                out.extend(hash.iter().flatten());
            }
            Self::Shuffle { reply, peers } => {
                out.push(u8::from(*reply));
                varint::write(peers.len() as u64, out);
                for (installation, hops) in peers {
                    out.extend_from_slice(installation.as_bytes());
                    out.push(*hops);
                }
            }
            Self::Introduce {
                circuit,
                target,
                hops,
                expiry,
                sealed,
            } => {
                out.extend_from_slice(&circuit.to_le_bytes());
                out.extend_from_slice(target.as_bytes());
                out.push(*hops);
                out.extend_from_slice(&expiry.to_le_bytes());
                out.extend_from_slice(sealed);
            }
            Self::Accept {
                circuit,
                expiry,
                sealed,
            } => {
                out.extend_from_slice(&circuit.to_le_bytes());
                out.extend_from_slice(&expiry.to_le_bytes());
                out.extend_from_slice(sealed);
            }
            Self::Unreachable { circuit } => out.extend_from_slice(&circuit.to_le_bytes()),
        }
    }
}

fn read_talk(kind: u8, mut reader: Reader<'_>) -> Result<Talk, Malformed> {
    let talk = match kind {
        1 => Talk::Have {
            number: reader.varu64()?,
            last: read_bool(&mut reader)?,
            logs: read_list(&mut reader, MAX_HAVE_LOGS, HaveLog::read)?,
        },
        2 => Talk::Totals {
            entries: reader.varu64()?,
            bytes: reader.varu64()?,
        },
        3 => Talk::Entries(Run::read(&mut reader)?),
        4 => Talk::Done,
        9 => {
            let ours = Lineage::read(&mut reader)?;
            let known = read_bool(&mut reader)?
                .then(|| Ok((Lineage::read(&mut reader)?, reader.varu64()?)))
                .transpose()?;
            Talk::Resume { ours, known }
        }
        10 => Talk::Want {
            graft: read_bool(&mut reader)?,
            logs: read_list(&mut reader, MAX_WANTS, Want::read)?,
        },
        11 => Talk::Prune,
        12 => Talk::Proof(rest(&mut reader, MAX_FORK_PROOF_BYTES)?),
        13 => Talk::Probe(About::read(&mut reader)?),
        14 => {
            let about = About::read(&mut reader)?;
            let hash = read_bool(&mut reader)?
                .then(|| reader.array())
                .transpose()?;
            Talk::Found(about, hash)
        }
        15 => Talk::AskBranch(About::read(&mut reader)?),
        16 => Talk::Branch(rest(&mut reader, MAX_FORK_PROOF_BYTES)?),
        17 => Talk::Presence(rest(&mut reader, MAX_RECORD_BYTES)?),
        18 => Talk::Shuffle {
            reply: read_bool(&mut reader)?,
            peers: read_list(&mut reader, MAX_SHUFFLE, parts::read_peer)?,
        },
        19 => Talk::Introduce {
            circuit: u64::from_le_bytes(reader.array()?),
            target: parts::read_installation(&mut reader)?,
            hops: reader.byte()?,
            expiry: u32::from_le_bytes(reader.array()?),
            sealed: rest(&mut reader, MAX_INTRODUCTION_BYTES)?,
        },
        20 => Talk::Accept {
            circuit: u64::from_le_bytes(reader.array()?),
            expiry: u32::from_le_bytes(reader.array()?),
            sealed: rest(&mut reader, MAX_INTRODUCTION_BYTES)?,
        },
        21 => Talk::Unreachable {
            circuit: u64::from_le_bytes(reader.array()?),
        },
        _ => return Err(Malformed::Value),
    };
    reader.end()?;
    Ok(talk)
}

fn read_bool(reader: &mut Reader<'_>) -> Result<bool, Malformed> {
    match reader.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Malformed::Value),
    }
}

/// A list that is preceded by its length; nothing is allocated by the claim.
fn read_list<T>(
    reader: &mut Reader<'_>,
    limit: usize,
    read: impl Fn(&mut Reader<'_>) -> Result<T, Malformed>,
) -> Result<Vec<T>, Malformed> {
    let count = reader.length(limit)?;
    (0..count).map(|_| read(reader)).collect()
}

fn rest(reader: &mut Reader<'_>, limit: usize) -> Result<Vec<u8>, Malformed> {
    let length = reader.rest().len();
    if length > limit {
        return Err(Malformed::TooLong);
    }
    reader.take(length).map(<[u8]>::to_vec)
}
