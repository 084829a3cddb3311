//! What a simulated festival showed, beside what it is to show, as a table.

use core::fmt;
use std::collections::BTreeMap;

use crate::gossip::sim::faults::{ALL, FaultKind};
use crate::protocol::limits::ACTIVE_HIGH;

/// Longest time until 99 % of the peers have an entry, milliseconds.
const GOAL_MS: u64 = 10_000;

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
    /// Links of a peer: fewest and mean in the end, most at any time.
    pub links: (usize, f64, usize),
    /// Peers that left and came back while it was measured.
    pub churned: u64,
    /// Milliseconds from where two halves can reach each other again until all hold
    /// what both had written; none where they did not become one.
    pub joined: Option<u64>,
    /// Entries that honest peers wrote, with those that begin their logs.
    pub written: usize,
    /// Milliseconds that the repair took.
    pub repair: u64,
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
            (self.joined.is_some(), "two halves did not become one"),
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
        let joined = self.joined.map(|ms| format!("{:.0} s", seconds(ms)));
        row(
            "halves are one after",
            joined.unwrap_or_else(|| "never".to_owned()),
        )?;
        row("entries of honest peers", self.written.to_string())?;
        row(
            "all is repaired after",
            format!("{:.0} s", seconds(self.repair)),
        )?;
        row("missed after repair", self.missed.0.to_string())?;
        row("peers that differ", self.missed.1.to_string())?;
        row("own logs forked", self.own_forks.to_string())?;
        row("liars dropped", self.dropped.0.to_string())?;
        row("honest peers dropped", self.dropped.1.to_string())?;
        row("simulated", format!("{:.0} s", seconds(self.lasted)))?;
        row("trace", format!("{:016x}", self.trace))
    }
}
