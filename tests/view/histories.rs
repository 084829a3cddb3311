//! Histories at random in which every kind of message is written, also by those who may not.

use std::collections::BTreeMap;

use crate::world::*;
use p2panda::protocol::generate::Numbers;
use p2panda::protocol::generate::draft::{Drafted, Pen};
use p2panda::protocol::id::{FestivalId, InstanceId, LogKey, SeqNum};
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::branch::Branch;
use p2panda::protocol::schema::event::{Event, EventChange};
use p2panda::protocol::schema::fields::{Change, delete};
use p2panda::protocol::schema::hide::Hide;
use p2panda::protocol::schema::profile::Profile;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::{Resource, ResourceChange, Status};
use p2panda::protocol::view::{Freeze, View};

/// Random things that happened: sensible ones, late ones, and ones nobody is
/// entitled to.
pub struct History {
    pub world: World,
    pub numbers: Numbers,
    pub authors: usize,
    pub resources: Vec<(usize, InstanceId)>,
    pub events: Vec<(usize, InstanceId)>,
    pub requests: Vec<(usize, Request, InstanceId)>,
    pub others: Vec<InstanceId>,
}

impl History {
    pub fn write(seed: u64) -> Self {
        let mut numbers = Numbers::new(seed);
        let authors = 2 + numbers.below(19);
        let world = World::new();
        let mut history = Self {
            world,
            numbers,
            authors,
            resources: Vec::new(),
            events: Vec::new(),
            requests: Vec::new(),
            others: Vec::new(),
        };
        let founder = history.world.pen(FOUNDER);
        history
            .world
            .draft
            .create(founder, &description(NONCE, None));
        for _ in 0..60 {
            history.step();
        }
        history
    }

    /// One of a person's up to three installations, whose clocks may be behind.
    pub fn pen(&mut self, person: usize) -> Pen {
        let pen = self.world.pen_on(person, 1 + self.numbers.below(3) as u32);
        if self.numbers.once_in(20) {
            let clock = 1_000 + self.numbers.below(30) as u64;
            self.world.draft.set_clock(pen.author, clock);
        }
        pen
    }

    /// Mostly `person`, sometimes somebody else.
    pub fn mostly(&mut self, person: usize) -> usize {
        if self.numbers.once_in(10) {
            self.numbers.below(self.authors)
        } else {
            person
        }
    }

    pub fn step(&mut self) {
        let somebody = self.numbers.below(self.authors);
        match self.numbers.below(20) {
            0..3 => self.offer(somebody),
            3..6 => self.plan(somebody),
            6..10 => self.request(),
            10..14 => self.answer(),
            14 => self.withdraw(),
            15 | 16 => self.change(),
            17 => self.end(),
            _ => self.something_else(somebody),
        }
    }

    pub fn offer(&mut self, person: usize) {
        let pen = self.pen(person);
        let resource = Resource {
            units: self.numbers.below(3) as u32,
            allow_without_time: true,
            ..place()
        };
        let id = self.world.draft.create(pen, &resource);
        self.resources.push((person, id));
    }

    pub fn plan(&mut self, person: usize) {
        let pen = self.pen(person);
        let named = self
            .numbers
            .pick(&self.resources)
            .map(|(_, id)| *id)
            .filter(|_| self.numbers.once_in(2));
        let start = self.numbers.below(10) as i64;
        let fields = event(start, start + 2, vec![must(0, named), must(1, None)]);
        let id = self.world.draft.create(pen, &fields);
        self.events.push((person, id));
    }

    pub fn request(&mut self) {
        let Some((maker, event)) = self.numbers.pick(&self.events).copied() else {
            return;
        };
        let Some((_, resource)) = self.numbers.pick(&self.resources).copied() else {
            return;
        };
        let start = self.numbers.below(10) as i64;
        let mut fields = request(
            event,
            resource,
            Some(hours(start, start + 2)).filter(|_| !self.numbers.once_in(8)),
        );
        fields.need = self.numbers.below(2) as u32;
        if let Some((_, old, id)) = self
            .numbers
            .pick(&self.requests)
            .filter(|_| self.numbers.once_in(2))
        {
            fields = Request {
                replaces: Some(*id),
                need: old.need,
                event: old.event,
                resource: old.resource,
                ..fields
            };
        }
        let maker = self.mostly(maker);
        let pen = self.pen(maker);
        let id = self.world.draft.create(pen, &fields);
        self.requests.push((maker, fields, id));
    }

