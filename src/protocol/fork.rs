//! Fork proofs: two different entries that one author made at one place of one
//! log. Whoever sees such a proof can check it alone, so all peers come to the
//! same verdict, in whatever order they learn.
//!
//! Each side of a proof is a [`Branch`]: the conflicting entry and, where its own
//! signature is bad, the links from it up to an entry with a valid one (the chain
//! commits to every earlier byte, so the author signed it all the same). Two
//! entries that differ only in the signature are a fork too.
//!
//! A proof counts only for a log of this festival. For that it carries the device
//! number that the log's join names: the log id follows from it, so no proof
//! depends on what else a peer happens to know. What a proof does to the log is in
//! [`super::freeze`].
//!
//! ```text
//! branch:  count     VarU64   1..=40
//!          count times, from the conflicting entry up:
//!            length  VarU64
//!            entry   an encoded entry
//! proof:   device    4        u32 little endian
//!          branch             the one whose conflicting entry has the lower bytes
//!          branch             the other one
//! ```

use thiserror::Error;

use super::entry::{Entry, EntryError, MAX_ENTRY_BYTES};
use super::festival;
use super::id::{DeviceNumber, FestivalId, LogKey, SeqNum};
use super::limits::MAX_FORK_PATH_ENTRIES;
use super::lipmaa::lipmaa;
use super::log::{Head, RunError};
use super::reader::{Malformed, Reader};
use super::run::Run;
use super::signature::BadSignature;
use super::varint;

/// Why something is no fork proof. The culprit is whoever handed it over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ForkError {
    /// The proof is cut off, too long or not in its one form.
    #[error("the fork proof is malformed: {0}")]
    Malformed(#[from] Malformed),
    /// One of its entries is not an entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A path of no entries, or more than [`MAX_FORK_PATH_ENTRIES`].
    #[error("a side of the fork proof has {0} entries, allowed 1 to {MAX_FORK_PATH_ENTRIES}")]
    PathLength(usize),
    /// An entry of a path does not link to the one below it.
    #[error("entry {0} of the fork proof does not link to the entry below it")]
    NotLinked(SeqNum),
    /// The entry at the end of a path is not signed by the author.
    #[error(transparent)]
    Signature(#[from] BadSignature),
    /// The two sides are of different logs or places.
    #[error("the two entries do not stand at one place of one log")]
    OtherPlace,
    /// Both sides are the same entry.
    #[error("the two entries are the same")]
    Same,
    /// The side with the higher entry bytes comes first.
    #[error("the sides of the fork proof are in the wrong order")]
    Order,
    /// The log is not one of this festival.
    #[error("the forked log does not belong to this festival")]
    OtherFestival,
    /// The entry asked for is not in the run.
    #[error("entry {0} is not among these entries")]
    NotInRun(SeqNum),
    /// A run from which a proof was to be made does not fit the log.
    #[error(transparent)]
    Run(#[from] RunError),
}

/// An entry that its author signed, directly or by a later entry: one side of a
/// fork proof. Checked when made, so holding one is having the author's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    key: LogKey,
    seq_num: SeqNum,
    entries: Vec<Vec<u8>>,
}

impl Branch {
    /// Checks a path: the conflicting entry first, the one with the valid
    /// signature last.
    ///
    /// # Errors
    ///
    /// [`ForkError`] unless
    /// - there are 1..=40 entries, each strictly decodable,
    /// - each one names the one before it in the path as backlink (at `seq − 1`)
    ///   or lipmaalink (at `lipmaa(seq)`), in the same log,
    /// - the last one's own signature is strictly valid.
    pub fn prove(entries: Vec<Vec<u8>>) -> Result<Self, ForkError> {
        if entries.len() > MAX_FORK_PATH_ENTRIES {
            return Err(ForkError::PathLength(entries.len()));
        }
        let (lowest, above) = entries.split_first().ok_or(ForkError::PathLength(0))?;
        let lowest = Entry::decode(lowest)?;
        let mut end = lowest;
        for bytes in above {
            let entry = Entry::decode(bytes)?;
            if !links_to(&entry, &end) {
                return Err(ForkError::NotLinked(entry.unsigned.seq_num));
            }
            end = entry;
        }
        end.verify_signature()?;
        let (key, seq_num) = (lowest.unsigned.key, lowest.unsigned.seq_num);
        Ok(Self {
            key,
            seq_num,
            entries,
        })
    }

    /// The branch of the entry at `seq_num` in a step: alone where its own
    /// signature is valid, else with the shortest path from the step's last entry.
    /// `before` is the head that the step continues.
    ///
    /// # Errors
    ///
    /// [`ForkError::NotInRun`], [`ForkError::Run`] where the run does not continue
    /// `before`, or [`ForkError::Signature`] where it is no step.
    pub fn of(before: &Head, run: &Run, seq_num: SeqNum) -> Result<Self, ForkError> {
        let mut entries = before.entries(run)?;
        let index = |seq: SeqNum| usize::try_from(seq.checked_sub(run.first)?).ok();
        let lowest = index(seq_num)
            .and_then(|index| entries.get(index))
            .ok_or(ForkError::NotInRun(seq_num))?;
        let alone = Entry::decode(lowest)?.verify_signature().is_ok();
        let end = if alone { seq_num } else { run.last() };
        let mut path: Vec<Vec<u8>> = shortest_path(end, seq_num)
            .into_iter()
            .filter_map(|seq| entries.get_mut(index(seq)?).map(core::mem::take))
            .collect();
        path.reverse();
        Self::prove(path)
    }

    /// The log.
    pub fn key(&self) -> LogKey {
        self.key
    }

    /// Where the entry stands.
    pub fn seq_num(&self) -> SeqNum {
        self.seq_num
    }

    /// The entry itself, encoded.
    pub fn entry(&self) -> &[u8] {
        &self.entries[0]
    }

    /// The whole path, from the entry up.
    pub fn path(&self) -> &[Vec<u8>] {
        &self.entries
    }

    /// Appends the encoding.
    pub fn write(&self, out: &mut Vec<u8>) {
        varint::write(self.entries.len() as u64, out);
        for entry in &self.entries {
            varint::write(entry.len() as u64, out);
            out.extend_from_slice(entry);
        }
    }

    /// Reads and checks one branch, leaving the reader behind it.
    ///
    /// # Errors
    ///
    /// As [`Branch::prove`], and [`ForkError::Malformed`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, ForkError> {
        let count = reader.length(MAX_FORK_PATH_ENTRIES)?;
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push(reader.prefixed(MAX_ENTRY_BYTES)?.to_vec());
        }
        Self::prove(entries)
    }
}

