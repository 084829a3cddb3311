//! Somebody who writes a log, for scripts and measures. The same number is always
//! the same person with the same log.

use crate::protocol::festival;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{DeviceNumber, InstallationId, LogKey};
use crate::protocol::log::{Authentic, Head};
use crate::protocol::message::Message;
use crate::protocol::schema::join::{self, Join};
use crate::protocol::signature::AuthorKey;

/// An author and the end of their log.
#[derive(Clone, Debug)]
pub struct Author {
    key: AuthorKey,
    join: Join,
    head: Head,
}

impl Author {
    /// The person of this number, whose log is empty.
    pub fn new(number: u8) -> Self {
        let key = AuthorKey::from_seed(&[number; 32]);
        let festival = festival::festival_id(&AuthorKey::from_seed(&[255; 32]).author(), &[7; 16]);
        let device = DeviceNumber(u32::from(number));
        let log_id = festival::log_id(&festival, device);
        let head = Head::empty(
            festival,
            LogKey {
                author: key.author(),
                log_id,
            },
        );
        let join = Join {
            festival,
            device,
            sealing_key: InstallationId::from_bytes([number; 32]),
        };
        Self { key, join, head }
    }

    /// The same person with the same log on another installation: what they write
    /// forks the log, from its first entry on.
    pub fn twin(&self) -> Self {
        let mut twin = self.clone();
        twin.join.sealing_key = InstallationId::from_bytes([0; 32]);
        twin
    }

    /// The log.
    pub fn log(&self) -> LogKey {
        self.head.key()
    }

    /// The end of the log as written so far.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The next step: entries with payloads of these lengths, at least 1 byte each.
    /// The log's first entry is its join, whatever its length should have been.
    pub fn step(&mut self, lengths: &[usize]) -> Authentic {
        let payloads = (self.head.height() + 1..)
            .zip(lengths)
            .map(|(seq_num, length)| match seq_num {
                1 => self.join_payload(),
                _ => vec![seq_num as u8; *length],
            })
            .collect();
        let step = self
            .head
            .append(&self.key, payloads)
            .expect("the lengths make a legal step");
        self.head = step.head().clone();
        step
    }

    /// Steps of these many small entries each.
    pub fn steps(&mut self, counts: impl IntoIterator<Item = usize>) -> Vec<Authentic> {
        counts
            .into_iter()
            .map(|count| self.step(&vec![10; count]))
            .collect()
    }

    /// The proof that two steps of this author go on from `before` and differ.
    pub fn proof(&self, before: &Head, one: &Authentic, other: &Authentic) -> ForkProof {
        ForkProof::between(before, self.join.device, one.run(), other.run())
            .ok()
            .flatten()
            .expect("the steps differ")
    }

    fn join_payload(&self) -> Vec<u8> {
        Message::create(join::NAME, &self.join, 1, 1)
            .and_then(|message| message.encode())
            .expect("a join is a legal message")
    }
}
