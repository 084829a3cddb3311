//! Lists of events: the programme and what is mine. All of a festival is gone
//! through, but cards are made of those only that are drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::view_model::{Found, MineView, Progress, Rows, ScheduleFilter, ScheduleView};
use super::lens::{Lens, Why};
use super::title_order::title_order;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::event::{Event, USE};
use crate::protocol::schema::parts::Interval;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::filter::{Outlook, in_order};
use crate::protocol::view::needs::NeedState;

/// So many events that happen now are named above the programme; the grid has all.
const MOST_NOW: Rows = Rows { from: 0, most: 6 };
/// So many of the next events are named there.
const MOST_NEXT: usize = 3;

/// An event of a list.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) event: &'a Entity<Event>,
    pub(super) progress: Progress,
    pub(super) place: Option<InstanceId>,
    /// What the need for that place has come to.
    pub(super) place_state: Option<NeedState>,
    /// Whether an owner says something about it.
    pub(super) is_told: bool,
}

impl Listed<'_> {
    /// When it happens.
    pub(super) fn time(&self) -> Option<Interval> {
        let time = self.event.value.time.as_ref();
        time.map(|time| time.interval())
    }

    /// Where it happens, may happen, or would have happened: not where it was refused.
    pub(super) fn held_at(&self) -> Option<InstanceId> {
        let is_refused = is_refused(self.place_state, self.progress);
        self.place.filter(|_| !is_refused)
    }
}

/// Whether an event that still may happen cannot be at its place.
pub(super) fn is_refused(place_state: Option<NeedState>, progress: Progress) -> bool {
    let refused = [
        NeedState::Declined,
        NeedState::Unavailable,
        NeedState::Withdrawn,
    ];
    progress != Progress::Over && place_state.is_some_and(|state| refused.contains(&state))
}

/// The events that a filter wants, in their order.
#[derive(Default)]
pub(super) struct Listing<'a> {
    pub(super) events: Vec<Listed<'a>>,
    /// Without a confirmed place, by people whom one does not know.
    pub(super) proposals: Vec<Listed<'a>>,
}

/// What is told of all events of a programme, before the filter.
#[derive(Default)]
struct Whole<'a> {
    hidden: BTreeMap<AuthorId, usize>,
    total: usize,
    kinds: BTreeSet<&'a str>,
    tracks: BTreeSet<&'a str>,
    tags: BTreeSet<&'a str>,
    places: BTreeSet<InstanceId>,
}

/// What a programme follows from, its rows left out.
#[derive(Debug, PartialEq)]
struct LastOf {
    festival: FestivalId,
    filter: ScheduleFilter,
    revision: u64,
    minute: i64,
}

/// A programme as it was looked at last: its order, and all but its cards.
#[derive(Debug)]
pub(in crate::peer) struct LastSchedule {
    of: LastOf,
    events: Vec<InstanceId>,
    proposals: Vec<InstanceId>,
    view: ScheduleView,
}

impl LastOf {
    /// Whether the same events are there before the filter.
    fn has_events_of(&self, other: &Self) -> bool {
        let of = |last: &Self| {
            let filter = &last.filter;
            (
                last.festival,
                last.revision,
                filter.show_hidden,
                filter.mine,
            )
        };
        of(self) == of(other)
    }
}

impl<'a> Whole<'a> {
    fn add(&mut self, event: &'a Event, outlook: &Outlook) {
        self.total += 1;
        self.kinds.extend(event.kind.as_deref());
        self.tracks.extend(event.track.as_deref());
        self.tags.extend(event.tags.iter().map(String::as_str));
        self.places.extend(outlook.place);
    }
}

