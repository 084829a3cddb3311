//! Cards of events. A card follows from many messages (requests, answers, resources,
//! profiles), so those that were made are kept until something changes: who scrolls or
//! types sees the same events again.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::view_model::{EventCard, Found, Rows};
use super::lens::Lens;
use super::listing::Listed;
use crate::protocol::id::{FestivalId, InstanceId};

/// Most cards that are kept, some 1 kB each: more than any screen draws.
const MOST_KEPT: usize = 2_000;

/// The cards of one festival's events at one revision.
#[derive(Debug, Default)]
pub(super) struct KeptCards {
    of: Option<(FestivalId, u64)>,
    cards: BTreeMap<InstanceId, EventCard>,
}

impl KeptCards {
    /// Forgets what is of another festival, or of what was known earlier.
    fn keep_only(&mut self, festival: FestivalId, revision: u64) {
        let of = Some((festival, revision));
        if self.of != of || self.cards.len() > MOST_KEPT {
            self.of = of;
            self.cards.clear();
        }
    }
}

impl Lens<'_> {
    /// Cards of these events, in their order.
    pub(super) fn cards<'e>(
        &self,
        festival: &FestivalId,
        events: impl Iterator<Item = &'e Listed<'e>>,
    ) -> Rc<[EventCard]> {
        let ids: Vec<InstanceId> = events.map(|listed| listed.event.id()).collect();
        self.cards_of(festival, &ids)
    }

    /// Cards of these events, in their order.
    pub(super) fn cards_of(&self, festival: &FestivalId, ids: &[InstanceId]) -> Rc<[EventCard]> {
        let mut kept = self.core.remembered.cards.borrow_mut();
        kept.keep_only(*festival, self.core.revision);
        let missing: Vec<InstanceId> = ids
            .iter()
            .filter(|id| !kept.cards.contains_key(id))
            .copied()
            .collect();
        if !missing.is_empty() {
            let changed = self.changed(festival);
            for view in self.core.view.events_of(festival, missing.iter()) {
                let card = self.event_card(&view, &changed);
                kept.cards.insert(card.id, card);
            }
        }
        let cards = ids.iter().filter_map(|id| {
            let mut card = kept.cards.get(id)?.clone();
            // Follow from the links of this moment.
            card.maker_active = self.active(festival, card.by.author);
            if card.mine {
                card.shared_with = self.shared_with(festival, id);
            }
            Some(card)
        });
        cards.collect()
    }

    /// Some of these events as cards, and how many they are.
    pub(super) fn some_cards(
        &self,
        festival: &FestivalId,
        events: &[Listed<'_>],
        rows: Rows,
    ) -> Found<EventCard> {
        Found {
            from: rows.from,
            first: self.cards(festival, rows.of(events).iter()),
            count: events.len(),
        }
    }
}
