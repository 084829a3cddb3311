//! The view: what a peer computes from all messages it has. A deterministic
//! function of their set: any order of arrival of the same messages gives the same
//! [`View::digest`].
//!
//! Each festival is a [`Part`], folded from the messages in its own logs alone.
//! A part keeps facts that merge in any order (fields with stamps, sets of
//! requests and answers); what follows from them across messages (states of
//! needs, free times, the owner's queue, the festival tree) is computed when
//! asked. So one message costs O(log n), and no derived value can be out of date.
//! What is asked again and again is kept by who asks, and brought up to date by
//! what came since ([`since`]).

pub mod activity;
pub mod ask;
pub mod asked;
pub mod calendar;
pub mod digest;
pub mod entity;
pub mod filter;
mod fold;
mod grant;
pub mod needs;
pub mod part;
pub mod people;
pub mod plain;
pub mod programme;
pub mod queue;
pub mod since;
pub mod snapshot;
pub mod tree;
pub mod verdict;

use std::collections::BTreeMap;

use thiserror::Error;

use self::part::Part;
use self::verdict::Standing;
use super::id::{AuthorId, FestivalId, InstanceId, LogKey, SeqNum};
use super::limits::MAX_CLOCK;

/// One accepted entry's payload.
#[derive(Clone, Copy, Debug)]
pub struct MessageIn<'a> {
    /// The log it stands in.
    pub log: LogKey,
    /// The festival that the log names.
    pub festival: FestivalId,
    /// Where in the log, from 1.
    pub seq: SeqNum,
    /// First 32 bytes of the entry's hash: the instance, if it is a create.
    pub id: InstanceId,
    /// The payload.
    pub payload: &'a [u8],
}

/// What became of a message at first; [`View::standing`] says it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It counts, or waits for its instance.
    Counted,
    /// It is void.
    Void,
    /// It was taken in before.
    Duplicate,
    /// It stands behind the place where its log is frozen.
    Frozen,
}

/// Why a message could not be taken in: a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ApplyError {
    /// Earlier messages of the log are missing.
    #[error("message {got} of a log came before message {expected}")]
    Gap {
        /// What comes next.
        expected: SeqNum,
        /// What came.
        got: SeqNum,
    },
}

/// What a freeze asks of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freeze {
    /// Nothing that was taken in falls away.
    Done,
    /// Messages fall away: give the festival's messages to [`View::rebuild`] again.
    Rebuild(FestivalId),
}

/// What a peer computes from all messages it has, of all festivals it knows.
#[derive(Clone, Debug, Default)]
pub struct View {
    parts: BTreeMap<FestivalId, Part>,
}

impl View {
    /// A view of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a message: O(log n) amortised.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Gap`]: messages of one log come in their order.
    pub fn apply(&mut self, input: MessageIn<'_>) -> Result<Applied, ApplyError> {
        let part = self
            .parts
            .entry(input.festival)
            .or_insert_with(|| Part::new(input.festival));
        part.apply(&input)
    }

    /// A view of all these messages; those of one log in their order.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Gap`].
    pub fn from_messages<'a>(
        messages: impl IntoIterator<Item = MessageIn<'a>>,
    ) -> Result<Self, ApplyError> {
        let mut view = Self::new();
        for message in messages {
            view.apply(message)?;
        }
        Ok(view)
    }

    /// Computes one festival anew from its messages, keeping where logs are frozen.
    /// Messages of other festivals are passed over.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Gap`]; the festival is as it was then.
    pub fn rebuild<'a>(
        &mut self,
        festival: FestivalId,
        messages: impl IntoIterator<Item = MessageIn<'a>>,
    ) -> Result<(), ApplyError> {
        let mut part = Part::new(festival);
        if let Some(old) = self.parts.get(&festival) {
            for (log, state) in old.logs.iter().filter(|(_, state)| state.frozen.is_some()) {
                part.logs.entry(*log).or_default().frozen = state.frozen;
            }
        }
        for message in messages
            .into_iter()
            .filter(|message| message.festival == festival)
        {
            part.apply(&message)?;
        }
        self.parts.insert(festival, part);
        Ok(())
    }

    /// Freezes a log: nothing above `height` counts any more. The lowest height of
    /// all freezes of a log decides.
    pub fn freeze(&mut self, festival: FestivalId, log: LogKey, height: SeqNum) -> Freeze {
        let part = self
            .parts
            .entry(festival)
            .or_insert_with(|| Part::new(festival));
        let state = part.logs.entry(log).or_default();
        let height = state.frozen.map_or(height, |frozen| frozen.min(height));
        state.frozen = Some(height);
        if state.height() <= height {
            Freeze::Done
        } else {
            Freeze::Rebuild(festival)
        }
    }

    /// Puts in a share that was read from a snapshot.
    pub fn insert(&mut self, part: Part) {
        self.parts.insert(part.festival(), part);
    }

    /// Takes over where the logs of a festival are frozen in another view.
    pub fn keep_freezes(&mut self, other: &Self, festival: &FestivalId) {
        let logs = other
            .parts
            .get(festival)
            .into_iter()
            .flat_map(|part| &part.logs);
        for (log, height) in logs.filter_map(|(log, state)| Some((*log, state.frozen?))) {
            self.freeze(*festival, log, height);
        }
    }

    /// Puts a festival's share of another view in place of ours. Where ours is
    /// frozen the new one is too: what it holds above falls away when it is computed
    /// anew.
    pub fn replace(&mut self, mut other: Self, festival: &FestivalId) {
        other.keep_freezes(self, festival);
        match other.parts.remove(festival) {
            Some(part) => self.parts.insert(*festival, part),
            None => self.parts.remove(festival),
        };
    }

    /// Forgets a festival.
    pub fn forget(&mut self, festival: &FestivalId) {
        self.parts.remove(festival);
    }

    /// The festivals of which something is known.
    pub fn festivals(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// One festival's share.
    pub fn part(&self, festival: &FestivalId) -> Option<&Part> {
        self.parts.get(festival)
    }

    /// How far a log was taken in.
    pub fn height(&self, festival: &FestivalId, log: &LogKey) -> SeqNum {
        self.part(festival)
            .and_then(|part| part.logs.get(log))
            .map_or(0, part::LogState::height)
    }

    /// What became of a message; none for one that was never taken in.
    pub fn standing(&self, festival: &FestivalId, log: &LogKey, seq: SeqNum) -> Option<Standing> {
        let part = self.part(festival)?;
        let slot = fold::slot_at(part, log, seq)?;
        if let Some(reason) = part.voids.get(&(*log, seq)) {
            return Some(Standing::Void(reason.clone()));
        }
        let parked = part.parked.get(&slot.subject);
        let waits = parked.is_some_and(|parked| parked.contains_key(&(*log, seq)));
        let unowned = || part.ownerless.get(&slot.subject).copied();
        Some(match (waits, slot.kind) {
            (true, _) => Standing::WaitsFor(slot.subject),
            (false, verdict::Kind::Authorization) => {
                unowned().map_or(Standing::Counts, Standing::WaitsFor)
            }
            _ => Standing::Counts,
        })
    }

    /// The clock of an author's next message: above all of theirs that are known
    /// here, else the time. None when their clocks are used up.
    pub fn next_clock(&self, author: AuthorId, unix_ms: u64) -> Option<u64> {
        let logs = self.parts.values().flat_map(|part| part.logs_of(author));
        let highest = logs.map(|(_, log)| log.clock).max().unwrap_or(0);
        Some((highest + 1).max(unix_ms)).filter(|clock| *clock < MAX_CLOCK)
    }
}
