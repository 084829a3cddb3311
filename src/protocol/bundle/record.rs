//! Records: what is inside a bundle's chunks, one after the other. A record never
//! spans two chunks.
//!
//! ```text
//! kind 1  about   made u64 LE, unix ms ‖ whole 1 (0, 1) ‖ logs VarU64 ‖ entries VarU64
//! kind 2  run     as in `protocol::run`
//! kind 3  proof   length VarU64 ‖ a fork proof as in `protocol::fork`
//! ```

use crate::protocol::limits::MAX_FORK_PROOF_BYTES;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::run::Run;
use crate::protocol::varint;

const ABOUT: u8 = 1;
const RUN: u8 = 2;
const PROOF: u8 = 3;

/// What a bundle says of itself; always its first record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// When it was made, unix milliseconds, as its maker's clock said.
    pub made: u64,
    /// Whether it holds all that its maker had, not only what changed since.
    pub whole: bool,
    /// How many logs follow.
    pub logs: u64,
    /// How many entries follow.
    pub entries: u64,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// What the bundle says of itself.
    About(About),
    /// Entries of one log.
    Run(Run),
    /// A fork proof, not checked yet.
    Proof(Vec<u8>),
}

impl Record {
    /// Appends the encoding.
    pub fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::About(about) => {
                out.push(ABOUT);
                out.extend_from_slice(&about.made.to_le_bytes());
                out.push(u8::from(about.whole));
                varint::write(about.logs, out);
                varint::write(about.entries, out);
            }
            Self::Run(run) => {
                out.push(RUN);
                run.write(out);
            }
            Self::Proof(proof) => {
                out.push(PROOF);
                varint::write(proof.len() as u64, out);
                out.extend_from_slice(proof);
            }
        }
    }

    /// Reads one record, leaving the reader behind it.
    ///
    /// # Errors
    ///
    /// [`Malformed`] unless the bytes are the one encoding of a record.
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        match reader.byte()? {
            ABOUT => Ok(Self::About(About {
                made: u64::from_le_bytes(reader.array()?),
                whole: match reader.byte()? {
                    0 => false,
                    1 => true,
                    _ => return Err(Malformed::Value),
                },
                logs: reader.varu64()?,
                entries: reader.varu64()?,
            })),
            RUN => Run::read(reader).map(Self::Run),
            PROOF => {
                let proof = reader.prefixed(MAX_FORK_PROOF_BYTES)?;
                Ok(Self::Proof(proof.to_vec()))
            }
            _ => Err(Malformed::Value),
        }
    }

    /// Reads all records of a chunk.
    ///
    /// # Errors
    ///
    /// As [`Record::read`].
    pub fn read_all(chunk: &[u8]) -> Result<Vec<Self>, Malformed> {
        let mut reader = Reader::new(chunk);
        let mut records = Vec::new();
        while !reader.rest().is_empty() {
            records.push(Self::read(&mut reader)?);
        }
        Ok(records)
    }
}
