//! Writing our own log: payloads become signed entries, one step at a time. What
//! is published has gone through the same checks as what is received.

use thiserror::Error;

use super::entry::PublishError;
use super::id::Blake2b;
use super::limits::MAX_PAYLOAD_BYTES;
use super::log::{Authentic, Head, RunError, is_one_step};
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
        if key.author() != self.key().author {
            return Err(AppendError::OtherAuthor);
        }
        if payloads
            .iter()
            .any(|payload| payload.len() as u64 > MAX_PAYLOAD_BYTES)
        {
            return Err(AppendError::TooLong);
        }
        if self.ended() {
            return Err(RunError::Ended.into());
        }
        if !is_one_step(
            self.height() + 1,
            payloads.iter().map(|payload| payload.len() as u64),
        ) {
            return Err(RunError::StepLimit.into());
        }
        let mut run = Run {
            key: self.key(),
            first: self.height() + 1,
            before: self.hash(),
            end_of_log: false,
            entries: Vec::with_capacity(payloads.len()),
        };
        let mut hashes = Vec::with_capacity(payloads.len());
        for (seq_num, payload) in (run.first..).zip(payloads) {
            let bytes = self
                .unsigned(&run, seq_num, &payload, &hashes)
                .publish(key)?;
            hashes.push(Blake2b::of(&bytes));
            let signature = Signature::from_slice(&bytes[bytes.len() - SIGNATURE_LEN..])
                .expect("an encoded entry ends with its 64 signature bytes");
            run.entries.push(RunEntry { payload, signature });
        }
        let linked = self.link(run)?;
        Ok(linked.authenticate()?)
    }
}
