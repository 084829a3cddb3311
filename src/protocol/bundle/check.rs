//! Looks a whole bundle through before anything of it is taken in: that it is in
//! order, within the limits of a festival, and that every step in it is what its
//! author signed. So a hostile bundle changes nothing, not even by its first half.
//!
//! Each log of a bundle is followed by its own head: from its join on, or from the
//! head that is known here where the bundle goes on from it. What begins elsewhere
//! (entries before it are missing here, or overlap what is known) is judged when
//! it is taken in, as from a neighbour.

use super::BundleError;
use super::record::{About, Record};
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::limits::{MAX_FESTIVAL_BYTES, MAX_FESTIVAL_LOGS};
use crate::protocol::log::Head;
use crate::protocol::run::Run;

/// What is known of a bundle so far.
#[derive(Clone, Debug)]
pub struct Check {
    festival: FestivalId,
    about: Option<About>,
    logs: u64,
    entries: u64,
    bytes: u64,
    last_proof: Option<LogKey>,
    following: Option<Following>,
}

/// The log whose runs are being read.
#[derive(Clone, Debug)]
struct Following {
    key: LogKey,
    next: SeqNum,
    /// The log's head by the bundle's own runs, where it could be followed.
    head: Option<Head>,
}

impl Check {
    /// Of a bundle of this festival.
    pub fn new(festival: FestivalId) -> Self {
        Self {
            festival,
            about: None,
            logs: 0,
            entries: 0,
            bytes: 0,
            last_proof: None,
            following: None,
        }
    }

    /// What the bundle says of itself.
    pub fn about(&self) -> Option<About> {
        self.about
    }

    /// Entries looked at.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// The next record. `known` gives the stored end of a log.
    ///
    /// # Errors
    ///
    /// [`BundleError`]: nothing of the bundle is to be taken in.
    pub fn take<'a>(
        &mut self,
        record: Record,
        known: impl Fn(&LogKey) -> Option<&'a Head>,
    ) -> Result<(), BundleError> {
        match (record, self.about) {
            (Record::About(about), None) => {
                self.about = Some(about);
                Ok(())
            }
            (Record::About(_), Some(_)) | (_, None) => Err(BundleError::Order),
            (Record::Proof(bytes), Some(_)) => self.proof(&bytes),
            (Record::Run(run), Some(_)) => {
                let known = known(&run.key);
                self.run(run, known)
            }
        }
    }

    /// The bundle has ended.
    ///
    /// # Errors
    ///
    /// [`BundleError::Order`] where it held something else than it announced.
    pub fn finish(&self) -> Result<About, BundleError> {
        self.about
            .filter(|about| about.logs == self.logs && about.entries == self.entries)
            .ok_or(BundleError::Order)
    }

    fn proof(&mut self, bytes: &[u8]) -> Result<(), BundleError> {
        let proof =
            ForkProof::decode(&self.festival, bytes).map_err(|_| BundleError::FalseProof)?;
        let in_order = self.last_proof.is_none_or(|last| last < proof.key());
        if self.following.is_some() || !in_order {
            return Err(BundleError::Order);
        }
        self.last_proof = Some(proof.key());
        Ok(())
    }

    fn run(&mut self, run: Run, known: Option<&Head>) -> Result<(), BundleError> {
        let goes_on = self
            .following
            .as_ref()
            .is_some_and(|following| following.key == run.key);
        if !goes_on {
            self.begin(&run, known)?;
        }
        self.entries += run.entries.len() as u64;
        self.bytes += run.payload_bytes();
        if self.bytes > MAX_FESTIVAL_BYTES {
            return Err(BundleError::TooMuch);
        }
        let following = self.following.as_mut().ok_or(BundleError::Order)?;
        if run.first != following.next {
            return Err(BundleError::Order);
        }
        following.next = run.last() + 1;
        if let Some(head) = following.head.take() {
            let step = head.link(run)?.authenticate()?;
            following.head = Some(step.head().clone());
        }
        Ok(())
    }

    fn begin(&mut self, run: &Run, known: Option<&Head>) -> Result<(), BundleError> {
        let in_order = self
            .following
            .as_ref()
            .is_none_or(|last| last.key < run.key);
        if !in_order {
            return Err(BundleError::Order);
        }
        self.logs += 1;
        if self.logs > MAX_FESTIVAL_LOGS as u64 {
            return Err(BundleError::TooMuch);
        }
        let goes_on = |head: &&Head| head.height() + 1 == run.first && head.hash() == run.before;
        let head = match run.first {
            1 => Some(Head::empty(self.festival, run.key)),
            _ => known.filter(goes_on).cloned(),
        };
        self.following = Some(Following {
            key: run.key,
            next: run.first,
            head,
        });
        Ok(())
    }
}
