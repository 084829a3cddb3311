//! How entries travel through a world of many peers, in three parts: peers come
//! together, and entries are written while some leave and others come back; then
//! everything goes wrong, with a liar among them; then everything is repaired.

use core::fmt;
use std::collections::BTreeMap;

use super::faults::{ALL, FaultKind};
use super::node::{NodeId, add};
use super::scenario::{divergences, follow, honest, missing};
use super::world::{Plan, World};
use crate::gossip::engine::{Counters, Settings};
use crate::protocol::limits::ACTIVE_HIGH;

/// Time for all peers to come, milliseconds.
const ARRIVAL_MS: u64 = 60_000;
/// Time from there until entries are measured, milliseconds.
const SETTLING_MS: u64 = 60_000;
/// Time between two measured entries, milliseconds.
const ENTRY_MS: u64 = 1_500;
/// Time after the last of them, milliseconds.
const AFTERWARDS_MS: u64 = 20_000;
/// Payload bytes of an entry.
const ENTRY_BYTES: usize = 200;
/// Longest time to be away, milliseconds.
const AWAY_MS: u64 = 60_000;
/// How long everything goes wrong, milliseconds: until each kind did, but no longer.
const STORM_MS: u64 = 600_000;
/// How long the peers have to agree in the end, milliseconds.
const REPAIR_MS: u64 = 120 * 60_000;

/// Longest time until 99 % of the peers have an entry, milliseconds.
const GOAL_MS: u64 = 10_000;

/// What is simulated.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// How many peers, at least 5.
    pub peers: usize,
    /// Names the world.
    pub seed: u64,
    /// Entries that are measured.
    pub entries: usize,
    /// Of a thousand peers, so many leave each minute and come back.
    pub churn: u64,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many peers.
    pub peers: usize,
    /// Entries that were measured.
    pub entries: usize,
    /// Milliseconds until half of the peers had an entry: median, worst.
    pub half: (u64, u64),
    /// The same for 99 %.
    pub most: (u64, u64),
    /// The same for all who were there all the time.
    pub all: (u64, u64),
    /// Entries that did not reach 99 % before the measuring ended.
    pub late: usize,
    /// Bytes sent for each entry and peer, with everything else that is said.
    pub bytes: f64,
    /// Messages sent for each entry and peer.
    pub messages: f64,
    /// Copies received for each entry that was new, less one.
    pub redundancy: f64,
    /// Links of a peer: fewest, mean, most.
    pub links: (usize, f64, usize),
    /// Peers that left and came back while it was measured.
    pub churned: u64,
    /// Entries missing in the end, and peers that hold something else.
    pub missed: (usize, usize),
    /// Faults by kind.
    pub faults: BTreeMap<FaultKind, u64>,
    /// Times that a liar was dropped, and an honest peer.
    pub dropped: (usize, usize),
    /// Own logs that honest peers forked.
    pub own_forks: u64,
    /// What everything that happened adds up to.
    pub trace: u64,
    /// Simulated milliseconds.
    pub lasted: u64,
}

impl Report {
    /// The goals that were missed, as sentences.
    pub fn missed_goals(&self) -> Vec<&'static str> {
        let has_struck = |kind: &FaultKind| self.faults.contains_key(kind);
        let goals = [
            (self.late == 0, "an entry did not reach 99 %"),
            (self.most.1 <= GOAL_MS, "99 % took more than 10 s"),
            (self.links.2 <= ACTIVE_HIGH, "a peer has too many links"),
            (self.redundancy <= 1.0, "redundancy above 1.0"),
            (self.missed == (0, 0), "not all was repaired"),
            (self.own_forks == 0, "an honest peer forked its log"),
            (self.dropped.0 > 0, "the liar was not noticed"),
            (self.dropped.1 == 0, "an honest peer was taken for a liar"),
            (ALL.iter().all(has_struck), "a kind of fault never struck"),
        ];
        let missed = goals.into_iter().filter(|(is_met, _)| !is_met);
        missed.map(|(_, goal)| goal).collect()
    }
}

