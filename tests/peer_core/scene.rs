//! Ana has founded a festival and owns things; Ben was invited and makes events.

use std::collections::BTreeMap;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    BoardView, Event, EventCard, EventPage, EventTime, FestivalId, GridView, Importance,
    InstanceId, Interval, InventoryView, MANUAL, MarketFilter, MineView, Need, NewsView, PlanView,
    PolicyChoice, PolicyParams, QueueGroup, QueueRow, ReasonCode, Resource, ResourceKind,
    ResourcePage, Rows, ScheduleFilter, Screen, ScreenView, SearchView, TreeView, USE, Verdict,
};

use p2panda::peer::{Input, Output};
use p2panda::storage::Store;

use crate::support::{Cable, Device, NOON, founder_and_visitor, stored_logs};

/// An hour, seconds.
pub const HOUR: i64 = 3600;

/// The festival's first hour, unix seconds: NOON's next day.
pub const FIRST: i64 = (NOON / 1000) as i64 + 24 * HOUR;

pub struct Scene {
    pub ana: Device,
    pub ben: Device,
    pub cable: Cable,
    pub festival: FestivalId,
}

impl Scene {
    /// Both in one festival, linked.
    pub fn new() -> Self {
        let (mut ana, mut ben) = founder_and_visitor();
        let festival = ana.festival().id;
        let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Invite { festival });
        cable.run(&mut ana, &mut ben);
        assert_eq!(stored_logs(&mut ana), stored_logs(&mut ben));
        Self {
            ana,
            ben,
            cable,
            festival,
        }
    }

    /// Everything reaches everybody, and what comes of it too.
    pub fn sync(&mut self) {
        self.cable.run(&mut self.ana, &mut self.ben);
    }

    /// The link breaks and both pages are loaded again.
    pub fn reload(self) -> (Device, Device) {
        let Self {
            mut ana,
            mut ben,
            cable,
            ..
        } = self;
        cable.cut(&mut ana, &mut ben);
        (ana.reloaded(11), ben.reloaded(12))
    }

    /// Ana offers something; both know it afterwards.
    pub fn offer(&mut self, resource: Resource) -> InstanceId {
        let id = save_resource(&mut self.ana, self.festival, resource);
        self.sync();
        id
    }

    /// Ben makes an event; both know it afterwards.
    pub fn make(&mut self, event: Event) -> InstanceId {
        let id = save_event(&mut self.ben, self.festival, None, event);
        self.sync();
        id
    }

    /// Ben's event as Ben sees it.
    pub fn card(&mut self, event: InstanceId) -> EventCard {
        page(&mut self.ben, self.festival, event).card
    }

    /// Ana's only group of rivals.
    pub fn rivals(&mut self) -> Vec<QueueRow> {
        let queue = queue(&mut self.ana);
        assert_eq!(queue.len(), 1, "one group: {queue:?}");
        queue[0].rows.to_vec()
    }

    /// Ana answers by hand.
    pub fn answer(&mut self, request: InstanceId, verdict: Verdict, text: &str) {
        self.ana.command(Command::Answer {
            festival: self.festival,
            request,
            verdict,
            reason: ReasonCode::Other,
            text: text.to_owned(),
            grant: None,
            others: Default::default(),
        });
        self.sync();
    }
}

impl<S: Store> Device<S> {
    /// Publishes an event in this festival, whatever is shown now.
    pub fn publish_titled(&mut self, festival: FestivalId, title: &str) {
        self.command(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(Event::titled(title)),
            notes: BTreeMap::new(),
        });
    }

    /// Nothing happens for so long: what is done in idle time is done.
    pub fn rest(&mut self, milliseconds: u64) {
        let until = self.now + milliseconds;
        loop {
            let wake = self.outbox.iter().filter_map(|output| match output {
                Output::Wake(at) => Some(*at),
                _ => None,
            });
            let Some(at) = wake.min().filter(|at| *at <= until) else {
                break;
            };
            self.outbox
                .retain(|output| !matches!(output, Output::Wake(of) if *of <= at));
            self.now = self.now.max(at);
            self.take(Input::Tick);
        }
        self.now = until;
    }
}

/// A place that answers first come, first served.
pub fn garden() -> Resource {
    Resource::new("Garden", ResourceKind::Place)
}

pub fn named(title: &str) -> Resource {
    Resource {
        title: title.to_owned(),
        ..garden()
    }
}

