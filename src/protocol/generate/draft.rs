//! Messages without entries around them: ids are hashes of log, place and payload
//! instead of hashes of signed entries. Enough for everything behind the log.

use std::collections::BTreeMap;

use super::Scribe;
use crate::protocol::festival::{FestivalNonce, festival_id, log_id};
use crate::protocol::id::{
    AuthorId, Blake2b, DeviceNumber, FestivalId, InstallationId, InstanceId, LogKey, SeqNum,
};
use crate::protocol::message::Message;
use crate::protocol::schema::fields::{Schema, create, delete, update};
use crate::protocol::schema::join::{Join, NAME as JOIN};
use crate::protocol::view::MessageIn;

/// One message of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafted {
    /// The log.
    pub log: LogKey,
    /// The festival of the log.
    pub festival: FestivalId,
    /// Where in the log.
    pub seq: SeqNum,
    /// The instance, if it is a create.
    pub id: InstanceId,
    /// The payload.
    pub payload: Vec<u8>,
}

impl Drafted {
    /// As the view takes it.
    pub fn input(&self) -> MessageIn<'_> {
        MessageIn {
            log: self.log,
            festival: self.festival,
            seq: self.seq,
            id: self.id,
            payload: &self.payload,
        }
    }
}

/// Somebody writing in a festival on one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pen {
    /// Who writes.
    pub author: AuthorId,
    /// In which festival.
    pub festival: FestivalId,
    /// On which device.
    pub device: DeviceNumber,
}

impl Pen {
    /// The person of this number, writing in a festival on a device.
    pub fn new(person: usize, festival: FestivalId, device: u32) -> Self {
        Self {
            author: person_id(person),
            festival,
            device: DeviceNumber(device),
        }
    }

    /// The log that is written.
    pub fn log(&self) -> LogKey {
        LogKey {
            author: self.author,
            log_id: log_id(&self.festival, self.device),
        }
    }
}

/// The author of this number: no key belongs to it.
pub fn person_id(person: usize) -> AuthorId {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(&Blake2b::of(&(person as u64).to_le_bytes()).as_bytes()[..32]);
    AuthorId::from_bytes(bytes)
}

/// Messages of any number of people and festivals, in the order they were written.
#[derive(Clone, Debug)]
pub struct Draft {
    nonce: FestivalNonce,
    heights: BTreeMap<LogKey, SeqNum>,
    clocks: BTreeMap<AuthorId, u64>,
    /// Everything written.
    pub messages: Vec<Drafted>,
}

impl Draft {
    /// Nothing yet; the festival of [`Scribe`] is person 0's with this nonce.
    pub fn new(nonce: FestivalNonce) -> Self {
        Self {
            nonce,
            heights: BTreeMap::new(),
            clocks: BTreeMap::new(),
            messages: Vec::new(),
        }
    }

    /// The clock of an author's next message.
    pub fn next_clock(&mut self, author: AuthorId) -> u64 {
        let clock = self.clocks.entry(author).or_insert(1_000);
        *clock += 1;
        *clock
    }

    /// Lets an author's clock go on from here.
    pub fn set_clock(&mut self, author: AuthorId, clock: u64) {
        self.clocks.insert(author, clock);
    }

    /// Writes any payload; a log begins with its join.
    pub fn write(&mut self, pen: Pen, payload: Vec<u8>) -> InstanceId {
        if !self.heights.contains_key(&pen.log()) {
            let sealing_key = InstallationId::from_bytes([pen.device.0 as u8; 32]);
            let join = Join {
                festival: pen.festival,
                device: pen.device,
                sealing_key,
            };
            let message = Message::create(JOIN, &join, 1, 1).expect("a join is a message");
            self.push(pen, message.encode().expect("a join is within its limits"));
        }
        self.push(pen, payload)
    }

    fn push(&mut self, pen: Pen, payload: Vec<u8>) -> InstanceId {
        let log = pen.log();
        let height = self.heights.entry(log).or_insert(0);
        *height += 1;
        let mut named = log.author.as_bytes().to_vec();
        named.extend_from_slice(&log.log_id.0.to_le_bytes());
        named.extend_from_slice(&height.to_le_bytes());
        named.extend_from_slice(&payload);
        let id = Blake2b::of(&named).instance();
        self.messages.push(Drafted {
            log,
            festival: pen.festival,
            seq: *height,
            id,
            payload,
        });
        id
    }

    /// Writes a message as it is.
    pub fn say(&mut self, pen: Pen, message: &Message) -> InstanceId {
        let payload = message
            .encode()
            .expect("a drafted message has a sound envelope");
        self.write(pen, payload)
    }

    /// Creates an instance.
    pub fn create<T: Schema>(&mut self, pen: Pen, fields: &T) -> InstanceId {
        let clock = self.next_clock(pen.author);
        self.say(
            pen,
            &create(fields, clock, clock).expect("drafted fields are within their limits"),
        )
    }

    /// Changes an instance.
    pub fn update<T: Schema>(
        &mut self,
        pen: Pen,
        id: InstanceId,
        change: &T::Change,
    ) -> InstanceId {
        let clock = self.next_clock(pen.author);
        self.say(
            pen,
            &update::<T>(id, change, clock, clock).expect("drafted fields are within their limits"),
        )
    }

    /// Deletes an instance.
    pub fn delete<T: Schema>(&mut self, pen: Pen, id: InstanceId) -> InstanceId {
        let clock = self.next_clock(pen.author);
        self.say(pen, &delete::<T>(id, clock, clock))
    }
}

impl Scribe for Draft {
    fn festival(&self) -> FestivalId {
        festival_id(&person_id(0), &self.nonce)
    }

    fn nonce(&self) -> FestivalNonce {
        self.nonce
    }

    fn clock(&mut self, person: usize) -> u64 {
        self.next_clock(person_id(person))
    }

    fn write(&mut self, person: usize, message: Message) -> InstanceId {
        let pen = Pen::new(person, self.festival(), 1);
        self.say(pen, &message)
    }
}
