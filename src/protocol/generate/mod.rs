//! Festivals to test and measure with: deterministic from a seed, in the mix of a
//! real one (per 100,000 messages 1,000 events, 500 resources, 5,000 requests,
//! 5,000 answers, the rest changes). [`festival`] says who writes what; a [`Scribe`]
//! makes messages of it: [`draft::Draft`] without signatures, [`signed::Signed`] as
//! real logs.

pub mod bundled;
pub mod draft;
pub mod signed;

use super::id::{FestivalId, InstanceId};
use super::message::Message;
use super::schema::authorization::{Authorization, ReasonCode, Verdict};
use super::schema::event::{Event, EventChange, EventStatus, EventTime, Importance, Need};
use super::schema::festival::Festival;
use super::schema::fields::{Change, Schema, create, update};
use super::schema::location::Location;
use super::schema::profile::Profile;
use super::schema::request::Request;
use super::schema::resource::{Resource, ResourceChange, ResourceKind};

/// A small deterministic source of numbers (splitmix64; Steele, Lea, Flood 2014).
/// For tests only: nothing secret comes from here.
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// Numbers that follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        if bound == 0 {
            0
        } else {
            (self.draw() % bound) as usize
        }
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of some things.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }
}

/// Makes messages of what is said.
pub trait Scribe {
    /// The festival that is written in.
    fn festival(&self) -> FestivalId;

    /// The nonce of the festival, whose founder is person 0.
    fn nonce(&self) -> [u8; 16];

    /// The clock for the next message of a person.
    fn clock(&mut self, person: usize) -> u64;

    /// Writes a message into the log of a person; gives the id it would have as a create.
    fn write(&mut self, person: usize, message: Message) -> InstanceId;
}

/// How many of what.
#[derive(Clone, Copy, Debug)]
pub struct Mix {
    /// People who write.
    pub people: usize,
    /// Events.
    pub events: usize,
    /// Resources.
    pub resources: usize,
    /// Requests, each with one answer.
    pub requests: usize,
    /// All messages together, joins left out.
    pub messages: usize,
}

impl Mix {
    /// The mix of a real festival, scaled to so many messages.
    pub fn of(messages: usize) -> Self {
        let share = |per_100_000: usize| (messages * per_100_000 / 100_000).max(1);
        Self {
            people: share(300),
            events: share(1_000),
            resources: share(500),
            requests: share(5_000),
            messages,
        }
    }
}

/// 1 July 2030, 08:00 UTC.
const FIRST_DAY: i64 = 1_909_209_600;

struct Story<'a, S> {
    scribe: &'a mut S,
    numbers: Numbers,
    people: usize,
    left: usize,
    resources: Vec<(usize, InstanceId)>,
    events: Vec<(usize, InstanceId, Event)>,
}

/// Writes a whole festival.
pub fn festival(scribe: &mut impl Scribe, seed: u64, mix: Mix) {
    let people = mix.people.max(1);
    let numbers = Numbers::new(seed);
    let (resources, events) = (Vec::new(), Vec::new());
    let mut story = Story {
        scribe,
        numbers,
        people,
        left: mix.messages,
        resources,
        events,
    };
    story.describe();
    (0..people).for_each(|person| story.introduce(person));
    (0..mix.resources).for_each(|number| story.offer(number));
    (0..mix.events).for_each(|number| story.plan(number));
    (0..mix.requests).for_each(|_| story.ask_and_answer());
    while story.left > 0 {
        story.change();
    }
}

