//! What goes wrong, how often, and how often it did.

use std::collections::BTreeMap;

use super::node::NodeId;
use super::random::Random;
use super::world::{Plan, World};

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A connection breaks, with what is under way.
    Loss,
    /// A connection is made twice at once (glare).
    Duplication,
    /// What was sent later over one link arrives sooner than over another.
    Reordering,
    /// The world falls into parts that do not reach each other.
    Partition,
    /// A connection carries only one way.
    OneWay,
    /// A peer crashes.
    Crash,
    /// A crash takes writes with it that were not durable.
    LostWrites,
    /// A clock jumps, up to a year either way, or back.
    ClockJump,
    /// A peer becomes twenty times slower, or recovers.
    SlowPeer,
    /// A peer leaves with a goodbye and comes back.
    Churn,
    /// The store refuses a batch.
    StoreFailure,
    /// A signalled connection does not come about.
    SignalLost,
    /// A browser clears the site: the peer begins with nothing but its key.
    Wipe,
    /// A liar floods entries.
    EntryFlood,
    /// A liar floods authors made up for it.
    AuthorFlood,
    /// A liar claims heads that do not exist.
    FalseHead,
    /// A liar sends frames that are too long.
    HugeFrame,
    /// A liar leaves messages unfinished.
    HalfFrame,
    /// A liar continues others' logs.
    ForgedTail,
    /// A liar forks its own log.
    Fork,
    /// A liar sends again what it once received.
    Replay,
    /// A liar sends back what it just received.
    Echo,
    /// A liar sends any bytes.
    Garbage,
}

/// All kinds that a small world has.
pub const ALL: [FaultKind; 23] = {
    use FaultKind::*;
    [
        Loss,
        Duplication,
        Reordering,
        Partition,
        OneWay,
        Crash,
        LostWrites,
        ClockJump,
        SlowPeer,
        Churn,
        StoreFailure,
        SignalLost,
        Wipe,
        EntryFlood,
        AuthorFlood,
        FalseHead,
        HugeFrame,
        HalfFrame,
        ForgedTail,
        Fork,
        Replay,
        Echo,
        Garbage,
    ]
};

/// A bug that is planted around the engine, to see that a world notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// Own entries are not durable when they are announced.
    OwnWritesRelaxed,
    /// Others' entries are announced before they are stored.
    AnnouncedBeforeStored,
    /// The store says that it stored what it did not.
    StoreForgets,
    /// Fork proofs do not shorten the stored log.
    FreezeIgnored,
    /// A peer whose log others know better goes on writing it.
    NoNewLog,
    /// Haves do not arrive.
    NoHaves,
    /// Wants do not arrive.
    NoWants,
    /// Fork proofs are not passed on.
    NoProofs,
}

/// All of them.
pub const ALL_BUGS: [Bug; 8] = [
    Bug::OwnWritesRelaxed,
    Bug::AnnouncedBeforeStored,
    Bug::StoreForgets,
    Bug::FreezeIgnored,
    Bug::NoNewLog,
    Bug::NoHaves,
    Bug::NoWants,
    Bug::NoProofs,
];

impl Bug {
    /// The message that it swallows.
    pub(super) fn drops(self) -> Option<u8> {
        match self {
            Self::NoHaves => Some(1),
            Self::NoWants => Some(10),
            Self::NoProofs => Some(12),
            _ => None,
        }
    }
}

/// The faults of a world.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Whether anything goes wrong now.
    pub is_on: bool,
    /// What was planted.
    pub bug: Option<Bug>,
    /// How often each kind struck.
    pub counts: BTreeMap<FaultKind, u64>,
}

impl Faults {
    /// Counts a fault.
    pub fn count(&mut self, kind: FaultKind) {
        *self.counts.entry(kind).or_default() += 1;
    }

    /// Whether a fault that lies in wait strikes now.
    pub(super) fn strikes(&mut self, kind: FaultKind, random: &mut Random) -> bool {
        let often = if kind == FaultKind::SignalLost {
            200
        } else {
            50
        };
        let strikes = self.is_on && random.in_thousand(often);
        if strikes {
            self.count(kind);
        }
        strikes
    }
}

const YEAR_MS: u64 = 365 * 24 * 60 * 60 * 1000;

impl World {
    /// One fault of a random kind.
    pub fn trouble(&mut self) {
        let id = self.random.below(self.nodes.len() as u64) as NodeId;
        let cables: Vec<_> = self.cables.keys().copied().collect();
        let cable = self.random.one_of(&cables);
        match self.random.below(11) {
            0 | 1 => {
                if let Some(cable) = cable {
                    self.faults.count(FaultKind::Loss);
                    self.cut(cable);
                }
            }
            2 => {
                let other = self.random.below(self.nodes.len() as u64) as NodeId;
                if self.connect(id, other) && self.connect(other, id) {
                    self.faults.count(FaultKind::Duplication);
                }
            }
            3 => self.divide(),
            4 => {
                if let Some(cable) = cable.and_then(|cable| self.cables.get_mut(&cable)) {
                    self.faults.count(FaultKind::OneWay);
                    cable.mute[0] = true;
                }
            }
            5 | 6 => self.crash(id),
            7 => {
                self.faults.count(FaultKind::ClockJump);
                let jump = self.random.below(2 * YEAR_MS) as i64 - YEAR_MS as i64;
                let ahead = &mut self.nodes[id].clock_ahead;
                *ahead = if *ahead == 0 { jump } else { 0 };
            }
            8 => {
                self.faults.count(FaultKind::SlowPeer);
                let node = &mut self.nodes[id];
                node.slowness = if node.slowness == 1 { 20 } else { 1 };
            }
            9 => {
                self.faults.count(FaultKind::Churn);
                self.stop(id, true);
                let back = self.random.between(100, 20_000);
                self.plan(back, Plan::Start(id));
            }
            _ => {
                if self.random.in_thousand(500) && !self.nodes[id].is_liar {
                    self.faults.count(FaultKind::Wipe);
                    self.stop(id, false);
                    self.forgotten.extend(self.nodes[id].log(&self.place));
                    self.nodes[id].wipe(&mut self.random);
                    // What knows the log's name is gone with the site's data.
                    if self.faults.bug != Some(Bug::NoNewLog) {
                        self.nodes[id].device = None;
                    }
                    let back = self.random.between(100, 20_000);
                    self.plan(back, Plan::Start(id));
                }
            }
        }
        for id in 0..self.nodes.len() {
            if self.random.in_thousand(300) {
                self.nodes[id].disk.flush();
            }
        }
    }

    fn divide(&mut self) {
        let is_whole = self.parts.iter().all(|part| *part == 0);
        if is_whole {
            self.faults.count(FaultKind::Partition);
            for part in &mut self.parts {
                *part = self.random.below(2);
            }
        } else {
            self.parts.fill(0);
        }
    }

    fn crash(&mut self, id: NodeId) {
        self.faults.count(FaultKind::Crash);
        self.stop(id, false);
        if self.nodes[id].disk.crash() > 0 {
            self.faults.count(FaultKind::LostWrites);
        }
        let back = self.random.between(100, 20_000);
        self.plan(back, Plan::Start(id));
    }

    /// Everything that can be repaired is: no more faults from now on.
    pub fn heal(&mut self) {
        self.faults.is_on = false;
        self.parts.fill(0);
        for id in 0..self.nodes.len() {
            self.nodes[id].slowness = 1;
            if self.nodes[id].is_liar {
                self.stop(id, false);
            } else {
                self.start(id);
            }
        }
    }
}