/// Whether `later` names `earlier` by one of its links, at the right place.
fn links_to(later: &Entry<'_>, earlier: &Entry<'_>) -> bool {
    let (said, target) = (&later.unsigned, earlier.unsigned.seq_num);
    let hash = Some(earlier.hash());
    let by_backlink = target + 1 == said.seq_num && said.backlink == hash;
    let by_lipmaalink = target == lipmaa(said.seq_num) && said.lipmaalink == hash;
    said.key == earlier.unsigned.key && (by_backlink || by_lipmaalink)
}

/// The fewest links from `from` down to `to`, both included. Lipmaalinks never
/// cross each other, so the longest one that does not overshoot is always best.
fn shortest_path(from: SeqNum, to: SeqNum) -> Vec<SeqNum> {
    let mut path = vec![from];
    let mut at = from;
    while at > to {
        let far = lipmaa(at);
        at = if far >= to { far } else { at - 1 };
        path.push(at);
    }
    path
}

/// A proof that a log of a festival is forked. Checked when made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForkProof {
    device: DeviceNumber,
    lower: Branch,
    upper: Branch,
}

impl ForkProof {
    /// Puts two sides together, in any order. `device` is the device number that
    /// the log's join names.
    ///
    /// # Errors
    ///
    /// [`ForkError`] unless the two are different entries at one place of one log
    /// and that log's id follows from `festival` and `device`.
    pub fn new(
        festival: &FestivalId,
        device: DeviceNumber,
        one: Branch,
        other: Branch,
    ) -> Result<Self, ForkError> {
        if (one.key, one.seq_num) != (other.key, other.seq_num) {
            return Err(ForkError::OtherPlace);
        }
        if one.entry() == other.entry() {
            return Err(ForkError::Same);
        }
        if festival::log_id(festival, device) != one.key.log_id {
            return Err(ForkError::OtherFestival);
        }
        let (lower, upper) = if one.entry() < other.entry() {
            (one, other)
        } else {
            (other, one)
        };
        Ok(Self {
            device,
            lower,
            upper,
        })
    }

