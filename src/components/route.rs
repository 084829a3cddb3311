//! Where the user is: the page's fragment, `#/…`, read as a [`Route`].
//!
//! An own router of a few lines, because the routes live in the fragment: a
//! static host serves one file, whatever the path, and a fragment never reaches
//! the host. Links are plain `<a href="#/…">`, so the browser does the rest.

use std::rc::Rc;

use yew::prelude::*;

use super::time::civil;
use super::way_back::WayBack;
use crate::browser::location;
use crate::peer::view_model::{
    AuthorId, FestivalId, InstanceId, Place, author_digits, author_of_digits, festival_digits,
    festival_of_digits, instance_digits, instance_of_digits,
};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The start.
    Home,
    /// Who the user is.
    Me,
    /// Requests to answer and requests made.
    Inbox,
    /// Who is connected, and the ways to connect.
    Connections,
    /// The programme of a festival.
    Schedule(FestivalId),
    /// An event.
    Event(FestivalId, InstanceId),
    /// The form of an event; of a new one where none is named.
    EventForm(FestivalId, Option<InstanceId>),
    /// What can be had in a festival.
    Market(FestivalId),
    /// A resource.
    Resource(FestivalId, InstanceId),
    /// The form of a resource; of a new one where none is named.
    ResourceForm(FestivalId, Option<InstanceId>),
    /// What is mine in a festival.
    Mine(FestivalId),
    /// Everyone in a festival.
    People(FestivalId),
    /// Somebody in a festival.
    Person(FestivalId, AuthorId),
    /// A festival's description and what else can be set.
    Settings(FestivalId),
    /// A page that is kept open for all others.
    Anchor,
    /// Letting people into a festival.
    Invite(FestivalId),
    /// A join link.
    Join(Rc<str>),
    /// Backup and restore.
    Backup,
    /// A file that another app has handed over.
    File,
    /// A small file, shown to a camera.
    Film,
    /// A page for the day itself.
    Day(FestivalId, Day),
    /// The keys one can press.
    Keys,
    /// A code that somebody's camera or messenger opened.
    Code(Rc<str>),
    /// An address that leads nowhere.
    NotFound,
}

/// A page of a festival for the day itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// What changed since one looked.
    News,
    /// Search across everything.
    Search,
    /// Places side by side.
    Grid,
    /// All that can be had, and perhaps one of it whole.
    Inventory(Option<InstanceId>),
    /// The plan of the site, perhaps by the picture of this place.
    Plan(Option<InstanceId>),
    /// Festivals as a tree.
    Tree,
    /// What hangs on the wall.
    Board,
    /// A resource, day by day.
    Days(InstanceId),
    /// What can be printed.
    Print,
    /// A festival day on paper, as days since 1970-01-01.
    DaySheet(i64),
    /// What hangs at the door of a place.
    DoorSheet(InstanceId),
    /// Blank lines to sign up for a place.
    Slips(InstanceId),
    /// The invitation on paper.
    Poster,
}

impl Day {
    fn parse(page: &[&str]) -> Option<Self> {
        Some(match page {
            ["changed"] => Self::News,
            ["search"] => Self::Search,
            ["grid"] => Self::Grid,
            ["inventory"] => Self::Inventory(None),
            ["inventory", id] => Self::Inventory(Some(instance_of_digits(id)?)),
            ["plan"] => Self::Plan(None),
            ["plan", id] => Self::Plan(Some(instance_of_digits(id)?)),
            ["tree"] => Self::Tree,
            ["board"] => Self::Board,
            ["resource", id, "days"] => Self::Days(instance_of_digits(id)?),
            ["print"] => Self::Print,
            ["print", "poster"] => Self::Poster,
            ["print", "day", day] => Self::DaySheet(civil::parse_day(day)?),
            ["print", "door", id] => Self::DoorSheet(instance_of_digits(id)?),
            ["print", "slips", id] => Self::Slips(instance_of_digits(id)?),
            _ => return None,
        })
    }

