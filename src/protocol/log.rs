//! Logs grow in steps. A [`Head`] is what a peer keeps of a log's end; a run that
//! fits it becomes [`Linked`] (every hash and link holds), and after one check of
//! the *last* entry's signature [`Authentic`]: the chain commits to every earlier
//! byte, so the author signed them all. The two types see to it that nothing is
//! stored, shown or forwarded before both checks.
//!
//! This differs from Bamboo's per-entry signature on purpose, see
//! `docs/decisions/001-steps.md`.

use std::collections::BTreeMap;

use thiserror::Error;

use super::entry::Unsigned;
use super::festival;
use super::id::{Blake2b, FestivalId, LogKey, SeqNum};
use super::limits::{MAX_PAYLOAD_BYTES, MAX_SEQ_NUM, MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
use super::lipmaa;
use super::run::Run;
use super::schema::join::Join;
use super::signature::{BadSignature, SIGNATURE_LEN, verify};

pub use super::append::AppendError;

/// A log's end: enough to check what comes next without reading old entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    key: LogKey,
    festival: FestivalId,
    height: SeqNum,
    hash: Option<Blake2b>,
    ended: bool,
    links: BTreeMap<SeqNum, Blake2b>,
}

/// Why a run does not continue a log. Whatever is in the run, whoever sent it is
/// the culprit: an honest peer only sends what it checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RunError {
    /// The run is of another log.
    #[error("the entries are of another log")]
    OtherLog,
    /// The run does not begin right after the head.
    #[error("the entries begin at {got}, expected {expected}")]
    Gap {
        /// Where the log goes on.
        expected: SeqNum,
        /// Where the run begins.
        got: SeqNum,
    },
    /// The entry before the run is not our head: the log is forked, or the
    /// sender lies. Nobody is blamed yet; both sides bisect.
    #[error("the entries follow another entry than the one known here")]
    OtherPast,
    /// Something follows an end-of-log.
    #[error("the log has ended")]
    Ended,
    /// More entries or bytes than one step may have, or none.
    #[error("the entries are more than one step")]
    StepLimit,
    /// The log's first entry is not a sound join of this festival.
    #[error("the log does not begin by joining this festival")]
    NoJoin,
    /// The last signature is bad.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

impl Head {
    /// A log of which nothing is known yet.
    pub fn empty(festival: FestivalId, key: LogKey) -> Self {
        Self {
            key,
            festival,
            height: 0,
            hash: None,
            ended: false,
            links: BTreeMap::new(),
        }
    }

    /// Puts a head together from what a store kept. None where the parts cannot
    /// belong to one head.
    pub fn restore(
        festival: FestivalId,
        key: LogKey,
        height: SeqNum,
        hash: Option<Blake2b>,
        ended: bool,
        links: BTreeMap<SeqNum, Blake2b>,
    ) -> Option<Self> {
        let sound = height <= MAX_SEQ_NUM
            && hash.is_some() == (height > 0)
            && links.keys().copied().eq(lipmaa::still_needed(height));
        sound.then_some(Self {
            key,
            festival,
            height,
            hash,
            ended,
            links,
        })
    }

    /// The log.
    pub fn key(&self) -> LogKey {
        self.key
    }

    /// The festival that the log names.
    pub fn festival(&self) -> FestivalId {
        self.festival
    }

    /// Sequence number of the last entry, 0 for none.
    pub fn height(&self) -> SeqNum {
        self.height
    }

    /// Hash of the last entry.
    pub fn hash(&self) -> Option<Blake2b> {
        self.hash
    }

    /// Whether the last entry is end-of-log.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// Hashes of earlier entries that later lipmaalinks will name.
    pub fn links(&self) -> &BTreeMap<SeqNum, Blake2b> {
        &self.links
    }

    /// Checks that `run` continues this log:
    /// - same author and log, first entry right after the head, naming its hash,
    /// - nothing after end-of-log,
    /// - at most one step of entries and payload bytes, each payload within its limit,
    /// - a log's first entry is a sound join from which author, festival and log id follow.
    ///
    /// Backlinks, lipmaalinks, sizes and hashes need no comparison: they are
    /// recomputed, and a run made with others fails at the signature.
    ///
    /// # Errors
    ///
    /// [`RunError`], by condition.
    pub fn link(&self, run: Run) -> Result<Linked, RunError> {
        self.fits(&run)?;
        let mut last_entry = Vec::new();
        let hashes = self.chain(&run, |bytes| {
            last_entry.clear();
            last_entry.extend_from_slice(bytes);
        });
        let head = self.after(&run, &hashes);
        Ok(Linked {
            head,
            run,
            hashes,
            last_entry,
        })
    }

    /// The full encodings of a fitting run's entries, oldest first: what fork
    /// proofs and link paths are made of. Nothing is said about their signatures.
    ///
    /// # Errors
    ///
    /// As [`Head::link`].
    pub fn entries(&self, run: &Run) -> Result<Vec<Vec<u8>>, RunError> {
        self.fits(run)?;
        let mut entries = Vec::with_capacity(run.entries.len());
        self.chain(run, |bytes| entries.push(bytes.to_vec()));
        Ok(entries)
    }

    fn fits(&self, run: &Run) -> Result<(), RunError> {
        if run.key != self.key {
            return Err(RunError::OtherLog);
        }
        if self.ended {
            return Err(RunError::Ended);
        }
        let expected = self.height + 1;
        if run.first != expected {
            return Err(RunError::Gap {
                expected,
                got: run.first,
            });
        }
        if run.before != self.hash {
            return Err(RunError::OtherPast);
        }
        let payloads = run.entries.iter().map(|entry| entry.payload.len() as u64);
        if !is_one_step(run.first, payloads) {
            return Err(RunError::StepLimit);
        }
        if run.first == 1 && !self.is_joined_by(&run.entries[0].payload) {
            return Err(RunError::NoJoin);
        }
        Ok(())
    }

