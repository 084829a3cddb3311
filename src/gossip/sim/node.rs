//! A simulated peer: the engine, a disk, and someone who writes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::disk::{Disk, Write};
use super::random::Random;
use crate::gossip::engine::{Counters, Gossip, Input, LinkId, Output, Settings, Setup};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::Identity;
use crate::gossip::installation::InstallationKey;
use crate::gossip::session::HangReason;
use crate::protocol::festival::{FestivalKey, log_id};
use crate::protocol::id::{AuthorId, DeviceNumber, FestivalId, InstallationId, LogKey};
use crate::protocol::log::{Authentic, Head};
use crate::protocol::message::Message;
use crate::protocol::schema::join::{self, Join};
use crate::protocol::signature::AuthorKey;

/// Number of a peer in its world.
pub type NodeId = usize;
/// Number of a connection in the world.
pub type CableId = u64;

/// The one festival of a world.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub festival: FestivalId,
    /// Its key.
    pub key: FestivalKey,
}

/// A simulated peer.
#[derive(Debug)]
pub struct Node {
    /// Who it is.
    pub identity: Identity,
    sealing: InstallationKey,
    /// None while it is down.
    pub engine: Option<Gossip>,
    /// What it has stored.
    pub disk: Disk,
    store_id: u64,
    /// Counts its lives, so that what belongs to an earlier one is dropped.
    pub life: u64,
    /// When its life began, milliseconds of the world.
    pub started: u64,
    /// Which connection each of its links is.
    pub links: BTreeMap<LinkId, CableId>,
    next_link: LinkId,
    /// Its clock is so much ahead of the world's, milliseconds.
    pub clock_ahead: i64,
    /// How many times slower than others it stores.
    pub slowness: u64,
    /// When it is going to be woken, in the world's time.
    pub wake: Option<u64>,
    /// The number of its own log.
    pub device: Option<DeviceNumber>,
    /// Whether own entries are on their way to the disk.
    pub is_writing: bool,
    /// Logs that it lost to somebody who wrote in its name.
    pub lost_logs: u64,
    /// Whether it means harm.
    pub is_liar: bool,
    /// Frames that it received lately, to be replayed by a liar.
    pub heard: VecDeque<Vec<u8>>,
    /// Why it closed links as lies, with whom.
    pub dropped: Vec<(InstallationId, HangReason)>,
    /// What its engines counted in earlier lives.
    pub past: Counters,
    settings: Settings,
}

impl Node {
    /// A fresh installation, not started.
    pub fn new(random: &mut Random, settings: Settings) -> Self {
        let author = AuthorKey::from_seed(&draw(random));
        let sealing = InstallationKey::from_seed(draw(random));
        let identity = Identity {
            author,
            installation: sealing.id(),
        };
        Self {
            identity,
            sealing,
            engine: None,
            disk: Disk::default(),
            store_id: random.draw(),
            life: 0,
            started: 0,
            links: BTreeMap::new(),
            next_link: 1,
            clock_ahead: 0,
            slowness: 1,
            wake: None,
            device: None,
            is_writing: false,
            lost_logs: 0,
            is_liar: false,
            heard: VecDeque::new(),
            dropped: Vec::new(),
            past: Default::default(),
            settings,
        }
    }

    /// Starts on what is on the disk.
    pub fn start(&mut self, wall: u64, random: &mut Random, place: &Place) {
        self.life += 1;
        self.wake = None;
        self.is_writing = false;
        self.links.clear();
        let mut engine = Gossip::new(Setup {
            identity: self.identity.clone(),
            sealing: self.sealing.clone(),
            store_id: self.store_id,
            heads: self.disk.heads(),
            forks: self.disk.forks(),
            own_logs: self.log(place).into_iter().collect::<BTreeSet<_>>(),
            settings: self.settings,
        });
        let festivals = [(place.festival, (place.key.clone(), 1))];
        engine.handle(wall, random, Input::Festivals(festivals.into()));
        self.engine = Some(engine);
    }

