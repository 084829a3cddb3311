//! What engines and disks do to the world: outputs are carried out, writes happen.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Event, Reached, World};
use crate::gossip::engine::{Input, LinkId, Output};
use crate::gossip::session::HangReason;
use crate::gossip::sim::disk::Write;
use crate::gossip::sim::faults::{Bug, FaultKind};
use crate::gossip::sim::node::{Node, NodeId};
use crate::protocol::log::{Authentic, Head};

impl World {
    /// The disk has written: others' entries seen, own ones durable.
    pub(super) fn written(&mut self, id: NodeId, life: u64, write: Write, answer: Input) {
        if self.nodes[id].life != life {
            return;
        }
        let bug = self.faults.bug;
        let is_own = matches!(answer, Input::OwnStored(_));
        let fails = !is_own
            && self
                .faults
                .strikes(FaultKind::StoreFailure, &mut self.random);
        let forgets = bug == Some(Bug::StoreForgets) && !is_own && self.random.in_thousand(100);
        let node = &mut self.nodes[id];
        let done = match (&write, is_own) {
            (Write::Fork(..), _) if bug == Some(Bug::FreezeIgnored) => true,
            _ if forgets => true,
            _ if fails => false,
            (_, true) if bug == Some(Bug::OwnWritesRelaxed) => node.disk.write(write.clone()),
            (_, true) => node.disk.write_durably(write.clone()),
            (_, false) => node.disk.write(write.clone()),
        };
        match answer {
            Input::OwnStored(steps) => {
                node.is_writing = false;
                if done {
                    self.note_own(id, &steps);
                    self.feed(id, Input::OwnStored(steps));
                }
            }
            Input::Stored if done => {
                if let Write::Steps(steps) = &write {
                    self.note_reached(id, steps);
                }
                self.feed(id, Input::Stored);
            }
            Input::Stored => self.feed(id, Input::NotStored),
            Input::Frozen { head } if done => {
                let head = self.nodes[id]
                    .disk
                    .head(&head.key())
                    .cloned()
                    .unwrap_or(head);
                self.feed(id, Input::Frozen { head });
            }
            _ => {}
        }
    }

    pub(super) fn note_own(&mut self, by: NodeId, steps: &[Authentic]) {
        for step in steps {
            let key = step.head().key();
            if self.is_measured {
                let reached = Reached {
                    by,
                    written: self.now,
                    stored: BTreeMap::new(),
                };
                self.reached.insert((key, step.head().height()), reached);
            }
            for (seq, hash, _) in step.messages() {
                let known = self.written.insert((key, seq), *hash);
                self.own_forks += u64::from(known.is_some_and(|known| known != *hash));
            }
        }
    }

    pub(super) fn note_reached(&mut self, id: NodeId, steps: &[Rc<Authentic>]) {
        let now = self.now;
        for step in steps {
            let (key, run) = (step.head().key(), step.run());
            let of_step = (key, run.first)..=(key, run.last());
            for (_, reached) in self.reached.range_mut(of_step) {
                reached.stored.entry(id).or_insert(now);
            }
        }
    }

    /// One copy of each step for all disks.
    fn share(&mut self, steps: Vec<Authentic>) -> Vec<Rc<Authentic>> {
        let mut shared = Vec::new();
        for step in steps {
            let place = (step.head().key(), step.head().height());
            let same = self.steps.get(&place).filter(|known| ***known == step);
            let step = same.cloned().unwrap_or_else(|| Rc::new(step));
            self.steps.entry(place).or_insert_with(|| Rc::clone(&step));
            shared.push(step);
        }
        shared
    }

