//! How entries travel through a world of many peers, in four parts: peers come
//! together, and entries are written while some leave and others come back; then
//! they fall into two halves that meet again; then everything goes wrong, with a
//! liar among them; then everything is repaired.

mod report;

use std::collections::BTreeSet;

pub use self::report::Report;
use super::faults::{ALL, FaultKind};
use super::node::{NodeId, add};
use super::scenario::{divergences, follow, honest, missing};
use super::world::{Plan, World};
use crate::gossip::engine::{Counters, Settings};
use crate::protocol::id::AuthorId;

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
/// Most peers that write: somebody who plans a festival writes more than once.
const WRITERS: usize = 20;
/// Most entries that honest peers write, with those that begin their logs: what is
/// simulated is how they travel, and each costs every peer a signature.
const MAX_WRITTEN: usize = 100;
/// How long the halves do not reach each other, milliseconds: links between them die
/// of silence, and each half becomes a mesh of its own.
const APART_MS: u64 = 150_000;
/// How long the halves have to become one, milliseconds: some slots of five minutes,
/// for small parts of a half as well.
const JOINING_MS: u64 = 30 * 60_000;
/// How long everything goes wrong, milliseconds: until each kind did, but no longer.
const STORM_MS: u64 = 600_000;
/// How long the peers have to agree in the end, milliseconds.
const REPAIR_MS: u64 = 120 * 60_000;

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
    let mut most_links = 0;
    report.churned = write_under_churn(&mut world, setting, &mut most_links);
    world.is_measured = false;
    measure(&world, begun, &before, &mut report);
    report.links.2 = report.links.2.max(most_links);
    report.joined = part_and_join(&mut world);
    storm(&mut world);
    report.repair = repair(&mut world);
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

fn write_under_churn(world: &mut World, setting: Setting, most_links: &mut usize) -> u64 {
    let end = world.now + setting.entries as u64 * ENTRY_MS;
    let away_each_minute = setting.peers as u64 * setting.churn / 1000;
    let leave_every = 60_000 / away_each_minute.max(1);
    let (mut next_entry, mut next_leave) = (world.now, world.now + leave_every);
    let mut churned = 0;
    while world.now < end {
        let until = next_entry.min(next_leave).min(end);
        world.run(until, follow);
        *most_links = links(world).max().unwrap_or(0).max(*most_links);
        if world.now >= next_entry {
            // Whoever is there and has nothing under way.
            let writer = writer(world);
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
    let links: Vec<usize> = links(world).collect();
    let mean = links.iter().sum::<usize>() as f64 / links.len().max(1) as f64;
    report.links = (
        links.iter().min().copied().unwrap_or(0),
        mean,
        links.iter().max().copied().unwrap_or(0),
    );
}

/// How many links each peer has that is there.
fn links(world: &World) -> impl Iterator<Item = usize> {
    let engines = world.nodes.iter().filter_map(|node| node.engine.as_ref());
    engines.map(|engine| engine.neighbours(world.place.festival).len())
}

/// One of those who write.
fn writer(world: &mut World) -> NodeId {
    let writers = world.nodes.len().min(WRITERS);
    let at = world.random.below(writers as u64) as usize;
    at * world.nodes.len() / writers
}

/// Two halves, each a mesh of its own, that meet again as peers do who have links:
/// at the meeting point, now and then. Milliseconds until all hold the same.
fn part_and_join(world: &mut World) -> Option<u64> {
    for (id, part) in world.parts.iter_mut().enumerate() {
        *part = (id % 2) as u64;
    }
    let until = world.now + APART_MS;
    world.run(until, follow);
    // One of each half.
    for half in 0..2 {
        let mut nodes = (half..world.nodes.len()).step_by(2);
        let writer = nodes.find(|id| world.nodes[*id].engine.is_some())?;
        world.write(writer, 1, ENTRY_BYTES);
    }
    let until = world.now + AFTERWARDS_MS;
    world.run(until, follow);
    if divergences(world) == 0 {
        return None;
    }
    world.parts.fill(0);
    let begun = world.now;
    while divergences(world) > 0 {
        if world.now >= begun + JOINING_MS {
            return None;
        }
        let until = world.now + 1_000;
        world.run(until, follow);
    }
    Some(world.now - begun)
}

/// Everything goes wrong, until every kind of fault did.
fn storm(world: &mut World) {
    world.nodes[0].is_liar = true;
    world.faults.is_on = true;
    world.plan(0, Plan::Trouble);
    world.plan(0, Plan::Lie);
    let end = world.now + STORM_MS;
    while world.now < end {
        let writer = writer(world);
        // The first entry brings the one that begins the log.
        if world.written.len() + 2 <= MAX_WRITTEN {
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

fn repair(world: &mut World) -> u64 {
    world.heal();
    let begun = world.now;
    while world.now < begun + REPAIR_MS {
        let until = world.now + 1_000;
        world.run(until, follow);
        if divergences(world) == 0 && missing(world) == 0 {
            break;
        }
    }
    world.now - begun
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
    let written = world.written.keys().map(|(key, _)| key.author);
    let authors: BTreeSet<AuthorId> = honest(world).map(|id| world.nodes[id].author()).collect();
    report.written = written.filter(|author| authors.contains(author)).count();
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
