//! Screens for the day itself, as plain functions: what changed, what is where,
//! what hangs on the wall and on paper. One page draws them all
//! ([`DayPage`](super::pages::DayPage)) and keeps what is typed in them.

pub mod board;
pub mod days;
pub mod grid;
pub mod inventory;
pub mod layout;
pub mod news;
pub mod paper;
pub mod plan;
pub mod search;
pub mod tree;
pub mod ways;

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::language::Words;
use super::parts::{FIRST_ROWS, More, first_rows};
use super::peer_provider::Send;
use super::programme::event_card::owner_note;
use super::route::Route;
use super::screen::Change;
use super::time::Clock;
use crate::peer::view_model::{
    EventCard, FestivalRow, FrameView, InstanceId, Interval, Progress, ResourceKind, Rows,
    instance_digits,
};

/// What a screen is drawn with.
pub struct At<'a> {
    /// The texts.
    pub words: &'a Words,
    /// The festival's clocks.
    pub clock: &'a Clock,
    /// The festival.
    pub festival: &'a FestivalRow,
    /// What stays while screens change.
    pub frame: &'a FrameView,
    /// The way to the peer.
    pub send: &'a Send,
    /// What was typed and chosen.
    pub typed: &'a Typed,
    /// Takes a change of it.
    pub change: &'a Callback<Change<Typed>>,
}

/// What is typed and chosen on these screens, for whoever comes back to one as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// Words.
    pub text: String,
    /// A festival day.
    pub day: Option<i64>,
    /// A kind of resource.
    pub kind: Option<ResourceKind>,
    /// Something of mine.
    pub chosen: Option<InstanceId>,
    /// Whether the form that puts places on the plan is unfolded.
    pub placing: bool,
    /// Where on the plan: hundredths from the left and from the top.
    pub pin: (String, String),
    /// Whether letters are large on paper.
    pub large: bool,
    /// Whether the board stands still.
    pub still: bool,
    /// How often the board has turned.
    pub turn: usize,
    /// Requests whose form for «it happens elsewhere» is unfolded.
    pub moving: BTreeSet<InstanceId>,
    /// How many rows are drawn.
    pub limit: usize,
    /// How many events, resources and people of a search are drawn.
    pub found: [usize; 3],
    /// The first place that stands in the grid.
    pub place: usize,
    /// Which rows of a long list are drawn.
    pub rows: Rows,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            text: String::new(),
            day: None,
            kind: None,
            chosen: None,
            placing: false,
            pin: (String::new(), String::new()),
            large: false,
            still: false,
            turn: 0,
            moving: BTreeSet::new(),
            limit: FIRST_ROWS,
            found: [search::FIRST; 3],
            place: 0,
            rows: first_rows(),
        }
    }
}

impl At<'_> {
    /// Changes what is typed with what a field gives.
    pub fn set<T: 'static>(&self, change: impl Fn(&mut Typed, T) + 'static) -> Callback<T> {
        let change = Rc::new(change);
        self.change.reform(move |value: T| -> Change<Typed> {
            let change = change.clone();
            Box::new(move |typed| change(typed, value))
        })
    }

    /// The text of a key.
    pub fn text(&self, key: &'static str) -> AttrValue {
        self.words.text(key)
    }

    /// «Show more (300)», where there is more.
    pub fn more(&self, all: usize, drawn: usize) -> Html {
        let on_more = self.set(|typed, limit| typed.limit = limit);
        html! { <More {all} {drawn} {on_more} /> }
    }

    /// What is known, and when: on everything that outlives the moment.
    pub fn as_of(&self) -> Html {
        let time = self.clock.day_time(self.clock.now());
        html! { <p class="as-of">{ self.words.text_with("day-as-of", &[("time", time.as_str().into())]) }</p> }
    }

    /// The days of the festival: whole days since 1970-01-01.
    pub fn days(&self) -> Vec<i64> {
        days_of(self.clock, self.festival.span)
    }

    /// The day looked at.
    pub fn day(&self) -> Option<i64> {
        day_looked_at(self.clock, self.festival.span, self.typed)
    }
}

fn days_of(clock: &Clock, span: Option<Interval>) -> Vec<i64> {
    let Some(span) = span else {
        return Vec::new();
    };
    let (first, last) = (clock.day(span.start), clock.day(span.end - 1));
    (first..=last).take(MOST_DAYS).collect()
}

/// The day looked at in a festival that lasts so long: the chosen one, else today, else
/// the first.
pub fn day_looked_at(clock: &Clock, span: Option<Interval>, typed: &Typed) -> Option<i64> {
    let days = days_of(clock, span);
    let today = clock.day(clock.now());
    let chosen = typed.day.filter(|day| days.contains(day));
    chosen
        .or_else(|| days.contains(&today).then_some(today))
        .or_else(|| days.first().copied())
}

/// Most days that are offered: whoever says a festival lasts a thousand years gets
/// no list of them.
const MOST_DAYS: usize = 60;

/// A number for a text.
pub fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A text of somebody's as an attribute or a child.
pub fn shown(text: &Rc<str>) -> AttrValue {
    AttrValue::from(text.clone())
}

/// When and where, with the day where it is not the one looked at.
pub fn when_and_where(at: &At<'_>, card: &EventCard, with_day: bool) -> Html {
    let time = card
        .time
        .as_ref()
        .map(|time| match (time.all_day, with_day) {
            (true, _) => at.clock.day_range(time.start, time.end),
            (false, true) => at.clock.long_range(time.start, time.end),
            (false, false) => at.clock.range(time.start, time.end),
        });
    let place = card.place.as_ref().map(|place| match &place.title {
        _ if place.refused => at.text("grid-no-place"),
        Some(title) => shown(title),
        None => at.text("place-unknown"),
    });
    html! {
        <>
            if let Some(time) = time {
                <span class="when">{ time }</span>
            }
            if let Some(place) = place {
                <bdi class="where">{ place }</bdi>
            }
        </>
    }
}

/// An event in a line: a link with when, what and where, and what owners say.
pub fn event_line(at: &At<'_>, card: &EventCard, with_day: bool) -> Html {
    event_line_saying(at, card, with_day, None)
}

/// The same, and what else is said of it there.
pub fn event_line_saying(
    at: &At<'_>,
    card: &EventCard,
    with_day: bool,
    said: Option<AttrValue>,
) -> Html {
    let over = card.progress == Progress::Over;
    html! {
        <li key={instance_digits(&card.id)} class={classes!("line", over.then_some("is-over"))}>
            <a href={Route::Event(card.festival, card.id).href()}>
                <bdi class="what">{ shown(&card.title) }</bdi>
                { when_and_where(at, card, with_day) }
                if let Some(said) = said {
                    <span class="quiet">{ said }</span>
                }
                if over {
                    <strong>{ at.text("event-cancelled") }</strong>
                }
            </a>
            { for card.notes.iter().map(|note| owner_note(at.words, &note.resource, &note.text)) }
        </li>
    }
}
