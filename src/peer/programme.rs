//! The events of all festivals, as far as messages of them are here.

use std::collections::BTreeMap;

use crate::protocol::id::{AuthorId, Blake2b, FestivalId, InstanceId, LogKey, SeqNum};
use crate::protocol::message::Message;
use crate::protocol::schema::event::Event;

/// An event and where it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Its author.
    pub(super) author: AuthorId,
    /// Orders the programme for now: newest last.
    pub(super) clock: u64,
    /// The log and place of its message.
    pub(super) at: (LogKey, SeqNum),
    /// What it says.
    pub(super) event: Event,
}

/// All events by festival.
#[derive(Clone, Debug, Default)]
pub(super) struct Programme {
    events: BTreeMap<FestivalId, BTreeMap<InstanceId, Said>>,
    clocks: BTreeMap<AuthorId, u64>,
}

impl Programme {
    /// Takes one message, known or not; what is no event stays out.
    pub(super) fn apply(
        &mut self,
        festival: FestivalId,
        log: LogKey,
        seq: SeqNum,
        hash: &Blake2b,
        payload: &[u8],
    ) {
        let Ok(message) = Message::decode(payload) else {
            return;
        };
        let clock = self.clocks.entry(log.author).or_default();
        *clock = message.clock.max(*clock);
        let Ok(event) = Event::from_message(&message) else {
            return;
        };
        let said = Said {
            author: log.author,
            clock: message.clock,
            at: (log, seq),
            event,
        };
        self.events
            .entry(festival)
            .or_default()
            .insert(hash.instance(), said);
    }

    /// The highest clock among an author's messages here.
    pub(super) fn clock_of(&self, author: &AuthorId) -> u64 {
        self.clocks.get(author).copied().unwrap_or(0)
    }

    /// A festival's events, newest first.
    pub(super) fn of_festival(&self, festival: &FestivalId) -> Vec<(InstanceId, &Said)> {
        let mut events: Vec<_> = self
            .events
            .get(festival)
            .into_iter()
            .flatten()
            .map(|(id, said)| (*id, said))
            .collect();
        events.sort_by_key(|(id, said)| (core::cmp::Reverse(said.clock), *id));
        events
    }
}
