//! What hangs on the wall: now, next, and what is not as it was planned. And the
//! inventory, which the info desk has open beside it.

use std::rc::Rc;

use super::super::view_model::{
    BoardView, FestivalId, InstanceId, Interval, InventoryView, MarketFilter, Progress,
    ScheduleFilter,
};
use super::lens::Lens;
use super::listing::Listed;

/// What starts later than this is not «next», seconds: the rest of a festival day. Where
/// nothing starts within it, it counts from what starts first: a wall shows with what the
/// festival begins, or goes on.
const SOON: i64 = 18 * 3600;
/// A wall shows so many of each: more turn over too slowly to be read in passing.
const MOST: usize = 24;

impl Lens<'_> {
    /// The board.
    pub(super) fn board(&self, festival: &FestivalId) -> BoardView {
        let now = self.core.seconds();
        let listing = self.listing(festival, &ScheduleFilter::default());
        let to_come = listing.events.iter();
        let to_come = to_come.filter_map(|listed| Some((*listed, listed.time()?)));
        let to_come = to_come.filter(|(_, time)| now < time.end);
        let happens = |listed: &Listed<'_>| listed.progress != Progress::Over;
        let mut ahead = to_come.clone();
        let ahead = ahead.find(|(listed, time)| happens(listed) && now < time.start);
        let next = ahead.map_or(now, |(_, time)| time.start);
        let until = SOON + if next <= now + SOON { now } else { next };
        let timed: Vec<(Listed<'_>, Interval)> =
            to_come.filter(|(_, time)| time.start <= until).collect();
        let some = |running: bool| {
            let events = timed
                .iter()
                .filter(|(listed, time)| happens(listed) && (time.start <= now) == running);
            self.cards(festival, events.map(|(listed, _)| listed).take(MOST))
        };
        let changed = timed.iter().map(|(listed, _)| listed);
        let changed = changed.filter(|listed| !happens(listed) || listed.is_told);
        BoardView {
            festival: *festival,
            now: some(true),
            next: some(false),
            changed: self.cards(festival, changed.take(MOST)),
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