    pub fn answer(&mut self) {
        let Some((_, asked, id)) = self.numbers.pick(&self.requests).cloned() else {
            return;
        };
        let owner = self
            .resources
            .iter()
            .find(|(_, id)| *id == asked.resource)
            .map_or(0, |(owner, _)| *owner);
        let owner = self.mostly(owner);
        let verdicts = [Verdict::Decline, Verdict::Waitlist, Verdict::Revoke];
        let verdict = self
            .numbers
            .pick(&verdicts)
            .copied()
            .unwrap_or(Verdict::Decline);
        let quantity = 1 + u32::from(self.numbers.once_in(12));
        let fields = if self.numbers.once_in(3) {
            Authorization::refuse(id, asked.resource, verdict, ReasonCode::Broken)
        } else {
            Authorization::accept(id, asked.resource, asked.interval(), quantity)
        };
        let pen = self.pen(owner);
        self.world.draft.create(pen, &fields);
    }

    pub fn withdraw(&mut self) {
        let Some((maker, _, id)) = self.numbers.pick(&self.requests).cloned() else {
            return;
        };
        let maker = self.mostly(maker);
        let pen = self.pen(maker);
        let change = p2panda::protocol::schema::request::RequestChange::withdrawal();
        self.world.draft.update::<Request>(pen, id, &change);
    }

    pub fn change(&mut self) {
        let number = self.numbers.below(12) as i64;
        if let Some((maker, id)) = self
            .numbers
            .pick(&self.events)
            .copied()
            .filter(|_| self.numbers.once_in(2))
        {
            let maker = self.mostly(maker);
            let pen = self.pen(maker);
            let changes = [
                EventChange {
                    time: Change::Set(time(number, number + 1)),
                    ..EventChange::default()
                },
                EventChange {
                    time: Change::Remove,
                    ..EventChange::default()
                },
                EventChange {
                    title: Change::Set(format!("Title {number}")),
                    ..EventChange::default()
                },
                EventChange {
                    tags: Change::Set(vec![format!("tag {number}")]),
                    ..EventChange::default()
                },
            ];
            let change = self.numbers.pick(&changes).cloned().unwrap_or_default();
            self.world.draft.update::<Event>(pen, id, &change);
            if self.numbers.once_in(6) {
                self.world.cancel(maker, id, "rain");
            }
        } else if let Some((owner, id)) = self.numbers.pick(&self.resources).copied() {
            let owner = self.mostly(owner);
            let pen = self.pen(owner);
            let status = Status {
                text: format!("notice {number}"),
                ..Status::default()
            };
            let change = ResourceChange {
                status: Change::Set(status),
                ..ResourceChange::default()
            };
            self.world.draft.update::<Resource>(pen, id, &change);
        }
    }

    pub fn end(&mut self) {
        let all = [&self.resources, &self.events].map(|list| self.numbers.pick(list).copied());
        let Some((person, id)) = all[self.numbers.below(2)] else {
            return;
        };
        let person = self.mostly(person);
        let pen = self.pen(person);
        let clock = self.world.draft.next_clock(pen.author);
        let is_resource = self.resources.iter().any(|(_, other)| *other == id);
        let message = if is_resource {
            delete::<Resource>(id, clock, 0)
        } else {
            delete::<Event>(id, clock, 0)
        };
        self.world.draft.say(pen, &message);
    }

