//! Small worlds: everything goes wrong for a while, then nothing does, and all
//! honest peers must come to hold the same.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::digest;
use super::faults::{Bug, FaultKind};
use super::node::NodeId;
use super::world::{Plan, World};
use crate::gossip::engine::{Counters, Held, Settings};
use crate::protocol::id::{Blake2b, LogKey, SeqNum};
use crate::protocol::log::Head;

/// How long things go wrong, milliseconds.
const TROUBLE_MS: u64 = 90_000;
/// How long the peers have to agree afterwards, milliseconds.
const REPAIR_MS: u64 = 120 * 60_000;
/// How often a peer without links asks the meeting point, milliseconds.
const MEET_MS: u64 = 5_000;
/// How many answer somebody at the meeting point.
const ANSWERS: usize = 2;

/// What a peer holds: the height, head and freezing of every log.
pub type Frontier = BTreeMap<LogKey, (SeqNum, Option<Blake2b>, Option<SeqNum>)>;

/// How a world ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What everything that happened adds up to.
    pub trace: u64,
    /// Simulated milliseconds.
    pub lasted: u64,
    /// How many peers there were.
    pub peers: usize,
    /// Entries that honest peers wrote.
    pub written: usize,
    /// Honest peers that hold something else than the first one.
    pub divergences: usize,
    /// Different views of what honest peers have on their disks.
    pub digests: usize,
    /// Entries of honest peers that are missing at the end.
    pub missing: usize,
    /// Own logs that honest peers forked.
    pub own_forks: u64,
    /// Honest peers that another honest peer took for liars, and why.
    pub falsely_blamed: Vec<&'static str>,
    /// Times that a liar was dropped.
    pub liars_dropped: usize,
    /// Faults by kind.
    pub faults: BTreeMap<FaultKind, u64>,
    /// What the engines counted.
    pub counters: Counters,
    /// The most bytes that waited for one peer's store.
    pub burden: u64,
    /// A bound of limits.rs that was exceeded: its name, what was held, the bound.
    pub excess: Option<Held>,
}

impl Outcome {
    /// Whether all promises were kept.
    pub fn is_good(&self) -> bool {
        self.divergences == 0
            && self.digests == 1
            && self.excess.is_none()
            && self.missing == 0
            && self.own_forks == 0
            && self.falsely_blamed.is_empty()
    }
}

/// How a small world of 2–20 peers with all kinds of faults ends.
pub fn small(seed: u64, bug: Option<Bug>) -> Outcome {
    let (world, load) = small_world(seed, bug);
    judge(&world, load)
}

/// What peers had to hold at most.
#[derive(Clone, Copy, Debug, Default)]
pub struct Load {
    /// The most bytes that waited for one store.
    pub burden: u64,
    /// The first bound that was exceeded.
    pub excess: Option<Held>,
}

impl Load {
    /// Looks at all honest peers.
    pub fn note(&mut self, world: &World) {
        let engines = honest(world).filter_map(|id| world.nodes[id].engine.as_ref());
        for engine in engines {
            self.burden = self.burden.max(engine.burden());
            self.excess = self.excess.or_else(|| engine.excess());
        }
    }
}

/// That world itself, at its end, and what its peers had to hold at most.
pub fn small_world(seed: u64, bug: Option<Bug>) -> (World, Load) {
    let mut world = World::new(seed, Settings::default());
    let count = world.random.between(2, 21) as usize;
    for _ in 0..count {
        world.add_node();
    }
    let has_liar = count > 4 && world.random.in_thousand(600);
    if has_liar {
        world.nodes[0].is_liar = true;
    }
    world.faults.bug = bug;
    for id in 0..count {
        let after = world.random.below(10_000);
        world.plan(after, Plan::Meet(id));
        for _ in 0..world.random.below(6) {
            let after = world.random.below(TROUBLE_MS);
            let entries = world.random.between(1, 4) as usize;
            let size = world.random.between(10, 400) as usize;
            world.plan(after, Plan::Write(id, entries, size));
        }
    }
    world.faults.is_on = true;
    world.plan(1_000, Plan::Trouble);
    world.plan(2_000, Plan::Lie);
    let mut load = Load::default();
    world.run(TROUBLE_MS, |world, plan| {
        load.note(world);
        follow(world, plan);
    });
    world.heal();
    while world.now < TROUBLE_MS + REPAIR_MS {
        let until = world.now + 5_000;
        world.run(until, follow);
        let writing = honest(&world).any(|id| world.nodes[id].is_writing);
        let same = divergences(&world) == 0 && missing(&world) == 0;
        // A store that refused a proof is asked again within seconds.
        if !writing && same && digests(&world) == 1 {
            break;
        }
    }
    (world, load)
}

/// Does what was planned, and plans the next.
pub fn follow(world: &mut World, plan: Plan) {
    match plan {
        Plan::Write(id, entries, size) => {
            world.write(id, entries, size);
        }
        Plan::Start(id) => world.start(id),
        Plan::Meet(id) => meet(world, id),
        Plan::Trouble => {
            if world.faults.is_on {
                world.trouble();
                let next = world.random.between(200, 4_000);
                world.plan(next, Plan::Trouble);
            }
        }
        Plan::Lie => {
            if world.faults.is_on {
                let liars = 0..world.nodes.len();
                let liars: Vec<NodeId> = liars.filter(|id| world.nodes[*id].is_liar).collect();
                for id in liars {
                    world.write(id, 1, 30);
                    world.lie(id);
                }
                let next = world.random.between(200, 3_000);
                world.plan(next, Plan::Lie);
            }
        }
    }
}