impl<'a> Lens<'a> {
    /// The events of a festival that a filter wants.
    pub(super) fn listing(&self, festival: &FestivalId, filter: &ScheduleFilter) -> Listing<'a> {
        self.listing_with(festival, filter, None)
    }

    /// The same, and what is told of all events.
    fn listing_with(
        &self,
        festival: &FestivalId,
        filter: &ScheduleFilter,
        mut whole: Option<&mut Whole<'a>>,
    ) -> Listing<'a> {
        let mut listing = Listing::default();
        let Some(part) = self.core.view.part(festival) else {
            return listing;
        };
        let left_out = self.left_out(festival);
        let founder = self.founder(festival);
        let words = filter.fields.text.trim();
        self.with_programme(festival, |programme| {
            let saying = (!words.is_empty()).then(|| programme.saying(part, words));
            // Also what is over: it stays, struck through; only tombstones go.
            for (id, outlook) in programme.events() {
                let says_them = saying.as_ref().is_none_or(|saying| saying.contains(id));
                if !says_them && whole.is_none() {
                    continue;
                }
                let Some(event) = part.events().get(id) else {
                    continue;
                };
                let author = event.author();
                match left_out.why(author, id) {
                    Some(Why::Blocked) => continue,
                    Some(Why::HiddenBy(by)) if !filter.show_hidden => {
                        if let Some(whole) = &mut whole {
                            *whole.hidden.entry(by).or_default() += 1;
                        }
                        continue;
                    }
                    _ => {}
                }
                // A shift taken, a thing borrowed: for whoever did it, not for everyone.
                if !filter.mine && event.value.kind.as_deref() == Some(USE) {
                    continue;
                }
                if let Some(whole) = &mut whole {
                    whole.add(&event.value, outlook);
                }
                if !says_them || !self.is_wanted_event(filter, event, outlook) {
                    continue;
                }
                let listed = Listed {
                    event,
                    progress: outlook.progress,
                    place: outlook.place,
                    place_state: outlook.place_state,
                    is_told: outlook.is_told,
                };
                let is_known = self.knows(&author) || founder == Some(author);
                let is_granted = outlook.place_state == Some(NeedState::Accepted);
                if is_granted || is_known {
                    listing.events.push(listed);
                } else {
                    listing.proposals.push(listed);
                }
            }
        });
        listing
    }

    fn is_wanted_event(
        &self,
        filter: &ScheduleFilter,
        event: &Entity<Event>,
        outlook: &Outlook,
    ) -> bool {
        let track = event.value.track.as_deref();
        let of_track = || {
            let wanted = filter.track.as_deref();
            wanted.is_none_or(|wanted| track == Some(wanted))
        };
        let is_mine = || event.author() == self.me || self.core.local.stars.contains(&event.id());
        (!filter.mine || is_mine()) && of_track() && filter.fields.matches_but_words(event, outlook)
    }

    /// The programme. While one only scrolls, cards are made and nothing else.
    pub(super) fn schedule(&self, festival: &FestivalId, filter: &ScheduleFilter) -> ScheduleView {
        let of = LastOf {
            festival: *festival,
            filter: filter.whole(),
            revision: self.core.revision,
            minute: self.core.seconds().div_euclid(60),
        };
        let mut last = self.core.remembered.schedule.borrow_mut();
        let known = match last.take() {
            Some(known) if known.of == of => known,
            earlier => self.whole_schedule(of, earlier),
        };
        let known = last.insert(known);
        let some = |ids: &[InstanceId], rows: Rows| Found {
            from: rows.from,
            first: self.cards_of(festival, rows.of(ids)),
            count: ids.len(),
        };
        ScheduleView {
            events: some(&known.events, filter.rows),
            proposals: some(&known.proposals, filter.proposals),
            ..known.view.clone()
        }
    }

    /// The order of a programme, and what stands around it. What is told of all events stays
    /// as it was in an `earlier` one of the same events.
    fn whole_schedule(&self, of: LastOf, earlier: Option<LastSchedule>) -> LastSchedule {
        let festival = &of.festival;
        let earlier = earlier.filter(|earlier| earlier.of.has_events_of(&of));
        let mut whole = Whole::default();
        let wanted = earlier.is_none().then_some(&mut whole);
        let listing = self.listing_with(festival, &of.filter, wanted);
        let around = match earlier {
            Some(LastSchedule { view, .. }) => view,
            None => self.around(festival, &whole),
        };
        let now = self.core.seconds();
        // Stand above the whole programme, not above what was looked for.
        let is_whole = of.filter == ScheduleFilter::default();
        let alive = || {
            let events = listing.events.iter().filter(|_| is_whole);
            let times = events.filter_map(|listed| Some((listed, listed.time()?)));
            times.filter(|(listed, _)| listed.progress != Progress::Over)
        };
        let running: Vec<Listed<'_>> = alive()
            .filter(|(_, time)| time.start <= now && now < time.end)
            .map(|(listed, _)| *listed)
            .collect();
        let next = alive().filter(|(_, time)| now < time.start);
        let next = next.map(|(listed, _)| listed).take(MOST_NEXT);
        let view = ScheduleView {
            now: self.some_cards(festival, &running, MOST_NOW),
            next: self.cards(festival, next),
            ..around
        };
        let ids = |events: &[Listed<'_>]| events.iter().map(|one| one.event.id()).collect();
        LastSchedule {
            events: ids(&listing.events),
            proposals: ids(&listing.proposals),
            view,
            of,
        }
    }

    /// What is told of all events; the places to choose from by what they are called.
    fn around(&self, festival: &FestivalId, whole: &Whole<'_>) -> ScheduleView {
        let shared = |texts: &BTreeSet<&str>| texts.iter().map(|text| Rc::from(*text)).collect();
        let titles = whole.places.iter();
        let mut places: Vec<(InstanceId, Rc<str>)> = titles
            .filter_map(|place| Some((*place, self.title_of(place)?)))
            .collect();
        places.sort_by_cached_key(|(id, title)| (title_order(title), *id));
        let none = || self.some_cards(festival, &[], Rows::default());
        ScheduleView {
            festival: *festival,
            events: none(),
            proposals: none(),
            now: none(),
            next: Rc::from([]),
            hidden: self.hidden_view(&whole.hidden),
            total: whole.total,
            kinds: shared(&whole.kinds),
            tracks: shared(&whole.tracks),
            tags: shared(&whole.tags),
            places: places.into(),
        }
    }

    /// What is mine in a festival: some of the events, resources and requests.
    pub(super) fn mine(&self, festival: &FestivalId, rows: [Rows; 3]) -> MineView {
        let [shown, resources, requests] = rows;
        let filter = ScheduleFilter {
            mine: true,
            show_hidden: true,
            ..ScheduleFilter::default()
        };
        let listing = self.listing(festival, &filter);
        let mut events = listing.events;
        events.extend(listing.proposals);
        events.sort_by_key(|listed| in_order(listed.event));
        MineView {
            festival: *festival,
            gaps: gaps(&events),
            overlaps: overlaps(&events),
            events: self.some_cards(festival, &events, shown),
            resources: self.resources_of(festival, self.me, resources),
            requests: self.my_requests(Some(festival), requests),
        }
    }
}

