//! Connections: how they are made, what they carry and how they end.

use super::{Cable, End, Event, World};
use crate::gossip::engine::{Input, LinkId};
use crate::gossip::handshake::{Binding, Fingerprint, Role};
use crate::gossip::signal::{Candidate, Credentials, Description};
use crate::gossip::sim::faults::{Bug, FaultKind};
use crate::gossip::sim::node::{CableId, NodeId};

impl World {
    pub(super) fn send(&mut self, id: NodeId, link: LinkId, frame: Vec<u8>) {
        let Some(cable) = self.nodes[id].links.get(&link).copied() else {
            return;
        };
        if let Some(kind) = self.faults.bug.and_then(Bug::drops)
            && frame.get(..2) == Some(&[0, kind])
        {
            return;
        }
        self.transmit(cable, id, link, frame);
    }

    /// Puts a frame on a connection, from the end that a peer holds.
    pub fn transmit(&mut self, cable: CableId, id: NodeId, link: LinkId, frame: Vec<u8>) {
        let slow = self.nodes[id].slowness;
        let now = self.now;
        let jitter = self.random.below(20);
        let sent = self.next_event;
        let Some(known) = self.cables.get_mut(&cable) else {
            return;
        };
        let to = usize::from(known.ends[0] == (id, link));
        let other = known.ends[to].0;
        // A reliable channel never goes on behind a gap: it dies of it.
        known.mute[to] |= self.parts[id] != self.parts[other];
        if known.mute[to] {
            return;
        }
        // 1 MB/s, in order.
        let after = known.latency * slow.min(5) + jitter + frame.len() as u64 / 1000;
        let at = (now + after).max(known.arrives[to]);
        known.arrives[to] = at;
        let (last_at, last_sent) = self.last_delivery;
        if at < last_at && sent > last_sent {
            self.faults.count(FaultKind::Reordering);
        }
        self.last_delivery = (at, sent);
        self.later(at - now, Event::Frame(cable, to, frame));
    }

    /// A peer closes a link; the other end learns it when all has arrived.
    pub fn hang_up(&mut self, id: NodeId, link: LinkId) {
        let Some(cable) = self.nodes[id].links.remove(&link) else {
            return;
        };
        let Some(known) = self.cables.get(&cable) else {
            return;
        };
        let to = usize::from(known.ends[0] == (id, link));
        let (other, other_link) = known.ends[to];
        let hears = !known.mute[to] && self.parts[id] == self.parts[other];
        if hears {
            let after = known.arrives[to].saturating_sub(self.now) + 1;
            let life = self.nodes[other].life;
            self.later(after, Event::Closed(other, life, other_link));
        }
    }

    /// A connection breaks; both ends learn it, and what is under way is lost.
    pub fn cut(&mut self, cable: CableId) {
        if let Some(cable) = self.cables.remove(&cable) {
            for (id, link) in cable.ends {
                self.nodes[id].links.remove(&link);
                let life = self.nodes[id].life;
                let after = self.random.below(3000);
                self.later(after, Event::Closed(id, life, link));
            }
        }
    }

    /// Connects two peers as a code or the meeting point would; false where they
    /// cannot reach each other.
    pub fn connect(&mut self, a: NodeId, b: NodeId) -> bool {
        let is_up = |id: NodeId| self.nodes[id].engine.is_some();
        if a == b || !is_up(a) || !is_up(b) || self.parts[a] != self.parts[b] {
            return false;
        }
        let prints = [(a, 0), (b, 0)].map(|end| self.fingerprint(end));
        self.connect_bound(a, b, |world, role| {
            let side = usize::from(role == Role::Answerer);
            Binding {
                role,
                festival: world.place.festival,
                key: world.place.key.clone(),
                local: prints[side],
                remote: prints[1 - side],
                expected: None,
            }
        });
        true
    }

    /// Connects two peers, of whom each believes what `binding` says of its role.
    pub fn connect_bound(
        &mut self,
        a: NodeId,
        b: NodeId,
        binding: impl Fn(&Self, Role) -> Binding,
    ) -> CableId {
        let ends = [
            (a, self.nodes[a].name_link()),
            (b, self.nodes[b].name_link()),
        ];
        let cable = self.next_cable;
        self.lay_cable(ends);
        for ((id, link), role) in ends.into_iter().zip([Role::Offerer, Role::Answerer]) {
            let binding = binding(self, role);
            self.feed(id, Input::Opened { link, binding });
        }
        cable
    }

    pub(super) fn lay_cable(&mut self, ends: [End; 2]) {
        let cable = self.next_cable;
        self.next_cable += 1;
        for (id, link) in ends {
            self.nodes[id].links.insert(link, cable);
        }
        let latency = self.random.between(10, 150);
        self.cables.insert(
            cable,
            Cable {
                ends,
                latency,
                arrives: [self.now; 2],
                mute: [false; 2],
            },
        );
    }

    pub(super) fn connect_dialled(&mut self, ends: [End; 2], lives: [u64; 2]) {
        let [(a, link_a), (b, link_b)] = ends;
        let is_alive = self.nodes[a].life == lives[0] && self.nodes[b].life == lives[1];
        let is_lost = self.faults.strikes(FaultKind::SignalLost, &mut self.random);
        if is_lost || !is_alive || self.parts[a] != self.parts[b] {
            for ((id, link), life) in ends.into_iter().zip(lives) {
                self.later(5_000, Event::Closed(id, life, link));
            }
            return;
        }
        self.lay_cable(ends);
        self.feed(a, Input::Connected { link: link_a });
        self.feed(b, Input::Connected { link: link_b });
    }

    pub(super) fn fingerprint(&mut self, end: End) -> Fingerprint {
        let drawn: u64 = self.random.draw();
        let mut print = [0; 32];
        print[..8].copy_from_slice(&(end.0 as u64).to_le_bytes());
        print[8..16].copy_from_slice(&end.1.to_le_bytes());
        print[16..24].copy_from_slice(&drawn.to_le_bytes());
        print
    }

    pub(super) fn describe(&mut self, id: NodeId, link: LinkId) -> Description {
        let fingerprint = self.fingerprint((id, link));
        self.dialled.insert(fingerprint, (id, link));
        let host = format!(
            "candidate:1 1 udp 2113937151 10.0.0.{} 50000 typ host",
            id % 250
        );
        Description {
            fingerprint,
            credentials: Credentials::new("simu", "0123456789abcdefghijkl")
                .expect("these are ice-chars of a sound length"),
            candidates: Candidate::from_attribute(&host).into_iter().collect(),
        }
    }
}
