//! Runs: consecutive entries of one log in compact form, for the wire and for
//! the store. Only what cannot be recomputed travels: payloads and signatures.
//! Sequence numbers, hashes and links follow from the entry before the run and
//! from the hashes that the receiver's head keeps.
//!
//! ```text
//! author         32
//! log_id         8         u64 little endian
//! flags          1         bit 0: the last entry is end-of-log
//! first seq_num  VarU64    1..=2^53−1
//! before         64        hash of the entry before the first, only where first > 1
//! count          VarU64    1..=1024
//! count times:
//!   payload size VarU64    together ≤ 512 KiB
//!   payload
//!   signature    64
//! ```

use super::id::{AuthorId, Blake2b, LogId, LogKey, SeqNum};
use super::limits::{MAX_PAYLOAD_BYTES, MAX_SEQ_NUM, MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
use super::reader::{Malformed, Reader};
use super::signature::Signature;
use super::varint;

/// Bit of the flags byte: the last entry ends the log.
const FLAG_END_OF_LOG: u8 = 1;

/// What an entry is besides its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunEntry {
    /// The message, at most [`MAX_PAYLOAD_BYTES`].
    pub payload: Vec<u8>,
    /// The author's signature over the entry, checked or not.
    pub signature: Signature,
}

/// Consecutive entries of one log: never empty, at most one step long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The log.
    pub key: LogKey,
    /// Sequence number of the first entry.
    pub first: SeqNum,
    /// Hash of the entry before `first`; none exactly where `first` is 1.
    pub before: Option<Blake2b>,
    /// Whether the last entry ends the log.
    pub end_of_log: bool,
    /// The entries, oldest first.
    pub entries: Vec<RunEntry>,
}

impl Run {
    /// Sequence number of the last entry.
    pub fn last(&self) -> SeqNum {
        self.first + self.entries.len() as SeqNum - 1
    }

    /// Bytes of all payloads together.
    pub fn payload_bytes(&self) -> u64 {
        self.entries
            .iter()
            .map(|entry| entry.payload.len() as u64)
            .sum()
    }

    /// Appends the encoding.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.key.author.as_bytes());
        out.extend_from_slice(&self.key.log_id.0.to_le_bytes());
        out.push(if self.end_of_log { FLAG_END_OF_LOG } else { 0 });
        varint::write(self.first, out);
        if let Some(before) = &self.before {
            out.extend_from_slice(before.as_bytes());
        }
        varint::write(self.entries.len() as u64, out);
        for entry in &self.entries {
            varint::write(entry.payload.len() as u64, out);
            out.extend_from_slice(&entry.payload);
            out.extend_from_slice(entry.signature.as_bytes());
        }
    }

    /// Reads one run, leaving the reader behind it.
    ///
    /// # Errors
    ///
    /// [`Malformed`] unless the bytes are the one encoding of a run within the
    /// limits of a step. Nothing is allocated by a claimed length.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let author = AuthorId::from_bytes(reader.array()?);
        let log_id = LogId(u64::from_le_bytes(reader.array()?));
        let end_of_log = match reader.byte()? {
            0 => false,
            FLAG_END_OF_LOG => true,
            _ => return Err(Malformed::Value),
        };
        let first = reader.varu64()?;
        if !(1..=MAX_SEQ_NUM).contains(&first) {
            return Err(Malformed::Value);
        }
        let before = (first > 1)
            .then(|| reader.array())
            .transpose()?
            .map(Blake2b::from_bytes);
        let count = reader.length(MAX_STEP_ENTRIES)?;
        if count == 0 || first + (count as u64 - 1) > MAX_SEQ_NUM {
            return Err(Malformed::Value);
        }
        let entries = Self::read_entries(reader, count)?;
        Ok(Self {
            key: LogKey { author, log_id },
            first,
            before,
            end_of_log,
            entries,
        })
    }

    fn read_entries(reader: &mut Reader<'_>, count: usize) -> Result<Vec<RunEntry>, Malformed> {
        let mut entries = Vec::new();
        let mut total = 0;
        for _ in 0..count {
            let payload = reader.prefixed(MAX_PAYLOAD_BYTES as usize)?;
            total += payload.len() as u64;
            if total > MAX_STEP_PAYLOAD_BYTES {
                return Err(Malformed::TooLong);
            }
            let signature = Signature::from_bytes(reader.array()?);
            entries.push(RunEntry {
                payload: payload.to_vec(),
                signature,
            });
        }
        Ok(entries)
    }

    /// Reads exactly one run.
    ///
    /// # Errors
    ///
    /// As [`Run::read`], and when anything follows.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let run = Self::read(&mut reader)?;
        reader.end()?;
        Ok(run)
    }

    /// The encoding alone.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// The part up to and with `last`, as a run of its own. None where `last` is
    /// outside the run.
    pub fn until(&self, last: SeqNum) -> Option<Self> {
        let count = usize::try_from(last.checked_sub(self.first)?)
            .ok()?
            .checked_add(1)?;
        let entries = self.entries.get(..count)?.to_vec();
        let end_of_log = self.end_of_log && last == self.last();
        Some(Self {
            key: self.key,
            first: self.first,
            before: self.before,
            end_of_log,
            entries,
        })
    }

    /// The part from `first` on, as a run of its own; `before` is the hash of the
    /// entry ahead of it. None where nothing is left.
    pub fn tail(&self, first: SeqNum, before: Option<Blake2b>) -> Option<Self> {
        let skip = usize::try_from(first.checked_sub(self.first)?).ok()?;
        let entries = self.entries.get(skip..).filter(|rest| !rest.is_empty())?;
        Some(Self {
            key: self.key,
            first,
            before,
            end_of_log: self.end_of_log,
            entries: entries.to_vec(),
        })
    }
}