/// A place whose owner answers by hand.
pub fn hall() -> Resource {
    with_policy(Resource::new("Main Hall", ResourceKind::Place), MANUAL)
}

pub fn with_policy(resource: Resource, name: &str) -> Resource {
    let policy = PolicyChoice {
        name: name.to_owned(),
        text: String::new(),
        params: PolicyParams::default(),
        most_per_author: None,
        ask_for_strangers: false,
    };
    Resource {
        policy: Some(policy),
        ..resource
    }
}

/// An event from one hour to another that must have this.
pub fn event(title: &str, from: i64, to: i64, resource: InstanceId) -> Event {
    let need = Need {
        need: 0,
        resource: Some(resource),
        label: "a place".to_owned(),
        quantity: 1,
        importance: Importance::Must,
        start: None,
        end: None,
    };
    Event {
        time: Some(time(from, to)),
        needs: vec![need],
        ..Event::titled(title)
    }
}

/// A small event that takes something for an hour.
pub fn small_event(resource: InstanceId) -> Event {
    Event {
        kind: Some(USE.to_owned()),
        ..event("Bicycle", 0, 1, resource)
    }
}

pub fn time(from: i64, to: i64) -> EventTime {
    EventTime {
        start: FIRST + from * HOUR,
        end: FIRST + to * HOUR,
        zone: "Europe/Berlin".to_owned(),
        all_day: false,
    }
}

pub fn hours(from: i64, to: i64) -> ScheduleFilter {
    let mut filter = ScheduleFilter::default();
    filter.fields.during = Interval::new(FIRST + from * HOUR, FIRST + to * HOUR);
    filter
}

fn saved(device: &Device) -> InstanceId {
    assert_eq!(device.problem(), None);
    let saved = device.frame().saved.expect("it was saved");
    saved.instance.expect("one thing was saved")
}

pub fn save_event(
    device: &mut Device,
    festival: FestivalId,
    id: Option<InstanceId>,
    event: Event,
) -> InstanceId {
    device.command(Command::SaveEvent {
        festival,
        id,
        fields: Box::new(event),
        notes: BTreeMap::from([(0, "please".to_owned())]),
    });
    saved(device)
}

pub fn save_resource(device: &mut Device, festival: FestivalId, resource: Resource) -> InstanceId {
    device.command(Command::SaveResource {
        festival,
        id: None,
        fields: Box::new(resource),
    });
    saved(device)
}

pub fn page(device: &mut Device, festival: FestivalId, event: InstanceId) -> EventPage {
    match device.look(Screen::Event { festival, event }) {
        ScreenView::Event(page) => (**page).clone(),
        other => panic!("no event but {other:?}"),
    }
}

pub fn resource_page(
    device: &mut Device,
    festival: FestivalId,
    resource: InstanceId,
) -> ResourcePage {
    match device.look(Screen::Resource { festival, resource }) {
        ScreenView::Resource(page) => (**page).clone(),
        other => panic!("no resource but {other:?}"),
    }
}

/// What is asked of a device's owner: the open ones first.
pub fn queue(device: &mut Device) -> Vec<QueueGroup> {
    match device.look(Screen::Inbox {
        rows: Default::default(),
    }) {
        ScreenView::Inbox(inbox) => {
            let groups = inbox.open.first.iter().chain(&*inbox.granted.first);
            groups.cloned().collect()
        }
        other => panic!("no inbox but {other:?}"),
    }
}

/// Looks at a screen and gives what is seen.
macro_rules! seen {
    ($name:ident, $screen:ident, $view:ty, $(($field:ident: $type:ty)),*) => {
        pub fn $name(device: &mut Device, festival: FestivalId, $($field: $type),*) -> $view {
            match device.look(Screen::$screen { festival, $($field),* }) {
                ScreenView::$screen(view) => (**view).clone(),
                other => panic!("no such screen but {other:?}"),
            }
        }
    };
}
seen!(news, News, NewsView,);
seen!(grid, Grid, GridView, (filter: ScheduleFilter));
seen!(search, Search, SearchView, (text: String), (marks: Vec<Vec<&'static str>>), (most: [usize; 3]));
seen!(board, Board, BoardView,);
seen!(tree, Tree, TreeView,);
seen!(plan, Plan, PlanView, (sheet: Option<InstanceId>), (most: usize));
seen!(mine, Mine, MineView, (rows: [Rows; 3]));
seen!(inventory, Inventory, InventoryView, (filter: MarketFilter), (chosen: Option<InstanceId>));
