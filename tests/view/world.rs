//! A small festival for tests of what messages mean: Ana owns things, Ben makes
//! events, Cem is somebody else. Person 0 founded it.

use p2panda::protocol::festival::festival_id;
use p2panda::protocol::generate::draft::{Draft, Drafted, Pen, person_id};
use p2panda::protocol::id::{FestivalId, InstanceId};
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::event::{
    Event, EventChange, EventState, EventStatus, EventTime, Importance, Need,
};
use p2panda::protocol::schema::festival::Festival;
use p2panda::protocol::schema::fields::Change;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::request::{Request, RequestChange};
use p2panda::protocol::schema::resource::{Resource, ResourceKind};
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::calendar::Clash;
use p2panda::protocol::view::needs::{EventView, NeedState};
use p2panda::protocol::view::part::Part;
use p2panda::protocol::view::verdict::Standing;
use p2panda::protocol::view::{MessageIn, View};

pub const FOUNDER: usize = 0;
pub const ANA: usize = 1;
pub const BEN: usize = 2;
pub const CEM: usize = 3;

/// An hour, seconds.
pub const HOUR: i64 = 3600;

pub const NONCE: [u8; 16] = [5; 16];

/// Messages and the festival they are written in.
pub struct World {
    pub draft: Draft,
    pub festival: FestivalId,
}

pub fn hours(from: i64, to: i64) -> Interval {
    Interval {
        start: from * HOUR,
        end: to * HOUR,
    }
}

pub fn time(from: i64, to: i64) -> EventTime {
    EventTime {
        start: from * HOUR,
        end: to * HOUR,
        zone: "Europe/Berlin".to_owned(),
        all_day: false,
    }
}

pub fn place() -> Resource {
    Resource::new("Garden", ResourceKind::Place)
}

pub fn must(need: u32, resource: Option<InstanceId>) -> Need {
    let importance = Importance::Must;
    Need {
        need,
        resource,
        label: "a place".to_owned(),
        quantity: 1,
        importance,
        start: None,
        end: None,
    }
}

/// An event from one hour to another that needs these things.
pub fn event(from: i64, to: i64, needs: Vec<Need>) -> Event {
    Event {
        time: Some(time(from, to)),
        needs,
        ..Event::titled("Reading group")
    }
}

pub fn request(event: InstanceId, resource: InstanceId, interval: Option<Interval>) -> Request {
    Request {
        event,
        event_festival: None,
        need: 0,
        resource,
        title: "Reading group".to_owned(),
        event_start: interval.map(|interval| interval.start),
        event_end: interval.map(|interval| interval.end),
        start: interval.map(|interval| interval.start),
        end: interval.map(|interval| interval.end),
        quantity: 1,
        note: String::new(),
        replaces: None,
        withdrawn: false,
    }
}

pub fn description(nonce: [u8; 16], parent: Option<FestivalId>) -> Festival {
    Festival {
        nonce,
        title: "Festival".to_owned(),
        summary: String::new(),
        description: String::new(),
        start: None,
        end: None,
        time_zone: "Europe/Berlin".to_owned(),
        day_change: None,
        place: String::new(),
        geo: None,
        tags: Vec::new(),
        languages: Vec::new(),
        links: Vec::new(),
        picture: None,
        notice: None,
        code_of_conduct: String::new(),
        parent,
        archived: false,
    }
}

impl World {
    pub fn new() -> Self {
        Self {
            draft: Draft::new(NONCE),
            festival: festival_id(&person_id(FOUNDER), &NONCE),
        }
    }

    pub fn pen(&self, person: usize) -> Pen {
        Pen::new(person, self.festival, 1)
    }

    pub fn pen_on(&self, person: usize, device: u32) -> Pen {
        Pen::new(person, self.festival, device)
    }

    pub fn resource(&mut self, person: usize, fields: &Resource) -> InstanceId {
        self.draft.create(self.pen(person), fields)
    }

    pub fn event(&mut self, person: usize, fields: &Event) -> InstanceId {
        self.draft.create(self.pen(person), fields)
    }

    pub fn ask(&mut self, person: usize, fields: &Request) -> InstanceId {
        self.draft.create(self.pen(person), fields)
    }

    /// Ana's garden, Ben's event from 10 to 12 that needs it, and the request.
    pub fn asked(&mut self) -> (InstanceId, InstanceId, InstanceId) {
        let garden = self.resource(ANA, &place());
        let event = self.event(BEN, &event(10, 12, vec![must(0, Some(garden))]));
        let asked = self.ask(BEN, &request(event, garden, Some(hours(10, 12))));
        (garden, event, asked)
    }

