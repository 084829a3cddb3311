//! Writing our own log: payloads become signed entries, one step at a time. What
//! is published has gone through the same checks as what is received.

use thiserror::Error;

use super::entry::PublishError;
use super::id::{Blake2b, SeqNum};
use super::limits::{MAX_PAYLOAD_BYTES, MAX_SEQ_NUM, MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
use super::log::{Authentic, Head, RunError};
use super::run::{Run, RunEntry};
use super::signature::{AuthorKey, SIGNATURE_LEN, Signature};

/// Why we could not append to our own log: a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AppendError {
    /// The key is not the log's.
    #[error("the log belongs to another author")]
    OtherAuthor,
    /// The payload is over [`MAX_PAYLOAD_BYTES`].
    #[error("the message is longer than {MAX_PAYLOAD_BYTES} bytes")]
    TooLong,
    /// The result would not be accepted by anyone.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The reference encoder refused.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// A step of our own log while it is being signed, entry by entry: whoever signs
/// learns each entry's hash at once, and the whole is checked once, at the end.
#[derive(Clone, Debug)]
pub struct OpenStep {
    before: Head,
    run: Run,
    hashes: Vec<Blake2b>,
    payload_bytes: u64,
}

impl OpenStep {
    /// A step that goes on where `before` ends.
    pub fn new(before: Head) -> Self {
        let run = Run {
            key: before.key(),
            first: before.height() + 1,
            before: before.hash(),
            end_of_log: false,
            entries: Vec::new(),
        };
        Self {
            before,
            run,
            hashes: Vec::new(),
            payload_bytes: 0,
        }
    }

    /// Whether nothing was signed yet.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Whether one more payload of so many bytes still makes one step.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.hashes.len() < MAX_STEP_ENTRIES
            && self.payload_bytes + bytes as u64 <= MAX_STEP_PAYLOAD_BYTES
    }

    /// Signs one more entry; gives its hash.
    ///
    /// # Errors
    ///
    /// [`AppendError`]; nothing was signed then.
    pub fn sign(&mut self, key: &AuthorKey, payload: Vec<u8>) -> Result<Blake2b, AppendError> {
        if key.author() != self.run.key.author {
            return Err(AppendError::OtherAuthor);
        }
        if payload.len() as u64 > MAX_PAYLOAD_BYTES {
            return Err(AppendError::TooLong);
        }
        if self.before.ended() {
            return Err(RunError::Ended.into());
        }
        let seq_num = self.run.first + self.hashes.len() as SeqNum;
        if !self.has_room(payload.len()) || seq_num > MAX_SEQ_NUM {
            return Err(RunError::StepLimit.into());
        }
        let bytes = self
            .before
            .unsigned(&self.run, seq_num, &payload, &self.hashes)
            .publish(key)?;
        let hash = Blake2b::of(&bytes);
        let signature = Signature::from_slice(&bytes[bytes.len() - SIGNATURE_LEN..])
            .expect("an encoded entry ends with its 64 signature bytes");
        self.payload_bytes += payload.len() as u64;
        self.hashes.push(hash);
        self.run.entries.push(RunEntry { payload, signature });
        Ok(hash)
    }

    /// The step, gone through the same checks as what is received.
    ///
    /// # Errors
    ///
    /// [`AppendError::Run`], also for a step of no entries.
    pub fn finish(self) -> Result<Authentic, AppendError> {
        let linked = self.before.link(self.run)?;
        Ok(linked.authenticate()?)
    }
}

impl Head {
    /// Signs `payloads` as the next entries of our own log, as one step.
    ///
    /// # Errors
    ///
    /// [`AppendError`]; nothing was signed that the caller could publish then.
    pub fn append(
        &self,
        key: &AuthorKey,
        payloads: Vec<Vec<u8>>,
    ) -> Result<Authentic, AppendError> {
        let mut step = OpenStep::new(self.clone());
        for payload in payloads {
            step.sign(key, payload)?;
        }
        step.finish()
    }
}