    /// The proof at the first difference of two steps that both continue `before`:
    /// ours as it is stored, and what someone else handed over. None where one
    /// goes on from the other.
    ///
    /// # Errors
    ///
    /// As [`Branch::of`] and [`ForkProof::new`].
    pub fn between(
        before: &Head,
        device: DeviceNumber,
        ours: &Run,
        theirs: &Run,
    ) -> Result<Option<Self>, ForkError> {
        let differs = before
            .entries(ours)?
            .iter()
            .zip(before.entries(theirs)?)
            .position(|(a, b)| *a != b);
        let Some(index) = differs else {
            return Ok(None);
        };
        let seq_num = ours.first + index as SeqNum;
        let (ours, theirs) = (
            Branch::of(before, ours, seq_num)?,
            Branch::of(before, theirs, seq_num)?,
        );
        Self::new(&before.festival(), device, ours, theirs).map(Some)
    }

    /// The log.
    pub fn key(&self) -> LogKey {
        self.lower.key
    }

    /// Where the log is forked: nothing at or above counts any more.
    pub fn at(&self) -> SeqNum {
        self.lower.seq_num
    }

    /// The device number that the log's join names.
    pub fn device(&self) -> DeviceNumber {
        self.device
    }

    /// Both sides, the one with the lower entry bytes first.
    pub fn branches(&self) -> [&Branch; 2] {
        [&self.lower, &self.upper]
    }

    /// Whether this proof is to be kept instead of `kept`: it is of the same log
    /// and freezes it lower.
    pub fn is_below(&self, kept: &Self) -> bool {
        self.key() == kept.key() && self.at() < kept.at()
    }

    /// Appends the encoding.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.device.0.to_le_bytes());
        self.lower.write(out);
        self.upper.write(out);
    }

    /// The encoding alone, at most
    /// [`MAX_FORK_PROOF_BYTES`](super::limits::MAX_FORK_PROOF_BYTES).
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// Reads and checks exactly one proof. The verdict is the same on every peer.
    ///
    /// # Errors
    ///
    /// As [`Branch::prove`] and [`ForkProof::new`], and [`ForkError::Malformed`] or
    /// [`ForkError::Order`] where the bytes are not the one encoding of the proof.
    pub fn decode(festival: &FestivalId, bytes: &[u8]) -> Result<Self, ForkError> {
        let mut reader = Reader::new(bytes);
        let device = DeviceNumber(u32::from_le_bytes(reader.array()?));
        let lower = Branch::read(&mut reader)?;
        let upper = Branch::read(&mut reader)?;
        reader.end()?;
        if lower.entry() > upper.entry() {
            return Err(ForkError::Order);
        }
        Self::new(festival, device, lower, upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::limits::MAX_STEP_ENTRIES;

    #[test]
    fn every_entry_of_a_step_can_be_reached_from_its_end() {
        // The longest paths end just above a power's z(k), where every link that
        // is not far too long is a backlink.
        let near = |z: u64| (z.saturating_sub(40).max(1)..z + 1400).step_by(7);
        let longest_up_to = |limit: u64| {
            let ends = (2..21)
                .map(|k| (3_u64.pow(k) - 1) / 2)
                .flat_map(near)
                .filter(|end| *end <= limit);
            let pairs = ends.flat_map(|end| {
                let lowest = end.saturating_sub(MAX_STEP_ENTRIES as u64 - 1).max(1);
                (lowest..=end)
                    .step_by(5)
                    .map(move |to| shortest_path(end, to).len())
            });
            pairs.max()
        };
        assert!(longest_up_to(10_000_000) <= Some(35));
        let longest = longest_up_to(1 << 30);
        assert!(longest <= Some(MAX_FORK_PATH_ENTRIES), "{longest:?}");
        assert!(
            longest >= Some(35),
            "the limit is larger than it needs to be: {longest:?}"
        );
    }
}