    /// Stops, with or without a goodbye (that is the engine's outputs).
    pub fn stop(&mut self, goodbye: bool) -> Vec<Output> {
        let mut outputs = Vec::new();
        if let Some(mut engine) = self.engine.take() {
            if goodbye {
                engine.leave();
                outputs.extend(core::iter::from_fn(|| engine.poll()));
            }
            add(&mut self.past, engine.counters());
        }
        self.life += 1;
        outputs
    }

    /// Everything but the key is forgotten.
    pub fn wipe(&mut self, random: &mut Random) {
        self.disk.wipe();
        self.store_id = random.draw();
    }

    /// The user.
    pub fn author(&self) -> AuthorId {
        self.identity.author.author()
    }

    /// Its own log, once begun.
    pub fn log(&self, place: &Place) -> Option<LogKey> {
        let log_id = log_id(&place.festival, self.device?);
        Some(LogKey {
            author: self.author(),
            log_id,
        })
    }

    /// A name for a link that the world dials for it.
    pub fn name_link(&mut self) -> LinkId {
        self.next_link += 1;
        self.next_link
    }

    /// Signs the next own entries of `size` bytes; the first one joins. None where
    /// earlier ones are still being stored.
    pub fn sign(
        &mut self,
        random: &mut Random,
        place: &Place,
        count: usize,
        size: usize,
    ) -> Option<Authentic> {
        if self.is_writing {
            return None;
        }
        let device = *self
            .device
            .get_or_insert_with(|| DeviceNumber(random.draw() as u32));
        let key = self.log(place)?;
        let stored = self.disk.head(&key).cloned();
        let head = stored.unwrap_or_else(|| Head::empty(place.festival, key));
        let mut payloads = Vec::new();
        if head.height() == 0 {
            payloads.push(join_payload(
                place.festival,
                device,
                self.identity.installation,
            ));
        }
        for at in 0..count {
            let clock = head.height() + 2 + at as u64;
            payloads.push(note(random, clock, size));
        }
        head.append(&self.identity.author, payloads).ok()
    }

    /// The write of own steps.
    pub fn own_write(step: &Authentic) -> Write {
        Write::Steps(vec![Rc::new(step.clone())])
    }

    /// All that was counted in all lives.
    pub fn counters(&self) -> Counters {
        let mut all = self.past.clone();
        if let Some(engine) = &self.engine {
            add(&mut all, engine.counters());
        }
        all
    }
}

/// The payload with which a log begins.
pub fn join_payload(
    festival: FestivalId,
    device: DeviceNumber,
    sealing_key: InstallationId,
) -> Vec<u8> {
    let join = Join {
        festival,
        device,
        sealing_key,
    };
    Message::create(join::NAME, &join, 1, 1)
        .and_then(|message| message.encode())
        .expect("a join of these parts can always be said")
}

/// What somebody writes: a message of exactly `size` bytes in a schema that nobody
/// knows; where it does not fit, any bytes, which are void in the view.
fn note(random: &mut Random, clock: u64, size: usize) -> Vec<u8> {
    let mut bytes = vec![0; size];
    random.fill(&mut bytes);
    let made = |length: usize| {
        let text: String = bytes[..length]
            .iter()
            .map(|byte| char::from(b'a' + byte % 26))
            .collect();
        let fields = BTreeMap::from([("text", text)]);
        Message::create("sim.note", &fields, clock, clock)
            .and_then(|message| message.encode())
            .ok()
    };
    let around = made(0).map_or(size, |payload| payload.len());
    // The text's length takes one to three bytes itself.
    let fitting = (0..3).find_map(|more| {
        let length = size.checked_sub(around + more)?;
        made(length).filter(|payload| payload.len() == size)
    });
    fitting.unwrap_or(bytes)
}

pub(super) fn add(all: &mut Counters, more: &Counters) {
    for (name, count) in &more.received {
        *all.received.entry(name).or_default() += count;
    }
    for (name, count) in &more.refused {
        *all.refused.entry(name).or_default() += count;
    }
    all.entries += more.entries;
    all.new_entries += more.new_entries;
    all.bytes_sent += more.bytes_sent;
    all.messages_sent += more.messages_sent;
    all.dials += more.dials;
}
