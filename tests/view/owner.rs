//! Owners whose policies answer, for the tests of policies.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::protocol::generate::draft::Drafted;
use p2panda::protocol::id::{AuthorId, InstanceId};
use p2panda::protocol::policy::{self, Arrival, Decision, OwnerContext, draw};
use p2panda::protocol::schema::authorization::Authorization;
use p2panda::protocol::schema::parts::Interval;
use p2panda::protocol::schema::resource::{PolicyChoice, PolicyParams, Resource};
use p2panda::protocol::view::View;
use p2panda::protocol::view::ask::AskState;

use crate::world::*;

/// An owner's installation: what it saw when, whom it knows, its secrets.
pub struct Owner {
    pub arrivals: BTreeMap<InstanceId, Arrival>,
    pub known: BTreeSet<AuthorId>,
    pub secret: [u8; 32],
    pub seed: Option<[u8; 32]>,
    pub now: i64,
}

impl Owner {
    pub fn new() -> Self {
        Self {
            arrivals: BTreeMap::new(),
            known: BTreeSet::new(),
            secret: [4; 32],
            seed: None,
            now: 0,
        }
    }

    /// A request came in a commit of its own.
    pub fn saw(&mut self, id: InstanceId) {
        let counter = self.arrivals.len() as u64;
        self.arrivals.insert(
            id,
            Arrival {
                counter,
                at: self.now,
            },
        );
    }

    pub fn context<'a>(
        &'a self,
        world: &World,
        view: &'a View,
        resource: &InstanceId,
    ) -> OwnerContext<'a> {
        let part = view.home(&world.festival);
        OwnerContext {
            view,
            part,
            resource: part
                .resources()
                .get(resource)
                .expect("the resource is known"),
            now: self.now,
            arrivals: &self.arrivals,
            known: &self.known,
            secret: &self.secret,
            seed: self.seed,
        }
    }

    pub fn decide(
        &self,
        world: &World,
        view: &View,
        resource: &InstanceId,
        asked: &InstanceId,
    ) -> Decision {
        let context = self.context(world, view, resource);
        let policy =
            policy::built_in(policy::name_of(&context.resource.value)).expect("a built-in policy");
        let request = context.part.asks()[asked]
            .request
            .as_ref()
            .expect("the question is known");
        policy.decide(asked, request, &context)
    }

    /// Answers whatever is open, in the order of arrival, one answer after the other.
    pub fn answer_all(&self, world: &mut World, resource: &InstanceId) -> Vec<Authorization> {
        let mut answers = Vec::new();
        let mut view = world.view();
        let mut applied = world.draft.messages.len();
        loop {
            let context = self.context(world, &view, resource);
            let policy = policy::built_in(policy::name_of(&context.resource.value))
                .expect("a built-in policy");
            let open = context.open();
            let Some(answer) = open
                .iter()
                .find_map(|(id, _)| policy::resolve(policy, id, &context))
            else {
                return answers;
            };
            world.answer(ANA, &answer);
            answers.push(answer);
            take_in(&mut view, &world.draft.messages, &mut applied);
        }
    }
}

pub fn take_in(view: &mut View, messages: &[Drafted], applied: &mut usize) {
    for message in inputs(&messages[*applied..]) {
        view.apply(message).expect("each log is in its order");
    }
    *applied = messages.len();
}

pub fn with_policy(name: &str) -> Resource {
    Resource {
        policy: Some(choice(name)),
        ..place()
    }
}

pub fn choice(name: &str) -> PolicyChoice {
    PolicyChoice {
        name: name.to_owned(),
        text: String::new(),
        params: PolicyParams::default(),
        most_per_author: None,
        ask_for_strangers: false,
    }
}

/// Ana's resource, and requests of Cem's own events for these hours.
pub fn requests(
    world: &mut World,
    owner: &mut Owner,
    garden: InstanceId,
    times: &[Interval],
) -> Vec<InstanceId> {
    let mut ids = Vec::new();
    for time in times {
        let maker = 10 + ids.len();
        let event = world.event(maker, &event(1, 2, vec![must(0, Some(garden))]));
        let id = world.ask(maker, &request(event, garden, Some(*time)));
        owner.saw(id);
        ids.push(id);
    }
    ids
}

pub fn states(world: &World, ids: &[InstanceId]) -> Vec<AskState> {
    let view = world.agreed();
    ids.iter()
        .map(|id| view.ask_state(&world.festival, id))
        .collect()
}

/// A draw at hour 20 with this seed.
pub fn drawn(seed: &[u8; 32]) -> Resource {
    let params = PolicyParams {
        draw_at: Some(20 * HOUR),
        seed_commit: Some(draw::commitment(seed)),
        auto_waitlist: false,
    };
    Resource {
        policy: Some(PolicyChoice {
            params,
            ..choice(policy::DRAW)
        }),
        ..place()
    }
}
