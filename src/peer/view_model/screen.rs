//! Screens: what the UI can look at, and what it then sees.

use std::rc::Rc;

use super::backup::SecretsView;
use super::day::{BoardView, GridView, InventoryView, NewsView, PlanView, SearchView, TreeView};
use super::event::{EventFormView, EventPage, MineView, ScheduleView};
use super::festival::{ConnectionsView, FestivalFormView};
use super::inbox::InboxView;
use super::invite::{InviteView, JoinView};
use super::people::{MeView, PeopleView, PersonPage};
use super::resource::{MarketView, ResourceFormView, ResourcePage};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::ResourceKind;
use crate::protocol::view::filter::Filter;

/// What the UI looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// The start: all of it is in the frame.
    #[default]
    Home,
    /// Who one is.
    Me,
    /// The programme of a festival.
    Schedule {
        /// Which.
        festival: FestivalId,
        /// What of it.
        filter: ScheduleFilter,
    },
    /// An event.
    Event {
        /// Its festival.
        festival: FestivalId,
        /// Which.
        event: InstanceId,
    },
    /// The form of an event.
    EventForm {
        /// Its festival.
        festival: FestivalId,
        /// Which; none for a new one.
        event: Option<InstanceId>,
        /// The time that the form names now.
        at: Option<Interval>,
    },
    /// What can be had in a festival.
    Market {
        /// Which.
        festival: FestivalId,
        /// What of it.
        filter: MarketFilter,
    },
    /// A resource.
    Resource {
        /// Its festival.
        festival: FestivalId,
        /// Which.
        resource: InstanceId,
    },
    /// The form of a resource.
    ResourceForm {
        /// Its festival.
        festival: FestivalId,
        /// Which; none for a new one.
        resource: Option<InstanceId>,
    },
    /// Requests to answer and requests made, over all festivals.
    Inbox {
        /// Which of the open ones, of the granted ones and of those made.
        rows: [Rows; 3],
    },
    /// What is mine in a festival.
    Mine {
        /// Which.
        festival: FestivalId,
        /// Which of the events, of the resources and of the requests.
        rows: [Rows; 3],
    },
    /// Everyone in a festival.
    People {
        /// Which.
        festival: FestivalId,
    },
    /// Somebody in a festival.
    Person {
        /// Where.
        festival: FestivalId,
        /// Who.
        author: AuthorId,
    },
    /// The links, and how well each festival is kept.
    Connections,
    /// The person's secrets, to be written down.
    Secrets,
    /// The bundle that was written last, as a film of codes.
    Film,
    /// A festival's description.
    FestivalForm {
        /// Which.
        festival: FestivalId,
    },
    /// What is found in a festival.
    Search {
        /// Which.
        festival: FestivalId,
        /// The words, of which all must occur.
        text: String,
        /// For each of the words, the parts of animal names that it may mean: most
        /// people have no other name.
        marks: Vec<Vec<&'static str>>,
        /// How many events, resources and people are wanted.
        most: [usize; 3],
    },
    /// What changed in a festival since one looked.
    News {
        /// Which.
        festival: FestivalId,
    },
    /// The programme with its places side by side.
    Grid {
        /// Of which festival.
        festival: FestivalId,
        /// What of it; without a time, nothing.
        filter: ScheduleFilter,
    },
    /// All that can be had, and one of it whole.
    Inventory {
        /// Of which festival.
        festival: FestivalId,
        /// What of it.
        filter: MarketFilter,
        /// The one looked at.
        chosen: Option<InstanceId>,
    },
    /// The plan of the site.
    Plan {
        /// Of which festival.
        festival: FestivalId,
        /// The place whose picture is the plan; none leaves it to the peer.
        sheet: Option<InstanceId>,
        /// Of so many places it is wanted what happens there; 0 means none.
        most: usize,
    },
    /// What hangs on the wall.
    Board {
        /// Of which festival.
        festival: FestivalId,
    },
    /// Festivals as a tree.
    Tree {
        /// Around which.
        festival: FestivalId,
    },
    /// What lets others into a festival.
    Invite {
        /// Which.
        festival: FestivalId,
        /// Whether also into those that it is part of.
        with_ancestors: bool,
    },
    /// A join link that somebody opened.
    Join {
        /// The link, or its code.
        code: Rc<str>,
    },
}

