//! What hangs on the wall: now, next, and what is not as it was planned. And the
//! inventory, which the info desk has open beside it.

use std::rc::Rc;

use super::super::view_model::{
    BoardView, EventCard, FestivalId, InstanceId, InventoryView, MarketFilter, Progress,
    ScheduleFilter,
};
use super::lens::Lens;

/// What starts later than this is not «next», seconds: the rest of a festival day.
const SOON: i64 = 18 * 3600;
/// A wall shows so many of each: more turn over too slowly to be read in passing.
const MOST: usize = 24;

impl Lens<'_> {
    /// The board.
    pub(super) fn board(&self, festival: &FestivalId) -> BoardView {
        let now = self.core.seconds();
        let schedule = self.schedule(festival, &ScheduleFilter::default());
        let some = |wanted: &dyn Fn(&EventCard, i64, i64) -> bool| {
            let events = schedule.events.iter().filter(|card| {
                let time = card.time.as_ref();
                time.is_some_and(|time| wanted(card, time.start, time.end))
            });
            events.take(MOST).cloned().collect::<Rc<[EventCard]>>()
        };
        let happens = |card: &EventCard| card.progress != Progress::Over;
        BoardView {
            festival: *festival,
            now: some(&|card, start, end| happens(card) && start <= now && now < end),
            next: some(&|card, start, _| happens(card) && now < start && start <= now + SOON),
            changed: some(&|card, start, end| {
                let said = !happens(card) || !card.notes.is_empty();
                said && now < end && start <= now + SOON
            }),
            code: self.invite(festival, true).code,
        }
    }

    /// All that can be had, and one of it whole.
    pub(super) fn inventory(
        &self,
        festival: &FestivalId,
        filter: &MarketFilter,
        chosen: Option<InstanceId>,
    ) -> InventoryView {
        let market = self.market(festival, filter);
        let home = chosen.and_then(|id| Some((self.resource(&id)?.0, id)));
        let page = home.and_then(|(home, id)| self.resource_page(&home, &id));
        InventoryView {
            market,
            page: page.map(Rc::new),
        }
    }
}
