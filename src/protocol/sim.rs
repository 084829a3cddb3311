//! Makers of logs for tests, benches, fuzzing and test vectors: what an honest
//! writer would do, and what someone with the key could do instead.

use super::entry::Entry;
use super::festival;
use super::id::{Blake2b, DeviceNumber, FestivalId, InstallationId, LogKey, SeqNum};
use super::log::{Head, RunError};
use super::message::Message;
use super::run::{Run, RunEntry};
use super::schema::join::{self, Join};
use super::signature::{AuthorKey, Signature};

/// A writer with the one log it has in a festival.
#[derive(Clone, Debug)]
pub struct Writer {
    /// Signs.
    pub key: AuthorKey,
    /// The festival written in.
    pub festival: FestivalId,
    /// Names the log.
    pub device: DeviceNumber,
}

impl Writer {
    /// The writer of number `seed`, in a festival of its own.
    pub fn new(seed: u8) -> Self {
        let key = AuthorKey::from_seed(&[seed; 32]);
        let festival = festival::festival_id(&key.author(), &[seed; 16]);
        Self {
            key,
            festival,
            device: DeviceNumber(u32::from(seed) + 1),
        }
    }

    /// The log before its first entry.
    pub fn empty(&self) -> Head {
        let log_id = festival::log_id(&self.festival, self.device);
        Head::empty(
            self.festival,
            LogKey {
                author: self.key.author(),
                log_id,
            },
        )
    }

    /// The payload with which the log begins.
    ///
    /// # Panics
    ///
    /// Never: a join of these parts can always be said in a message.
    pub fn join(&self) -> Vec<u8> {
        let sealing_key = InstallationId::from_bytes([7; 32]);
        let join = Join {
            festival: self.festival,
            device: self.device,
            sealing_key,
        };
        let message = Message::create(join::NAME, &join, 1, 1).expect("a join has plain fields");
        message.encode().expect("a join's envelope is sound")
    }

    /// `count` payloads of `size` bytes, each with its number and `salt` in it; the
    /// first one of a log is its join instead.
    pub fn payloads(&self, before: &Head, count: usize, size: usize, salt: u8) -> Vec<Vec<u8>> {
        let numbered = |seq_num: SeqNum| {
            let mut payload = vec![salt; size.max(8)];
            payload[..8].copy_from_slice(&seq_num.to_le_bytes());
            payload
        };
        let seq_nums = before.height() + 1..;
        let payload = |seq_num| {
            if seq_num == 1 {
                self.join()
            } else {
                numbered(seq_num)
            }
        };
        seq_nums.take(count).map(payload).collect()
    }

    /// A run with `payloads` after `before`, of which the entries named by `bad`
    /// have a signature that is not theirs. The rest follows from those entries
    /// as they are, so the run links in any case.
    ///
    /// # Errors
    ///
    /// [`RunError`] where the run is more than a step, or begins with no join.
    pub fn run(
        &self,
        before: &Head,
        payloads: Vec<Vec<u8>>,
        bad: impl Fn(SeqNum) -> bool,
    ) -> Result<Run, RunError> {
        let first = before.height() + 1;
        let entries = Vec::with_capacity(payloads.len());
        let mut run = Run {
            key: before.key(),
            first,
            before: before.hash(),
            end_of_log: false,
            entries,
        };
        let mut hashes = Vec::with_capacity(payloads.len());
        for (seq_num, payload) in (first..).zip(payloads) {
            let mut bytes = Vec::new();
            before
                .unsigned(&run, seq_num, &payload, &hashes)
                .write(&mut bytes);
            let mut signature = *self.key.sign(&bytes).as_bytes();
            signature[0] ^= u8::from(bad(seq_num));
            bytes.extend_from_slice(&signature);
            hashes.push(Blake2b::of(&bytes));
            run.entries.push(RunEntry {
                payload,
                signature: Signature::from_bytes(signature),
            });
        }
        before.entries(&run)?;
        Ok(run)
    }
}

/// Which entries of a fitting run are validly signed, oldest first.
///
/// # Errors
///
/// [`RunError`] where the run does not continue `before`.
pub fn validly_signed(before: &Head, run: &Run) -> Result<Vec<bool>, RunError> {
    let is_signed =
        |bytes: &Vec<u8>| Entry::decode(bytes).is_ok_and(|entry| entry.verify_signature().is_ok());
    Ok(before.entries(run)?.iter().map(is_signed).collect())
}