impl Screen {
    /// The festival that is looked at, where it is one.
    pub(in crate::peer) const fn festival(&self) -> Option<FestivalId> {
        match self {
            Self::Schedule { festival, .. }
            | Self::Event { festival, .. }
            | Self::EventForm { festival, .. }
            | Self::Market { festival, .. }
            | Self::Resource { festival, .. }
            | Self::ResourceForm { festival, .. }
            | Self::Mine { festival, .. }
            | Self::People { festival }
            | Self::Person { festival, .. }
            | Self::FestivalForm { festival }
            | Self::Search { festival, .. }
            | Self::News { festival }
            | Self::Grid { festival, .. }
            | Self::Inventory { festival, .. }
            | Self::Plan { festival, .. }
            | Self::Board { festival }
            | Self::Tree { festival }
            | Self::Invite { festival, .. } => Some(*festival),
            Self::Home
            | Self::Me
            | Self::Inbox { .. }
            | Self::Connections
            | Self::Secrets
            | Self::Film
            | Self::Join { .. } => None,
        }
    }
}

/// What is seen on a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenView {
    /// Nothing beside the frame.
    Home,
    /// What was asked for is not here (yet): a festival that was not entered, an
    /// event that has not come.
    NotHere,
    /// Who one is.
    Me(Rc<MeView>),
    /// The programme.
    Schedule(Rc<ScheduleView>),
    /// An event.
    Event(Rc<EventPage>),
    /// The form of an event.
    EventForm(Rc<EventFormView>),
    /// What can be had.
    Market(Rc<MarketView>),
    /// A resource.
    Resource(Rc<ResourcePage>),
    /// The form of a resource.
    ResourceForm(Rc<ResourceFormView>),
    /// The inbox.
    Inbox(Rc<InboxView>),
    /// What is mine.
    Mine(Rc<MineView>),
    /// Everyone.
    People(Rc<PeopleView>),
    /// Somebody.
    Person(Rc<PersonPage>),
    /// The links, and how well each festival is kept.
    Connections(Rc<ConnectionsView>),
    /// The person's secrets.
    Secrets(SecretsView),
    /// The texts of the codes; none where there is no such bundle.
    Film(Rc<[Rc<str>]>),
    /// A festival's description.
    FestivalForm(Rc<FestivalFormView>),
    /// What is found.
    Search(Rc<SearchView>),
    /// What changed.
    News(Rc<NewsView>),
    /// Places side by side.
    Grid(Rc<GridView>),
    /// All that can be had.
    Inventory(Rc<InventoryView>),
    /// The plan of the site.
    Plan(Rc<PlanView>),
    /// What hangs on the wall.
    Board(Rc<BoardView>),
    /// Festivals as a tree.
    Tree(Rc<TreeView>),
    /// What lets others in.
    Invite(Rc<InviteView>),
    /// What a join link says.
    Join(Rc<JoinView>),
}

/// The part of a list that is seen. By itself it is all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The position of the first row.
    pub from: usize,
    /// So many rows at most; 0 means all.
    pub most: usize,
}

impl Rows {
    /// These rows of a list, and how many it has.
    pub(in crate::peer) fn of<T>(self, list: &[T]) -> &[T] {
        &list[self.from.min(list.len())..self.until(list.len())]
    }

    /// How many of so many there are to the end of these.
    pub(in crate::peer) fn until(self, count: usize) -> usize {
        match self.most {
            0 => count,
            most => self.from.saturating_add(most).min(count),
        }
    }
}

/// Which events are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScheduleFilter {
    /// By what they say.
    pub fields: Filter,
    /// Only those that I made or starred.
    pub mine: bool,
    /// Part of the programme.
    pub track: Option<String>,
    /// Those that are hidden too.
    pub show_hidden: bool,
    /// Which of those with a confirmed place or by people one knows; of a grid, which
    /// places.
    pub rows: Rows,
    /// Which of the proposals.
    pub proposals: Rows,
}

impl ScheduleFilter {
    /// The same filter, whichever rows are drawn of what it finds.
    pub fn whole(&self) -> Self {
        Self {
            rows: Rows::default(),
            proposals: Rows::default(),
            ..self.clone()
        }
    }
}

/// Which resources are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarketFilter {
    /// Words that all occur, whatever their case, in title, description or tags.
    pub text: String,
    /// The kind.
    pub kind: Option<ResourceKind>,
    /// Tags of which all are there.
    pub tags: Vec<String>,
    /// Only mine.
    pub mine: bool,
    /// Only those that say they can be reached without a step.
    pub step_free: bool,
    /// The time at which it should be free: fills [`super::ResourceRow::fits`].
    pub free_at: Option<Interval>,
    /// How many units should be free then; 0 counts as 1.
    pub quantity: u32,
    /// With `free_at`: leave out what does not fit then.
    pub only_free: bool,
    /// Those that are hidden too.
    pub show_hidden: bool,
    /// Which of those that fit.
    pub rows: Rows,
}

impl MarketFilter {
    /// The same filter, whichever rows are drawn of what it finds.
    pub fn whole(&self) -> Self {
        Self {
            rows: Rows::default(),
            ..self.clone()
        }
    }
}
