//! The link check of one full entry against a log's head, condition by
//! condition. Runs need no such comparison, since everything but payloads and
//! signatures is recomputed ([`Head::link`]); this is for entries that come
//! whole, and it names what is wrong with them.

use thiserror::Error;

use super::entry::Entry;
use super::id::{Blake2b, SeqNum};
use super::lipmaa;
use super::log::{Head, Linked, RunError};
use super::run::{Run, RunEntry};

/// Why an entry does not continue a log. The culprit is whoever handed it over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// The backlink does not name the entry at `seq − 1`.
    #[error("the backlink does not name entry {0}")]
    Backlink(SeqNum),
    /// The lipmaalink does not name the entry at `lipmaa(seq)`.
    #[error("the lipmaalink does not name entry {0}")]
    Lipmaalink(SeqNum),
    /// The payload has another length than the entry says.
    #[error("the message has {got} bytes, the entry says {declared}")]
    PayloadSize {
        /// As the entry says.
        declared: u64,
        /// As it is.
        got: u64,
    },
    /// The payload has another hash than the entry says.
    #[error("the message is not the one that the entry names")]
    PayloadHash,
    /// Of another log, out of order, after the end, over a limit, or no join.
    #[error(transparent)]
    Run(#[from] RunError),
}

impl Head {
    /// Checks that `entry` with its `payload` is the log's next entry:
    /// - same author and log, sequence number exactly one higher,
    /// - backlink and lipmaalink are the hashes of the entries at exactly
    ///   `seq − 1` and `lipmaa(seq)`,
    /// - payload of the declared size (as u64) and hash, within its limit,
    /// - nothing after end-of-log, a sound join at 1.
    ///
    /// The signature is then checked by [`Linked::authenticate`].
    ///
    /// # Errors
    ///
    /// [`LinkError`], by condition.
    pub fn link_entry(&self, entry: &Entry<'_>, payload: &[u8]) -> Result<Linked, LinkError> {
        let said = &entry.unsigned;
        if said.key != self.key() {
            return Err(RunError::OtherLog.into());
        }
        let expected = self.height() + 1;
        if said.seq_num != expected {
            return Err(RunError::Gap {
                expected,
                got: said.seq_num,
            }
            .into());
        }
        if said.backlink != self.hash() {
            return Err(LinkError::Backlink(self.height()));
        }
        let target = lipmaa::lipmaa(said.seq_num);
        if lipmaa::is_required(said.seq_num)
            && said.lipmaalink.as_ref() != self.links().get(&target)
        {
            return Err(LinkError::Lipmaalink(target));
        }
        let (declared, got) = (said.payload_size, payload.len() as u64);
        if declared != got {
            return Err(LinkError::PayloadSize { declared, got });
        }
        if said.payload_hash != Blake2b::of(payload) {
            return Err(LinkError::PayloadHash);
        }
        let only = RunEntry {
            payload: payload.to_vec(),
            signature: entry.signature,
        };
        let linked = self.link(Run {
            key: said.key,
            first: said.seq_num,
            before: said.backlink,
            end_of_log: said.end_of_log,
            entries: vec![only],
        })?;
        debug_assert_eq!(linked.last_entry(), entry.bytes());
        Ok(linked)
    }
}