    pub fn something_else(&mut self, person: usize) {
        let pen = self.pen(person);
        let draft = &mut self.world.draft;
        let id = match self.numbers.below(5) {
            0 => draft.write(pen, vec![0xff, self.numbers.below(256) as u8]),
            1 => draft.create(
                pen,
                &Profile {
                    name: Some(format!("Name {person}")),
                    ..Profile::default()
                },
            ),
            2 => draft.create(
                pen,
                &Hide {
                    author: Some(pen.author),
                    instance: None,
                    reason: String::new(),
                },
            ),
            3 => {
                let child = Branch {
                    founder: pen.author,
                    nonce: [1; 16],
                    title: "Child".to_owned(),
                    key: None,
                };
                draft.create(pen, &child)
            }
            _ => {
                let clock = draft.next_clock(pen.author);
                let fields = Some(ciborium::Value::Map(vec![
                    ("b".into(), clock.into()),
                    ("a".into(), 1.into()),
                ]));
                let known = self
                    .numbers
                    .pick(&self.others)
                    .copied()
                    .filter(|_| self.numbers.once_in(2));
                draft.say(pen, &raw(known, clock, fields))
            }
        };
        self.others.push(id);
    }

    /// Some logs and where they are frozen.
    pub fn freezes(&mut self) -> BTreeMap<LogKey, SeqNum> {
        let mut heights: BTreeMap<LogKey, SeqNum> = BTreeMap::new();
        for message in &self.world.draft.messages {
            heights.insert(message.log, message.seq);
        }
        let mut freezes = BTreeMap::new();
        for (log, height) in heights {
            if self.numbers.once_in(6) {
                freezes.insert(log, self.numbers.below(height as usize + 1) as SeqNum);
            }
        }
        freezes
    }

    /// The messages in another order that keeps each log's, some of them twice.
    pub fn shuffled(&mut self) -> Vec<Drafted> {
        let mut logs: BTreeMap<LogKey, Vec<Drafted>> = BTreeMap::new();
        for message in &self.world.draft.messages {
            logs.entry(message.log).or_default().push(message.clone());
        }
        let mut queues: Vec<_> = logs
            .into_values()
            .map(|log| log.into_iter().peekable())
            .collect();
        let mut all: Vec<Drafted> = Vec::new();
        while !queues.is_empty() {
            let at = self.numbers.below(queues.len());
            match queues[at].next() {
                Some(message) => all.push(message),
                None => drop(queues.swap_remove(at)),
            }
            if self.numbers.once_in(4)
                && let Some(again) = self.numbers.pick(&all).cloned()
            {
                all.push(again);
            }
        }
        all
    }
}

pub fn raw(
    id: Option<InstanceId>,
    clock: u64,
    fields: Option<ciborium::Value>,
) -> p2panda::protocol::message::Message {
    use p2panda::protocol::message::{Action, Message};
    let action = if id.is_some() {
        Action::Update
    } else {
        Action::Create
    };
    Message {
        action,
        schema: "org.example.poll".to_owned(),
        version: 1,
        id,
        clock,
        time: 0,
        fields,
    }
}

/// Applies messages and freezes mixed into them; rebuilds when a freeze asks for it.
pub fn arrive(
    messages: &[Drafted],
    freezes: &BTreeMap<LogKey, SeqNum>,
    festival: FestivalId,
    numbers: &mut Numbers,
) -> View {
    let mut view = View::new();
    let mut known: Vec<&Drafted> = Vec::new();
    let mut pending: Vec<_> = freezes.iter().collect();
    for message in messages {
        if numbers.once_in(10)
            && let Some((log, height)) = pending.pop()
        {
            freeze(&mut view, festival, *log, *height, &known);
        }
        view.apply(message.input())
            .expect("each log is in its order");
        known.push(message);
    }
    for (log, height) in pending {
        freeze(&mut view, festival, *log, *height, &known);
    }
    view
}

pub fn freeze(
    view: &mut View,
    festival: FestivalId,
    log: LogKey,
    height: SeqNum,
    known: &[&Drafted],
) {
    if view.freeze(festival, log, height) == Freeze::Rebuild(festival) {
        let again = known.iter().map(|message| message.input());
        view.rebuild(festival, again)
            .expect("each log is in its order");
    }
}
