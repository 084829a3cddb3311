//! Real logs: every message is signed by its author's key, each as a step of its
//! own, so that ids are those of real entries.

use std::collections::BTreeMap;

use super::Scribe;
use crate::protocol::festival::{FestivalNonce, festival_id, log_id};
use crate::protocol::id::{DeviceNumber, FestivalId, InstallationId, InstanceId, LogKey};
use crate::protocol::log::{Authentic, Head};
use crate::protocol::message::Message;
use crate::protocol::schema::join::{Join, NAME as JOIN};
use crate::protocol::signature::AuthorKey;

/// A festival as signed logs, one a person.
#[derive(Debug)]
pub struct Signed {
    nonce: FestivalNonce,
    festival: FestivalId,
    writers: BTreeMap<usize, (AuthorKey, Head, u64)>,
    /// Every step, in the order written.
    pub steps: Vec<Authentic>,
}

impl Signed {
    /// Nothing yet, in the festival that person 0 founded with this nonce.
    pub fn new(nonce: FestivalNonce) -> Self {
        let festival = festival_id(&key(0).author(), &nonce);
        Self {
            nonce,
            festival,
            writers: BTreeMap::new(),
            steps: Vec::new(),
        }
    }

    fn append(&mut self, person: usize, message: &Message) -> InstanceId {
        let (key, head, _) = self
            .writers
            .get_mut(&person)
            .expect("the log was begun before");
        let payload = message
            .encode()
            .expect("a generated message has a sound envelope");
        let step = head
            .append(key, vec![payload])
            .expect("a generated message fits into a step");
        *head = step.head().clone();
        let id = step.hashes()[0].instance();
        self.steps.push(step);
        id
    }

    fn begin(&mut self, person: usize) {
        if self.writers.contains_key(&person) {
            return;
        }
        let key = key(person);
        let device = DeviceNumber(1 + person as u32);
        let log = LogKey {
            author: key.author(),
            log_id: log_id(&self.festival, device),
        };
        self.writers
            .insert(person, (key, Head::empty(self.festival, log), 1_000));
        let sealing_key = InstallationId::from_bytes([person as u8; 32]);
        let join = Join {
            festival: self.festival,
            device,
            sealing_key,
        };
        let message = Message::create(JOIN, &join, 1, 1).expect("a join is a message");
        self.append(person, &message);
    }
}

/// The key of the person of this number.
pub fn key(person: usize) -> AuthorKey {
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&(person as u64).to_le_bytes());
    AuthorKey::from_seed(&seed)
}

impl Scribe for Signed {
    fn festival(&self) -> FestivalId {
        self.festival
    }

    fn nonce(&self) -> FestivalNonce {
        self.nonce
    }

    fn clock(&mut self, person: usize) -> u64 {
        self.begin(person);
        let (_, _, clock) = self
            .writers
            .get_mut(&person)
            .expect("the log was begun just now");
        *clock += 1;
        *clock
    }

    fn write(&mut self, person: usize, message: Message) -> InstanceId {
        self.begin(person);
        self.append(person, &message)
    }
}