/// The positions of events, in their order, that share time with another one.
fn overlaps(events: &[Listed<'_>]) -> Rc<[usize]> {
    let mut meet = BTreeSet::new();
    let mut latest: Option<(usize, i64)> = None;
    for (position, listed) in events.iter().enumerate() {
        // Nobody has to be where a thing is that they borrowed.
        let is_use = listed.event.value.kind.as_deref() == Some(USE);
        let Some(time) = listed.time().filter(|_| !is_use) else {
            continue;
        };
        if let Some((other, end)) = latest
            && time.start < end
        {
            meet.extend([other, position]);
        }
        if latest.is_none_or(|(_, end)| end < time.end) {
            latest = Some((position, time.end));
        }
    }
    meet.into_iter().collect()
}

/// Times between events that still happen, by start: after which of them, and when.
fn gaps(events: &[Listed<'_>]) -> Rc<[(usize, Interval)]> {
    let mut gaps = Vec::new();
    let mut last: Option<(usize, i64)> = None;
    for (position, listed) in events.iter().enumerate() {
        let Some(time) = listed.time().filter(|_| listed.progress != Progress::Over) else {
            continue;
        };
        if let Some((before, end)) = last {
            let gap = Interval::new(end, time.start);
            gaps.extend(gap.map(|gap| (before, gap)));
        }
        last = match last {
            Some((before, end)) if end >= time.end => Some((before, end)),
            _ => Some((position, time.end)),
        };
    }
    gaps.into()
}