impl<S: Scribe> Story<'_, S> {
    /// Writes a create unless all messages are spent.
    fn create<T: Schema>(&mut self, person: usize, fields: &T) -> Option<InstanceId> {
        self.left = self.left.checked_sub(1)?;
        let clock = self.scribe.clock(person);
        let message = create(fields, clock, clock).expect("the generator keeps every limit");
        Some(self.scribe.write(person, message))
    }

    fn update<T: Schema>(&mut self, person: usize, id: InstanceId, change: &T::Change) {
        let Some(left) = self.left.checked_sub(1) else {
            return;
        };
        self.left = left;
        let clock = self.scribe.clock(person);
        let message =
            update::<T>(id, change, clock, clock).expect("the generator keeps every limit");
        self.scribe.write(person, message);
    }

    fn words(&mut self, count: usize) -> String {
        const WORDS: [&str; 16] = [
            "garden", "bicycle", "reading", "night", "soup", "radio", "kite", "workshop", "quiet",
            "river", "choir", "printing", "moss", "cinema", "swap", "bread",
        ];
        let words: Vec<&str> = (0..count)
            .filter_map(|_| self.numbers.pick(&WORDS).copied())
            .collect();
        words.join(" ")
    }

    fn describe(&mut self) {
        let festival = Festival {
            nonce: self.scribe.nonce(),
            title: "A made-up festival".to_owned(),
            summary: self.words(12),
            description: self.words(40),
            start: Some(FIRST_DAY),
            end: Some(FIRST_DAY + 4 * 86_400),
            time_zone: "Europe/Berlin".to_owned(),
            day_change: None,
            place: "Somewhere green".to_owned(),
            geo: None,
            tags: vec!["test".to_owned()],
            languages: vec!["en".to_owned(), "de".to_owned()],
            links: Vec::new(),
            picture: None,
            notice: None,
            code_of_conduct: String::new(),
            parent: None,
            archived: false,
        };
        self.create(0, &festival);
    }

    fn introduce(&mut self, person: usize) {
        let profile = Profile {
            name: Some(format!("Person {person}")),
            about: self.words(6),
            ..Profile::default()
        };
        self.create(person, &profile);
    }

    fn offer(&mut self, number: usize) {
        let owner = self.numbers.below(self.people);
        let kinds = [
            ResourceKind::Place,
            ResourceKind::Thing,
            ResourceKind::Skill,
        ];
        let kind = self
            .numbers
            .pick(&kinds)
            .copied()
            .unwrap_or(ResourceKind::Other);
        let mut resource = Resource::new(format!("{} {number}", self.words(2)), kind);
        resource.description = self.words(15);
        resource.units = 1 + self.numbers.below(3) as u32;
        resource.tags = vec![self.words(1)];
        resource.location = Some(Location {
            text: Some(self.words(2)),
            ..Location::default()
        });
        if let Some(id) = self.create(owner, &resource) {
            self.resources.push((owner, id));
        }
    }

    fn time(&mut self) -> EventTime {
        let start = FIRST_DAY + 1800 * self.numbers.below(4 * 48) as i64;
        let end = start + 1800 * (1 + self.numbers.below(4)) as i64;
        EventTime {
            start,
            end,
            zone: "Europe/Berlin".to_owned(),
            all_day: false,
        }
    }

    fn plan(&mut self, number: usize) {
        let maker = self.numbers.below(self.people);
        let mut event = Event::titled(format!("{} {number}", self.words(3)));
        event.description = Some(self.words(15));
        event.kind = Some("workshop".to_owned());
        event.tags = vec![self.words(1)];
        event.time = Some(self.time());
        for need in 0..1 + self.numbers.below(5) as u32 {
            let resource = self.numbers.pick(&self.resources).map(|(_, id)| *id);
            let importance = if self.numbers.once_in(4) {
                Importance::Nice
            } else {
                Importance::Must
            };
            let label = self.words(1);
            event.needs.push(Need {
                need,
                resource,
                label,
                quantity: 1,
                importance,
                start: None,
                end: None,
            });
        }
        if let Some(id) = self.create(maker, &event) {
            self.events.push((maker, id, event));
        }
    }

    fn ask_and_answer(&mut self) {
        let Some((maker, event_id, event)) = self.numbers.pick(&self.events).cloned() else {
            return;
        };
        let Some(need) = self.numbers.pick(&event.needs).cloned() else {
            return;
        };
        let Some((owner, resource)) = self
            .resources
            .iter()
            .find(|(_, id)| Some(*id) == need.resource)
            .copied()
        else {
            return;
        };
        let time = event.time.as_ref();
        let request = Request {
            event: event_id,
            event_festival: None,
            need: need.need,
            resource,
            title: event.title.clone(),
            event_start: time.map(|time| time.start),
            event_end: time.map(|time| time.end),
            start: time.map(|time| time.start),
            end: time.map(|time| time.end),
            quantity: need.quantity,
            note: self.words(5),
            replaces: None,
            withdrawn: false,
        };
        let Some(id) = self.create(maker, &request) else {
            return;
        };
        let mut answer = if self.numbers.once_in(3) {
            Authorization::refuse(id, resource, Verdict::Decline, ReasonCode::Taken)
        } else {
            Authorization::accept(id, resource, request.interval(), request.quantity)
        };
        answer.text = self.words(4);
        self.create(owner, &answer);
    }

    /// Somebody changes something of theirs.
    fn change(&mut self) {
        if self.numbers.once_in(3)
            && let Some((owner, id)) = self.numbers.pick(&self.resources).copied()
        {
            let description = Change::Set(self.words(18));
            self.update::<Resource>(
                owner,
                id,
                &ResourceChange {
                    description,
                    ..ResourceChange::default()
                },
            );
        } else if let Some((maker, id, _)) = self.numbers.pick(&self.events).cloned() {
            let change = match self.numbers.below(8) {
                0 => EventChange {
                    time: Change::Set(self.time()),
                    ..EventChange::default()
                },
                1 => EventChange {
                    subtitle: Change::Set(self.words(4)),
                    ..EventChange::default()
                },
                2 if self.numbers.once_in(200) => {
                    let status = EventStatus {
                        state: super::schema::event::EventState::Cancelled,
                        reason: self.words(3),
                    };
                    EventChange {
                        status: Change::Set(status),
                        ..EventChange::default()
                    }
                }
                _ => EventChange {
                    description: Change::Set(self.words(18)),
                    ..EventChange::default()
                },
            };
            self.update::<Event>(maker, id, &change);
        } else {
            self.introduce(0);
        }
    }
}