    fn is_joined_by(&self, payload: &[u8]) -> bool {
        Join::from_payload(payload).is_ok_and(|join| {
            join.festival == self.festival
                && festival::log_id(&join.festival, join.device) == self.key.log_id
        })
    }

    /// The hashes of a fitting run's entries, recomputed, oldest first.
    pub(super) fn hashes(&self, run: &Run) -> Vec<Blake2b> {
        self.chain(run, |_| {})
    }

    /// Recomputes the entries of a fitting run, oldest first: their hashes, and
    /// `each` one's bytes.
    fn chain(&self, run: &Run, mut each: impl FnMut(&[u8])) -> Vec<Blake2b> {
        let mut hashes: Vec<Blake2b> = Vec::with_capacity(run.entries.len());
        let mut bytes = Vec::with_capacity(super::entry::MAX_ENTRY_BYTES);
        for (seq_num, entry) in (run.first..).zip(&run.entries) {
            bytes.clear();
            self.unsigned(run, seq_num, &entry.payload, &hashes)
                .write(&mut bytes);
            bytes.extend_from_slice(entry.signature.as_bytes());
            hashes.push(Blake2b::of(&bytes));
            each(&bytes);
        }
        hashes
    }

    /// What the entry at `seq_num` of `run` says; `hashes` are those of the run's
    /// entries before it.
    pub(super) fn unsigned(
        &self,
        run: &Run,
        seq_num: SeqNum,
        payload: &[u8],
        hashes: &[Blake2b],
    ) -> Unsigned {
        let backlink = (seq_num > 1)
            .then(|| self.hash_at(run.first, seq_num - 1, hashes))
            .flatten();
        let lipmaalink = lipmaa::is_required(seq_num)
            .then(|| self.hash_at(run.first, lipmaa::lipmaa(seq_num), hashes))
            .flatten();
        Unsigned {
            end_of_log: run.end_of_log && seq_num == run.last(),
            key: self.key,
            seq_num,
            lipmaalink,
            backlink,
            payload_size: payload.len() as u64,
            payload_hash: Blake2b::of(payload),
        }
    }

    /// The hash at `seq`, from the run so far, the head, or the kept links.
    fn hash_at(&self, first: SeqNum, seq: SeqNum, hashes: &[Blake2b]) -> Option<Blake2b> {
        match seq.checked_sub(first) {
            Some(index) => hashes.get(usize::try_from(index).ok()?).copied(),
            None if seq == self.height => self.hash,
            None => self.links.get(&seq).copied(),
        }
    }

    /// The head after a fitting run with these hashes.
    pub(super) fn after(&self, run: &Run, hashes: &[Blake2b]) -> Self {
        let height = run.last();
        let links = lipmaa::still_needed(height)
            .into_iter()
            .filter_map(|seq| Some((seq, self.hash_at(run.first, seq, hashes)?)))
            .collect();
        Self {
            key: self.key,
            festival: self.festival,
            height,
            hash: hashes.last().copied(),
            ended: run.end_of_log,
            links,
        }
    }
}

/// Whether payloads of these sizes may be one step from `first` on.
pub(super) fn is_one_step(first: SeqNum, mut payloads: impl ExactSizeIterator<Item = u64>) -> bool {
    let count = payloads.len();
    let mut total: u64 = 0;
    (1..=MAX_STEP_ENTRIES).contains(&count)
        && first
            .checked_add(count as u64 - 1)
            .is_some_and(|last| last <= MAX_SEQ_NUM)
        && payloads.all(|size| {
            total = total.saturating_add(size);
            size <= MAX_PAYLOAD_BYTES && total <= MAX_STEP_PAYLOAD_BYTES
        })
}

/// A run whose links all hold; its author has not been proven yet.
#[derive(Clone, Debug)]
pub struct Linked {
    head: Head,
    run: Run,
    hashes: Vec<Blake2b>,
    last_entry: Vec<u8>,
}

impl Linked {
    /// The last entry's full encoding: the one whose signature counts.
    pub fn last_entry(&self) -> &[u8] {
        &self.last_entry
    }

    /// Checks the last entry's own signature, which carries the whole step.
    ///
    /// # Errors
    ///
    /// [`RunError::Signature`]: drop the run whole and remember nothing about the log.
    pub fn authenticate(self) -> Result<Authentic, RunError> {
        let (signed, _) = self
            .last_entry
            .split_at(self.last_entry.len() - SIGNATURE_LEN);
        let last = self.run.entries.last().ok_or(RunError::StepLimit)?;
        verify(&self.run.key.author, signed, &last.signature)?;
        Ok(Authentic {
            head: self.head,
            run: self.run,
            hashes: self.hashes,
        })
    }
}

/// A step: linked to the log and signed by its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authentic {
    head: Head,
    run: Run,
    hashes: Vec<Blake2b>,
}

impl Authentic {
    /// The log's head after this step.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The entries.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The entries' hashes, one for each, oldest first.
    pub fn hashes(&self) -> &[Blake2b] {
        &self.hashes
    }

    /// Sequence number, hash and payload of each entry, oldest first.
    pub fn messages(&self) -> impl Iterator<Item = (SeqNum, &Blake2b, &[u8])> {
        (self.run.first..)
            .zip(&self.hashes)
            .zip(&self.run.entries)
            .map(|((seq_num, hash), entry)| (seq_num, hash, entry.payload.as_slice()))
    }
}
