//! The work that receiving a log is, for benches natively and in the browser:
//! the check of one author's runs beside its floor, the hashing that it cannot do
//! without.

use super::entry::Entry;
use super::id::{Blake2b, SeqNum};
use super::limits::MAX_STEP_ENTRIES;
use super::log::Head;
use super::run::Run;
use super::sim::Writer;

/// Payload of each entry, bytes.
pub const PAYLOAD_BYTES: usize = 200;

/// One author's log, ready to be received.
#[derive(Clone, Debug)]
pub struct Load {
    empty: Head,
    runs: Vec<Vec<u8>>,
    hashed: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Load {
    /// A log of `steps` full steps. Slow: every entry is signed.
    ///
    /// # Panics
    ///
    /// Never: an honest log fits its own head.
    pub fn new(steps: usize) -> Self {
        let writer = Writer::new(1);
        let empty = writer.empty();
        let (mut head, mut runs, mut hashed) = (empty.clone(), Vec::new(), Vec::new());
        for _ in 0..steps {
            let payloads = writer.payloads(&head, MAX_STEP_ENTRIES, PAYLOAD_BYTES, 1);
            let step = head
                .append(&writer.key, payloads)
                .expect("an honest step is one");
            let entries = head
                .entries(step.run())
                .expect("a step fits the head it continues");
            let payloads = step.messages().map(|(_, _, payload)| payload.to_vec());
            hashed.extend(payloads.zip(entries));
            runs.push(step.run().encode());
            head = step.head().clone();
        }
        Self {
            empty,
            runs,
            hashed,
        }
    }

    /// How many entries it has.
    pub fn entries(&self) -> usize {
        self.hashed.len()
    }

    /// Receives everything: decodes the runs, checks all links and each step's
    /// signature. The height reached: that of the log.
    pub fn check(&self) -> SeqNum {
        let receive = |head: Head, bytes: &Vec<u8>| {
            let run = Run::decode(bytes).ok()?;
            Some(head.link(run).ok()?.authenticate().ok()?.head().clone())
        };
        self.runs
            .iter()
            .try_fold(self.empty.clone(), receive)
            .map_or(0, |head| head.height())
    }

    /// The floor: BLAKE2b-512 alone over the same payloads and entries. The bytes
    /// of all hashes combined, so that nothing is optimised away.
    pub fn hash_alone(&self) -> u8 {
        let hashes = self
            .hashed
            .iter()
            .flat_map(|(payload, entry)| [Blake2b::of(payload), Blake2b::of(entry)]);
        hashes.fold(0, |all, hash| all ^ hash.as_bytes()[0])
    }

    /// Bamboo's way: checks the own signature of the first `count` entries. How
    /// many are valid: all.
    pub fn verify_alone(&self, count: usize) -> usize {
        let entries = self
            .hashed
            .iter()
            .take(count)
            .filter_map(|(_, entry)| Entry::decode(entry).ok());
        entries
            .filter(|entry| entry.verify_signature().is_ok())
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_load_is_received_whole() {
        let load = Load::new(2);
        assert_eq!(load.entries(), 2 * MAX_STEP_ENTRIES);
        assert_eq!(load.check(), 2 * MAX_STEP_ENTRIES as SeqNum);
        assert_eq!(load.verify_alone(3), 3);
    }
}