/// Whoever has no link is answered by two at the meeting point, as others keep still
/// who have seen two answers; whoever has some looks there now and then, so that
/// halves meet again.
fn meet(world: &mut World, id: NodeId) {
    let festival = world.place.festival;
    let engine = world.nodes[id].engine.as_ref();
    let known = engine.map_or((1, 0), |engine| {
        let links = engine.neighbours(festival).len() as u64;
        (links, engine.passive_count(festival) as u64)
    });
    let (links, passive) = known;
    // Once in five minutes with probability 1 / installations known to live.
    let wanders = world
        .random
        .below((5 * 60_000 / MEET_MS) * (1 + links + passive))
        == 0;
    if links == 0 || wanders {
        for _ in 0..ANSWERS {
            let other = world.random.below(world.nodes.len() as u64) as NodeId;
            world.connect(id, other);
        }
    }
    world.plan(MEET_MS, Plan::Meet(id));
}

pub(super) fn honest(world: &World) -> impl Iterator<Item = NodeId> {
    let all = 0..world.nodes.len();
    all.filter(|id| !world.nodes[*id].is_liar)
}

/// What a peer holds.
pub fn frontier(world: &World, id: NodeId) -> Frontier {
    held(world, id).collect()
}

/// The same one after the other, in the order of the logs.
fn held(
    world: &World,
    id: NodeId,
) -> impl Iterator<Item = (LogKey, (SeqNum, Option<Blake2b>, Option<SeqNum>))> {
    let engine = world.nodes[id].engine.as_ref();
    let logs = engine.into_iter().flat_map(|engine| {
        let ledger = engine.ledger();
        ledger.logs(world.place.festival).map(|key| {
            let head = ledger.stored(&key);
            let height = head.map_or(0, Head::height);
            let hash = head.and_then(Head::hash);
            (key, (height, hash, ledger.frozen_at(&key)))
        })
    });
    logs.filter(|(_, (height, _, frozen_at))| *height > 0 || frozen_at.is_some())
}

/// Honest peers that hold something else than the first honest one, in their
/// engines or on their disks.
pub fn divergences(world: &World) -> usize {
    let Some(first) = honest(world).next() else {
        return 0;
    };
    let first: Vec<_> = held(world, first).collect();
    let stored = first.iter().filter(|(_, (height, _, _))| *height > 0);
    let stored: Vec<(LogKey, SeqNum)> = stored
        .map(|(key, (height, _, _))| (*key, *height))
        .collect();
    let engines = honest(world).filter(|id| !held(world, *id).eq(first.iter().copied()));
    let disks = honest(world).filter(|id| {
        let heights = world.nodes[*id].disk.heights();
        !heights.eq(stored.iter().copied())
    });
    engines.count() + disks.count()
}

/// How many different views honest peers have; 0 where a disk cannot be shown.
pub fn digests(world: &World) -> usize {
    let disks = honest(world).map(|id| &world.nodes[id].disk);
    let digests: Option<BTreeSet<_>> = disks.map(|disk| digest(disk, &world.place)).collect();
    digests.map_or(0, |digests| digests.len())
}

/// Entries of honest writers that the first honest peer has not.
pub fn missing(world: &World) -> usize {
    let Some(first) = honest(world).next() else {
        return 0;
    };
    let held = frontier(world, first);
    let liars: Vec<_> = world.nodes.iter().filter(|node| node.is_liar).collect();
    let honest_entries = world
        .written
        .keys()
        .filter(|(key, _)| !world.forgotten.contains(key))
        .filter(|(key, _)| liars.iter().all(|liar| liar.author() != key.author));
    honest_entries
        .filter(|(key, seq)| held.get(key).is_none_or(|(height, _, _)| height < seq))
        .count()
}

/// How the world ended.
pub fn judge(world: &World, load: Load) -> Outcome {
    let is_liar = |installation| {
        let mut nodes = world.nodes.iter();
        nodes.any(|node| node.is_liar && node.identity.installation == installation)
    };
    let honest_nodes = world.nodes.iter().filter(|node| !node.is_liar);
    let dropped: Vec<_> = honest_nodes.flat_map(|node| &node.dropped).collect();
    let (lies, blamed): (Vec<_>, Vec<_>) = dropped.into_iter().partition(|(who, _)| is_liar(*who));
    let mut counters = Counters::default();
    for node in &world.nodes {
        super::node::add(&mut counters, &node.counters());
    }
    Outcome {
        trace: world.trace,
        lasted: world.now,
        peers: world.nodes.len(),
        written: world.written.len(),
        divergences: divergences(world),
        digests: digests(world),
        missing: missing(world),
        own_forks: world.own_forks,
        falsely_blamed: blamed.iter().map(|(_, reason)| reason.name()).collect(),
        liars_dropped: lies.len(),
        faults: world.faults.counts.clone(),
        counters,
        burden: load.burden,
        excess: load.excess,
    }
}