    pub(super) fn carry_out(&mut self, id: NodeId, output: Output) {
        let life = self.nodes[id].life;
        let slow = self.nodes[id].slowness;
        match output {
            Output::Send { link, frame } => self.send(id, link, frame),
            Output::Hang { link, reason } => {
                if reason.is_lie() {
                    self.note_dropped(id, link, reason);
                }
                self.hang_up(id, link);
            }
            Output::Store(steps) => {
                let write = Write::Steps(self.share(steps));
                let after = self.random.between(1, 30) * slow;
                if self.faults.bug == Some(Bug::AnnouncedBeforeStored) {
                    self.later(
                        after * 20,
                        Event::Written(id, life, write, Box::new(Input::Tick)),
                    );
                    self.later(0, Event::Answer(id, life, Box::new(Input::Stored)));
                } else {
                    self.later(
                        after,
                        Event::Written(id, life, write, Box::new(Input::Stored)),
                    );
                }
            }
            Output::Freeze {
                festival, proof, ..
            } => {
                let head = Head::empty(festival, proof.key());
                let write = Write::Fork(festival, Rc::new(*proof));
                let answer = Input::Frozen { head };
                let after = self.random.between(1, 30) * slow;
                self.later(after, Event::Written(id, life, write, Box::new(answer)));
            }
            Output::Read {
                ticket,
                log,
                from,
                max_bytes,
            } => {
                let segments = self.nodes[id].disk.read(&log, from, max_bytes);
                let answer = Box::new(Input::Segments { ticket, segments });
                self.later(slow, Event::Answer(id, life, answer));
            }
            Output::Dial { link, offer: _ } => {
                let description = self.describe(id, link);
                let after = self.random.between(20, 200) * slow;
                let answer = Input::Described {
                    link,
                    description: Some(description),
                };
                self.later(after, Event::Answer(id, life, Box::new(answer)));
            }
            Output::Accept { link, answer } => {
                let Some(other) = self.dialled.get(&answer.fingerprint).copied() else {
                    return;
                };
                let lives = [life, self.nodes[other.0].life];
                let after = self.random.between(100, 600);
                self.later(after, Event::Connect([(id, link), other], lives));
            }
            Output::Wake(at) => {
                let wall = self.wall(id);
                let at = self.now + at.saturating_sub(wall);
                if self.nodes[id].wake.is_none_or(|known| at < known) {
                    self.nodes[id].wake = Some(at);
                    self.later(at - self.now, Event::Wake(id, life));
                }
            }
            Output::OwnLogLost { .. } => {
                self.nodes[id].lost_logs += 1;
                if self.faults.bug != Some(Bug::NoNewLog) {
                    self.nodes[id].device = None;
                }
            }
            news @ (Output::Linked { .. }
            | Output::Common { .. }
            | Output::Unlinked { .. }
            | Output::Keys { .. }
            | Output::Carried(_)
            | Output::Present { .. }
            | Output::Crowded { .. }) => {
                if let Some(seen) = &mut self.seen {
                    seen.push((id, news));
                }
            }
        }
    }

    pub(super) fn note_dropped(&mut self, id: NodeId, link: LinkId, reason: HangReason) {
        let cable = self.nodes[id].links.get(&link);
        let ends = cable
            .and_then(|cable| self.cables.get(cable))
            .map(|cable| cable.ends);
        if let Some(other) = ends.and_then(|ends| ends.into_iter().find(|end| end.0 != id)) {
            let who = self.nodes[other.0].identity.installation;
            self.nodes[id].dropped.push((who, reason));
        }
    }

    /// A peer writes entries; false where it is down or still writing.
    pub fn write(&mut self, id: NodeId, count: usize, size: usize) -> bool {
        if self.nodes[id].engine.is_none() {
            return false;
        }
        let place = self.place.clone();
        let Some(step) = self.nodes[id].sign(&mut self.random, &place, count, size) else {
            return false;
        };
        let node = &mut self.nodes[id];
        node.is_writing = true;
        let (life, slow) = (node.life, node.slowness);
        let write = Node::own_write(&step);
        let answer = Box::new(Input::OwnStored(vec![step]));
        let after = self.random.between(1, 10) * slow;
        self.later(after, Event::Written(id, life, write, answer));
        true
    }
}