/// Simulates.
pub fn simulate(setting: Setting) -> Report {
    let mut world = World::new(setting.seed, Settings::default());
    arrive(&mut world, setting.peers);
    let begun = world.now;
    let before = count(&world);
    world.is_measured = true;
    let mut report = Report {
        peers: setting.peers,
        entries: setting.entries,
        ..Report::default()
    };
    report.churned = write_under_churn(&mut world, setting);
    world.is_measured = false;
    measure(&world, begun, &before, &mut report);
    storm(&mut world);
    repair(&mut world);
    conclude(&world, &mut report);
    report
}

/// Peers come one after another, each to the meeting point first.
pub fn arrive(world: &mut World, peers: usize) {
    for id in 0..peers {
        let at = world.now + ARRIVAL_MS / peers as u64;
        world.run(at, follow);
        world.add_node();
        world.plan(1, Plan::Meet(id));
    }
    let until = world.now + SETTLING_MS;
    world.run(until, follow);
}

fn write_under_churn(world: &mut World, setting: Setting) -> u64 {
    let end = world.now + setting.entries as u64 * ENTRY_MS;
    let away_each_minute = setting.peers as u64 * setting.churn / 1000;
    let leave_every = 60_000 / away_each_minute.max(1);
    let (mut next_entry, mut next_leave) = (world.now, world.now + leave_every);
    let mut churned = 0;
    while world.now < end {
        let until = next_entry.min(next_leave).min(end);
        world.run(until, follow);
        if world.now >= next_entry {
            // Whoever is there and has nothing under way.
            let writer = world.random.below(setting.peers as u64) as NodeId;
            if world.write(writer, 1, ENTRY_BYTES) {
                next_entry += ENTRY_MS;
            }
        }
        if world.now >= next_leave {
            next_leave += leave_every;
            let leaver = world.random.below(setting.peers as u64) as NodeId;
            if setting.churn > 0 && world.nodes[leaver].engine.is_some() {
                churned += 1;
                let goodbye = world.random.in_thousand(500);
                world.nodes[leaver].disk.flush();
                world.stop(leaver, goodbye);
                let back = world.random.between(5_000, AWAY_MS);
                world.plan(back, Plan::Start(leaver));
            }
        }
    }
    let until = world.now + AFTERWARDS_MS;
    world.run(until, follow);
    churned
}