    /// Which page it is, whatever it shows: what was typed on one is not for another.
    pub fn page(self) -> &'static str {
        match self {
            Self::News => "changed",
            Self::Search => "search",
            Self::Grid => "grid",
            Self::Inventory(_) => "inventory",
            Self::Plan(_) => "plan",
            Self::Tree => "tree",
            Self::Board => "board",
            Self::Days(_) => "days",
            Self::Print => "print",
            Self::DaySheet(_) => "day-sheet",
            Self::DoorSheet(_) => "door-sheet",
            Self::Slips(_) => "slips",
            Self::Poster => "poster",
        }
    }

    fn path(self) -> String {
        let with = |path: &str, id: &InstanceId| format!("{path}/{}", instance_digits(id));
        match self {
            Self::News => "/changed".to_owned(),
            Self::Search => "/search".to_owned(),
            Self::Grid => "/grid".to_owned(),
            Self::Inventory(None) => "/inventory".to_owned(),
            Self::Inventory(Some(id)) => with("/inventory", &id),
            Self::Plan(None) => "/plan".to_owned(),
            Self::Plan(Some(id)) => with("/plan", &id),
            Self::Tree => "/tree".to_owned(),
            Self::Board => "/board".to_owned(),
            Self::Days(id) => format!("{}/days", with("/resource", &id)),
            Self::Print => "/print".to_owned(),
            Self::Poster => "/print/poster".to_owned(),
            Self::DaySheet(day) => format!("/print/day/{}", civil::day_text(day)),
            Self::DoorSheet(id) => with("/print/door", &id),
            Self::Slips(id) => with("/print/slips", &id),
        }
    }
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        match path.split_once('/').unwrap_or((path, "")) {
            ("", "") => Self::Home,
            ("me", "") => Self::Me,
            ("inbox", "") => Self::Inbox,
            ("connections", "") => Self::Connections,
            ("anchor", "") => Self::Anchor,
            ("backup", "") => Self::Backup,
            ("file", "") => Self::File,
            ("film", "") => Self::Film,
            ("keys", "") => Self::Keys,
            ("festival", below) => Self::parse_festival(below).unwrap_or(Self::NotFound),
            ("join", code) if !code.is_empty() => Self::Join(code.into()),
            ("s", code) if !code.is_empty() => Self::Code(code.into()),
            _ => Self::NotFound,
        }
    }

    /// The page of a join link within a text that somebody pasted.
    pub fn of_join_link(text: &str) -> Option<Self> {
        let (_, code) = text.split_once("#/join/")?;
        let code = code.split_whitespace().next()?;
        Some(Self::Join(code.into()))
    }

    fn parse_festival(below: &str) -> Option<Self> {
        let parts: Vec<&str> = below.split('/').collect();
        let (digits, page) = parts.split_first()?;
        let festival = festival_of_digits(digits)?;
        Some(match page {
            [] => Self::Schedule(festival),
            ["event", "new"] => Self::EventForm(festival, None),
            ["event", id] => Self::Event(festival, instance_of_digits(id)?),
            ["event", id, "edit"] => Self::EventForm(festival, Some(instance_of_digits(id)?)),
            ["market"] => Self::Market(festival),
            ["resource", "new"] => Self::ResourceForm(festival, None),
            ["resource", id] => Self::Resource(festival, instance_of_digits(id)?),
            ["resource", id, "edit"] => Self::ResourceForm(festival, Some(instance_of_digits(id)?)),
            ["mine"] => Self::Mine(festival),
            ["people"] => Self::People(festival),
            ["person", author] => Self::Person(festival, author_of_digits(author)?),
            ["settings"] => Self::Settings(festival),
            ["invite"] => Self::Invite(festival),
            page => Self::Day(festival, Day::parse(page)?),
        })
    }

    /// The address of a page, for an `href`.
    pub fn href(&self) -> AttrValue {
        let within = |festival: &FestivalId, page: &str| {
            AttrValue::from(format!("#/festival/{}{page}", festival_digits(festival)))
        };
        match self {
            Self::Home | Self::NotFound => AttrValue::Static("#/"),
            Self::Me => AttrValue::Static("#/me"),
            Self::Inbox => AttrValue::Static("#/inbox"),
            Self::Connections => AttrValue::Static("#/connections"),
            Self::Anchor => AttrValue::Static("#/anchor"),
            Self::Backup => AttrValue::Static("#/backup"),
            Self::File => AttrValue::Static("#/file"),
            Self::Film => AttrValue::Static("#/film"),
            Self::Schedule(festival) => within(festival, ""),
            Self::Event(festival, event) => {
                within(festival, &format!("/event/{}", instance_digits(event)))
            }
            Self::EventForm(festival, None) => within(festival, "/event/new"),
            Self::EventForm(festival, Some(event)) => {
                within(festival, &format!("/event/{}/edit", instance_digits(event)))
            }
            Self::Market(festival) => within(festival, "/market"),
            Self::Resource(festival, resource) => within(
                festival,
                &format!("/resource/{}", instance_digits(resource)),
            ),
            Self::ResourceForm(festival, None) => within(festival, "/resource/new"),
            Self::ResourceForm(festival, Some(resource)) => within(
                festival,
                &format!("/resource/{}/edit", instance_digits(resource)),
            ),
            Self::Mine(festival) => within(festival, "/mine"),
            Self::People(festival) => within(festival, "/people"),
            Self::Person(festival, author) => {
                within(festival, &format!("/person/{}", author_digits(author)))
            }
            Self::Settings(festival) => within(festival, "/settings"),
            Self::Invite(festival) => within(festival, "/invite"),
            Self::Join(code) => format!("#/join/{code}").into(),
            Self::Day(festival, page) => within(festival, &page.path()),
            Self::Keys => AttrValue::Static("#/keys"),
            Self::Code(code) => format!("#/s/{code}").into(),
        }
    }

    /// The festival that the page belongs to.
    pub fn festival(&self) -> Option<FestivalId> {
        match self {
            Self::Schedule(festival)
            | Self::Event(festival, _)
            | Self::EventForm(festival, _)
            | Self::Market(festival)
            | Self::Resource(festival, _)
            | Self::ResourceForm(festival, _)
            | Self::Mine(festival)
            | Self::People(festival)
            | Self::Person(festival, _)
            | Self::Settings(festival)
            | Self::Invite(festival)
            | Self::Day(festival, _) => Some(*festival),
            Self::Home
            | Self::Me
            | Self::Inbox
            | Self::Connections
            | Self::Anchor
            | Self::Join(_)
            | Self::Backup
            | Self::File
            | Self::Film
            | Self::Keys
            | Self::Code(_)
            | Self::NotFound => None,
        }
    }

    /// Whether the page shows by itself what went wrong at this place; what it does
    /// not show stands above it.
    pub fn shows(&self, place: &Place) -> bool {
        match self {
            Self::Home => matches!(place, Place::NewFestival | Place::Linking),
            Self::Me => matches!(place, Place::Me | Place::Person(_)),
            Self::Inbox => matches!(
                place,
                Place::Request(_) | Place::Person(_) | Place::Resource(_) | Place::AllRequests
            ),
            Self::Connections => {
                matches!(place, Place::Linking | Place::Carrying | Place::Network)
            }
            Self::Invite(_) | Self::Join(_) => matches!(place, Place::Linking),
            Self::Backup => matches!(place, Place::Backup),
            Self::Event(_, event) => match place {
                Place::Event(about) | Place::Need(about, _) => about == event,
                Place::Request(_) => true,
                _ => false,
            },
            Self::EventForm(festival, None) => *place == Place::NewEvent(*festival),
            Self::EventForm(_, Some(event)) => *place == Place::Event(*event),
            Self::Resource(festival, resource) => match place {
                // Stars and hides speak of a resource as of an event.
                Place::Resource(about) | Place::Event(about) => about == resource,
                Place::NewEvent(about) => about == festival,
                _ => false,
            },
            Self::ResourceForm(festival, None) => *place == Place::NewResource(*festival),
            Self::ResourceForm(_, Some(resource)) => *place == Place::Resource(*resource),
            Self::Mine(_) => matches!(place, Place::Request(_)),
            Self::Person(_, author) => *place == Place::Person(*author),
            // Also a festival below it that was to be entered.
            Self::Settings(_) => matches!(place, Place::Festival(_) | Place::Import(_)),
            Self::Day(_, Day::Tree) => matches!(place, Place::Festival(_)),
            Self::People(festival) | Self::Day(festival, Day::News) => {
                *place == Place::Festival(*festival)
            }
            Self::Day(_, Day::Days(_)) => matches!(place, Place::Request(_)),
            Self::Day(_, Day::Plan(_)) => matches!(place, Place::Resource(_)),
            Self::Schedule(_)
            | Self::Day(..)
            | Self::Keys
            | Self::Market(_)
            | Self::Anchor
            | Self::File
            | Self::Film
            | Self::Code(_)
            | Self::NotFound => false,
        }
    }

    /// Goes there.
    pub fn follow(&self) {
        location::go_to(&self.href());
    }

    /// Goes there, and the address that was left is not gone back to: it held a key.
    pub fn replace(&self) {
        location::replace(&self.href());
    }
}

/// The route of the page, anew whenever the fragment changes.
#[hook]
pub fn use_route(way_back: &WayBack) -> Route {
    let route = use_state_eq(|| Route::parse(&location::fragment()));
    use_effect_with((), {
        let (route, way_back) = (route.clone(), way_back.clone());
        move |()| {
            let listener = location::on_fragment(move |fragment| {
                way_back.moved();
                route.set(Route::parse(&fragment));
            });
            move || drop(listener)
        }
    });
    use_effect_with((*route).clone(), {
        let way_back = way_back.clone();
        move |_| {
            if !way_back.is_return() {
                location::scroll_to_top();
            }
        }
    });
    (*route).clone()
}