    pub fn answer(&mut self, person: usize, fields: &Authorization) -> InstanceId {
        self.draft.create(self.pen(person), fields)
    }

    pub fn accept(
        &mut self,
        person: usize,
        asked: InstanceId,
        resource: InstanceId,
        interval: Interval,
    ) -> InstanceId {
        self.answer(
            person,
            &Authorization::accept(asked, resource, Some(interval), 1),
        )
    }

    pub fn refuse(
        &mut self,
        person: usize,
        asked: InstanceId,
        resource: InstanceId,
        verdict: Verdict,
    ) -> InstanceId {
        self.answer(
            person,
            &Authorization::refuse(asked, resource, verdict, ReasonCode::Other),
        )
    }

    pub fn withdraw(&mut self, person: usize, asked: InstanceId) -> InstanceId {
        self.draft
            .update::<Request>(self.pen(person), asked, &RequestChange::withdrawal())
    }

    pub fn move_to(&mut self, person: usize, event: InstanceId, from: i64, to: i64) -> InstanceId {
        let change = EventChange {
            time: Change::Set(time(from, to)),
            ..EventChange::default()
        };
        self.draft.update::<Event>(self.pen(person), event, &change)
    }

    pub fn cancel(&mut self, person: usize, event: InstanceId, reason: &str) -> InstanceId {
        let status = EventStatus {
            state: EventState::Cancelled,
            reason: reason.to_owned(),
        };
        let change = EventChange {
            status: Change::Set(status),
            ..EventChange::default()
        };
        self.draft.update::<Event>(self.pen(person), event, &change)
    }

    pub fn view(&self) -> View {
        view_of(&self.draft.messages)
    }

    /// The view of the messages as they came, after checking that the same messages
    /// in the opposite order of logs give the same.
    pub fn agreed(&self) -> View {
        let view = self.view();
        let mut other = self.draft.messages.clone();
        other.sort_by_key(|message| core::cmp::Reverse(message.log));
        other.sort_by_key(|message| (core::cmp::Reverse(message.log), message.seq));
        let other = view_of(&other);
        for part in view.festivals() {
            let festival = part.festival();
            assert_eq!(
                view.digest(&festival),
                other.digest(&festival),
                "the order of arrival shows"
            );
            assert_eq!(
                view.events(&festival),
                other.events(&festival),
                "the order of arrival shows"
            );
        }
        view
    }
}

pub fn view_of(messages: &[Drafted]) -> View {
    View::from_messages(messages.iter().map(Drafted::input)).expect("each log is in its order")
}

pub fn inputs(messages: &[Drafted]) -> impl Iterator<Item = MessageIn<'_>> {
    messages.iter().map(Drafted::input)
}

/// What can be read off a view in one step.
pub trait Look {
    fn home(&self, festival: &FestivalId) -> &Part;
    fn look(&self, festival: &FestivalId, event: &InstanceId) -> EventView<'_>;
    fn need(&self, festival: &FestivalId, event: &InstanceId) -> NeedState;
    fn ask_state(&self, festival: &FestivalId, asked: &InstanceId) -> AskState;
}

impl Look for View {
    fn home(&self, festival: &FestivalId) -> &Part {
        self.part(festival).expect("the festival has messages")
    }

    fn look(&self, festival: &FestivalId, event: &InstanceId) -> EventView<'_> {
        self.event(festival, event).expect("the event is known")
    }

    fn need(&self, festival: &FestivalId, event: &InstanceId) -> NeedState {
        self.look(festival, event).needs[0].state
    }

    fn ask_state(&self, festival: &FestivalId, asked: &InstanceId) -> AskState {
        self.home(festival).state(asked)
    }
}

/// A change of nothing but an event's title.
pub fn title(text: &str) -> EventChange {
    EventChange {
        title: Change::Set(text.to_owned()),
        ..EventChange::default()
    }
}

/// What became of the last message written.
pub fn last(world: &World) -> Standing {
    let message = world.draft.messages.last().expect("something was written");
    world
        .agreed()
        .standing(&message.festival, &message.log, message.seq)
        .expect("it was taken in")
}

/// Whether a resource of the festival could take so much more at a time.
pub fn fits(
    view: &View,
    world: &World,
    resource: InstanceId,
    interval: Interval,
    quantity: u32,
) -> Result<(), Clash> {
    view.home(&world.festival)
        .fits(resource, Some(interval), quantity, &Default::default(), &[])
}
