//! A member with a malicious program: it holds the festival key, proves itself like
//! anybody, and then sends what it likes.

use super::faults::FaultKind;
use super::node::{NodeId, join_payload};
use super::world::World;
use crate::gossip::engine::LinkId;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::frame;
use crate::gossip::wire::{HaveLog, Talk, Wire};
use crate::protocol::festival::log_id;
use crate::protocol::id::{AuthorId, DeviceNumber, LogId, LogKey};
use crate::protocol::limits::MAX_FRAME_BYTES;
use crate::protocol::log::{Authentic, Head};
use crate::protocol::run::{Run, RunEntry};
use crate::protocol::signature::{AuthorKey, SIGNATURE_LEN, Signature};

impl World {
    /// A liar lies on one of its links, in a random way.
    pub fn lie(&mut self, id: NodeId) {
        let links: Vec<LinkId> = self.nodes[id].links.keys().copied().collect();
        let Some(link) = self.random.one_of(&links) else {
            return;
        };
        use FaultKind::*;
        let kinds = [
            EntryFlood,
            AuthorFlood,
            FalseHead,
            HugeFrame,
            HalfFrame,
            ForgedTail,
            Fork,
            Fork,
            Replay,
            Echo,
            Garbage,
        ];
        let kind = kinds[self.random.below(kinds.len() as u64) as usize];
        let frames = match kind {
            EntryFlood => self.flood(id),
            AuthorFlood => self.made_up_authors(),
            FalseHead => self.false_heads(),
            HugeFrame => vec![vec![0; MAX_FRAME_BYTES + 1]],
            HalfFrame => vec![vec![1, 200, 1, 2, 3], vec![0, 8]],
            ForgedTail => self.forged_tail(id),
            Fork => {
                self.fork(id, &links);
                Vec::new()
            }
            Replay => self.nodes[id].heard.iter().cloned().collect(),
            Echo => self.nodes[id].heard.back().cloned().into_iter().collect(),
            _ => {
                let mut bytes = vec![0; 40];
                self.random.fill(&mut bytes);
                bytes[0] %= 4;
                bytes[1] %= 24;
                bytes[2] = 0;
                vec![bytes]
            }
        };
        if kind == Fork || !frames.is_empty() {
            self.faults.count(kind);
        }
        for frame in frames {
            self.send_lie(id, link, frame);
        }
    }

    fn send_lie(&mut self, id: NodeId, link: LinkId, frame: Vec<u8>) {
        if let Some(cable) = self.nodes[id].links.get(&link).copied() {
            self.transmit(cable, id, link, frame);
        }
    }

    fn own_head(&mut self, id: NodeId) -> Option<Head> {
        let key = self.nodes[id].log(&self.place)?;
        self.nodes[id].disk.head(&key).cloned()
    }

    /// Many entries of its own that nobody asked for.
    fn flood(&mut self, id: NodeId) -> Vec<Vec<u8>> {
        let Some(mut head) = self.own_head(id) else {
            return Vec::new();
        };
        let mut frames = Vec::new();
        for _ in 0..6 {
            let payloads = vec![vec![7; 60_000]; 8];
            let Ok(step) = head.append(&self.nodes[id].identity.author, payloads) else {
                break;
            };
            head = step.head().clone();
            frames.extend(entries(step.run().clone()));
        }
        frames
    }

    /// Logs of authors that nobody is.
    fn made_up_authors(&mut self) -> Vec<Vec<u8>> {
        let mut frames = Vec::new();
        for _ in 0..4 {
            let author = AuthorKey::from_seed(&draw(&mut self.random));
            let device = DeviceNumber(self.random.draw() as u32);
            let festival = self.place.festival;
            let key = LogKey {
                author: author.author(),
                log_id: log_id(&festival, device),
            };
            let installation = self.nodes[0].identity.installation;
            let join = join_payload(festival, device, installation);
            let step = Head::empty(festival, key).append(&author, vec![join]);
            frames.extend(
                step.into_iter()
                    .flat_map(|step| entries(step.run().clone())),
            );
        }
        frames
    }

    /// Heights and hashes that are made up, of real logs and others.
    fn false_heads(&mut self) -> Vec<Vec<u8>> {
        let mut keys: Vec<LogKey> = self.written.keys().map(|(key, _)| *key).collect();
        keys.dedup();
        let mut logs: Vec<HaveLog> = Vec::new();
        for _ in 0..3 {
            let made_up = LogKey {
                author: AuthorId::from_bytes(draw(&mut self.random)),
                log_id: LogId(self.random.draw()),
            };
            let key = self.random.one_of(&keys).unwrap_or(made_up);
            logs.push(HaveLog {
                key: if self.random.in_thousand(300) {
                    made_up
                } else {
                    key
                },
                height: self.random.between(1, 12),
                hash: draw(&mut self.random),
                frozen_at: 0,
            });
        }
        let number = self.random.draw() >> 12;
        talk(Talk::Have {
            number,
            last: true,
            logs,
        })
    }

    /// Somebody else's log, continued by an entry that they never signed.
    fn forged_tail(&mut self, id: NodeId) -> Vec<Vec<u8>> {
        let own = self.nodes[id].log(&self.place);
        let heads = self.nodes[id].disk.heads();
        let others: Vec<&Head> = heads
            .iter()
            .filter(|head| Some(head.key()) != own)
            .collect();
        let Some(head) = self.random.one_of(&others) else {
            return Vec::new();
        };
        entries(Run {
            key: head.key(),
            first: head.height() + 1,
            before: head.hash(),
            end_of_log: false,
            entries: vec![RunEntry {
                payload: vec![6; 30],
                signature: Signature::from_bytes([9; SIGNATURE_LEN]),
            }],
        })
    }

    /// Two continuations of its own log, shown to different neighbours.
    fn fork(&mut self, id: NodeId, links: &[LinkId]) {
        let Some(head) = self.own_head(id) else {
            return;
        };
        let mut link_at = self.random.below(links.len() as u64) as usize;
        for salt in 0..2 {
            let payloads = vec![vec![salt; 20]; 1 + usize::from(salt)];
            let author = &self.nodes[id].identity.author;
            let step: Option<Authentic> = head.append(author, payloads).ok();
            link_at = (link_at + 1) % links.len();
            let frames = step
                .into_iter()
                .flat_map(|step| entries(step.run().clone()));
            for frame in frames.collect::<Vec<_>>() {
                self.send_lie(id, links[link_at], frame);
            }
        }
    }
}

fn entries(run: Run) -> Vec<Vec<u8>> {
    talk(Talk::Entries(run))
}

fn talk(talk: Talk) -> Vec<Vec<u8>> {
    frame::split(&Wire::Talk(0, talk).encode())
}