/// What travelled until now, among the peers that were there all the time.
fn measure(world: &World, begun: u64, before: &Counters, report: &mut Report) {
    let stayed: Vec<NodeId> = (0..world.nodes.len())
        .filter(|id| world.nodes[*id].started <= begun && world.nodes[*id].engine.is_some())
        .collect();
    let (mut half, mut most, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for reached in world.reached.values() {
        let others = stayed.iter().filter(|id| **id != reached.by);
        let others: Vec<NodeId> = others.copied().collect();
        let times = others.iter().filter_map(|id| reached.stored.get(id));
        let mut times: Vec<u64> = times.map(|at| at - reached.written).collect();
        times.sort_unstable();
        let at = |share: f64| {
            let place = (others.len() as f64 * share).ceil() as usize;
            times.get(place.saturating_sub(1)).copied()
        };
        half.extend(at(0.5));
        report.late += usize::from(at(0.99).is_none());
        most.extend(at(0.99));
        all.extend(at(1.0));
    }
    report.half = median_and_worst(half);
    report.most = median_and_worst(most);
    report.all = median_and_worst(all);
    let after = count(world);
    let shares = (report.entries * report.peers) as f64;
    report.bytes = (after.bytes_sent - before.bytes_sent) as f64 / shares;
    report.messages = (after.messages_sent - before.messages_sent) as f64 / shares;
    let (copies, new) = (
        after.entries - before.entries,
        after.new_entries - before.new_entries,
    );
    report.redundancy = copies as f64 / new.max(1) as f64 - 1.0;
    let engines = world.nodes.iter().filter_map(|node| node.engine.as_ref());
    let links: Vec<usize> = engines
        .map(|engine| engine.neighbours(world.place.festival).len())
        .collect();
    let mean = links.iter().sum::<usize>() as f64 / links.len().max(1) as f64;
    report.links = (
        links.iter().min().copied().unwrap_or(0),
        mean,
        links.iter().max().copied().unwrap_or(0),
    );
}

/// Everything goes wrong, until every kind of fault did.
fn storm(world: &mut World) {
    world.nodes[0].is_liar = true;
    world.faults.is_on = true;
    world.plan(0, Plan::Trouble);
    world.plan(0, Plan::Lie);
    let end = world.now + STORM_MS;
    while world.now < end {
        let writer = world.random.below(world.nodes.len() as u64) as NodeId;
        // A festival of a thousand shall not fill with what the storm writes.
        if world.written.len() < 2 * world.nodes.len().max(100) {
            world.write(writer, 1, ENTRY_BYTES);
        }
        let until = world.now + 5_000;
        world.run(until, follow);
        let has_struck = |kind: &FaultKind| world.faults.counts.contains_key(kind);
        if ALL.iter().all(has_struck) {
            break;
        }
    }
}

fn repair(world: &mut World) {
    world.heal();
    let end = world.now + REPAIR_MS;
    while world.now < end {
        let until = world.now + 10_000;
        world.run(until, follow);
        if divergences(world) == 0 && missing(world) == 0 {
            break;
        }
    }
}

fn conclude(world: &World, report: &mut Report) {
    let is_liar = |installation| {
        let mut liars = world.nodes.iter().filter(|node| node.is_liar);
        liars.any(|node| node.identity.installation == installation)
    };
    let dropped = honest(world).flat_map(|id| &world.nodes[id].dropped);
    let dropped: Vec<bool> = dropped.map(|(who, _)| is_liar(*who)).collect();
    let lies = dropped.iter().filter(|lied| **lied).count();
    report.dropped = (lies, dropped.len() - lies);
    report.missed = (missing(world), divergences(world));
    report.faults = world.faults.counts.clone();
    report.own_forks = world.own_forks;
    report.trace = world.trace;
    report.lasted = world.now;
}

fn count(world: &World) -> Counters {
    let mut all = Counters::default();
    for node in &world.nodes {
        add(&mut all, &node.counters());
    }
    all
}

fn median_and_worst(mut times: Vec<u64>) -> (u64, u64) {
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or(0);
    (median, times.last().copied().unwrap_or(0))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = |ms: u64| ms as f64 / 1000.0;
        let time = |(median, worst): (u64, u64)| {
            format!(
                "median {:.2} s, worst {:.2} s",
                seconds(median),
                seconds(worst)
            )
        };
        let mut row = |name: &str, value: String| writeln!(f, "{name:<28} {value}");
        row("peers", self.peers.to_string())?;
        row("entries measured", self.entries.to_string())?;
        row("left and came back", self.churned.to_string())?;
        row("at 50 % of the peers", time(self.half))?;
        row("at 99 % of the peers", time(self.most))?;
        row("at 100 % of the peers", time(self.all))?;
        row("not at 99 % in time", self.late.to_string())?;
        row("bytes an entry and peer", format!("{:.0}", self.bytes))?;
        row(
            "messages an entry and peer",
            format!("{:.1}", self.messages),
        )?;
        row("redundancy", format!("{:.2}", self.redundancy))?;
        let (fewest, mean, most) = self.links;
        row(
            "links a peer",
            format!("fewest {fewest}, mean {mean:.1}, most {most}"),
        )?;
        for kind in ALL {
            let count = self.faults.get(&kind).copied().unwrap_or(0);
            row(&format!("survived {kind:?}"), count.to_string())?;
        }
        row("missed after repair", self.missed.0.to_string())?;
        row("peers that differ", self.missed.1.to_string())?;
        row("own logs forked", self.own_forks.to_string())?;
        row("liars dropped", self.dropped.0.to_string())?;
        row("honest peers dropped", self.dropped.1.to_string())?;
        row("simulated", format!("{:.0} s", seconds(self.lasted)))?;
        row("trace", format!("{:016x}", self.trace))
    }
}
