//! The parts of which messages about a festival are made.

use core::fmt;

use crate::protocol::festival::{FestivalKey, FestivalNonce, festival_id};
use crate::protocol::id::{AuthorId, Blake2b, FestivalId, InstallationId, LogId, LogKey, SeqNum};
use crate::protocol::limits::{MAX_HOPS, MAX_SEQ_NUM, MAX_TITLE_BYTES};
use crate::protocol::log::Head;
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::run::Run;
use crate::protocol::varint;

/// First 16 bytes of an entry's hash: enough to see that two logs differ.
pub type ShortHash = [u8; 16];

/// The short form of a hash.
pub fn short(hash: &Blake2b) -> ShortHash {
    let mut short = [0; 16];
    short.copy_from_slice(&hash.as_bytes()[..16]);
    short
}

/// A message about one festival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Talk {
    /// The first thing about a festival: who speaks, and what is remembered of the
    /// other side's Haves, so that those need not be repeated.
    Resume {
        /// The sender's.
        ours: Lineage,
        /// The receiver's that the sender remembers, and its last Have's number.
        known: Option<(Lineage, u64)>,
    },
    /// What the sender has; only what changed since the one before.
    Have {
        /// Counts the sender's Haves in its lineage.
        number: u64,
        /// Whether no further part of the first Have follows.
        last: bool,
        /// At most [`crate::protocol::limits::MAX_HAVE_LOGS`].
        logs: Vec<HaveLog>,
    },
    /// What the receiver lacks of it, by its own Have: for the progress bar.
    Totals {
        /// Entries.
        entries: u64,
        /// Payload bytes, 0 where they are not counted.
        bytes: u64,
    },
    /// Asks for entries, which come as runs until the sender's end of each log.
    Want {
        /// Whether what is new is to be pushed from now on (PlumTree's graft).
        graft: bool,
        /// At most [`crate::protocol::limits::MAX_WANTS`].
        logs: Vec<Want>,
    },
    /// Entries of one log.
    Entries(Run),
    /// The sender has everything that the receiver showed: push what is new.
    Done,
    /// The sender has what was pushed already: announce only (PlumTree's prune).
    Prune,
    /// A fork proof.
    Proof(Vec<u8>),
    /// Asks for the hash at a place of a log.
    Probe(About),
    /// The answer; none where nothing is stored there.
    Found(About, Option<ShortHash>),
    /// Asks for the entry at a place of a log, as one side of a fork proof.
    AskBranch(About),
    /// The answer.
    Branch(Vec<u8>),
    /// A signed record of who is where.
    Presence(Vec<u8>),
    /// Addresses: installations and how far they are from the sender.
    Shuffle {
        /// Whether it answers another one.
        reply: bool,
        /// At most [`crate::protocol::limits::MAX_SHUFFLE`], hops 1..=2.
        peers: Vec<(InstallationId, u8)>,
    },
    /// A sealed offer on its way.
    Introduce {
        /// Names the way back.
        circuit: u64,
        /// To whom it is sealed.
        target: InstallationId,
        /// Links that it may still go.
        hops: u8,
        /// Unix seconds after which it is refused.
        expiry: u32,
        /// Only the target can open it.
        sealed: Vec<u8>,
    },
    /// The sealed answer on its way back.
    Accept {
        /// The way back.
        circuit: u64,
        /// Unix seconds after which it is refused.
        expiry: u32,
        /// Only the introduced one can open it.
        sealed: Vec<u8>,
    },
    /// The introduction cannot go on, or is not welcome.
    Unreachable {
        /// The way back.
        circuit: u64,
    },
}

/// How far somebody has a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HaveLog {
    /// The log.
    pub key: LogKey,
    /// Its height there; 0 only where it is frozen.
    pub height: SeqNum,
    /// Start of its head's hash, zeros at height 0.
    pub hash: ShortHash,
    /// Where it is frozen, 0 where it is not.
    pub frozen_at: SeqNum,
}

impl HaveLog {
    /// What is said of a log; none where there is nothing to say, or the log is
    /// about to be shortened.
    pub fn of(key: LogKey, head: Option<&Head>, frozen_at: Option<SeqNum>) -> Option<Self> {
        let height = head.map_or(0, Head::height);
        if frozen_at.is_some_and(|at| at <= height) {
            return None;
        }
        let hash = head.and_then(Head::hash);
        (height > 0 || frozen_at.is_some()).then(|| Self {
            key,
            height,
            hash: hash.as_ref().map(short).unwrap_or_default(),
            frozen_at: frozen_at.unwrap_or(0),
        })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_key(&self.key, out);
        varint::write(self.height, out);
        varint::write(self.frozen_at, out);
        if self.height > 0 {
            out.extend_from_slice(&self.hash);
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let key = read_key(reader)?;
        let (height, frozen_at) = (reader.varu64()?, reader.varu64()?);
        let is_sound = height <= MAX_SEQ_NUM
            && frozen_at <= MAX_SEQ_NUM
            && height.max(frozen_at) > 0
            && (frozen_at == 0 || height < frozen_at);
        if !is_sound {
            return Err(Malformed::Value);
        }
        let hash = if height > 0 {
            reader.array()?
        } else {
            ShortHash::default()
        };
        Ok(Self {
            key,
            height,
            hash,
            frozen_at,
        })
    }
}

/// What is wanted of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// The log.
    pub key: LogKey,
    /// First sequence number wanted.
    pub from: SeqNum,
}

impl Want {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_key(&self.key, out);
        varint::write(self.from, out);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        About::read(reader).map(|about| Self {
            key: about.key,
            from: about.seq,
        })
    }
}

/// A place of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The log.
    pub key: LogKey,
    /// The place.
    pub seq: SeqNum,
}

impl About {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        write_key(&self.key, out);
        varint::write(self.seq, out);
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let key = read_key(reader)?;
        let seq = reader.varu64()?;
        if !(1..=MAX_SEQ_NUM).contains(&seq) {
            return Err(Malformed::Value);
        }
        Ok(Self { key, seq })
    }
}

/// Names one life of one store: whoever sees another one forgets what it knew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lineage {
    /// The database.
    pub store: u64,
    /// Drawn at each start: what is remembered is not stored.
    pub start: u64,
}

impl Lineage {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.store.to_le_bytes());
        out.extend_from_slice(&self.start.to_le_bytes());
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Self {
            store: u64::from_le_bytes(reader.array()?),
            start: u64::from_le_bytes(reader.array()?),
        })
    }
}

/// A festival handed to a newcomer: its name follows from founder and nonce.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyCard {
    /// Who founded it.
    pub founder: AuthorId,
    /// Tells the founder's festivals apart.
    pub nonce: FestivalNonce,
    /// The festival key.
    pub key: FestivalKey,
    /// What it is called, not checked.
    pub title: String,
}

impl KeyCard {
    /// The festival meant.
    pub fn festival(&self) -> FestivalId {
        festival_id(&self.founder, &self.nonce)
    }

    pub(in crate::gossip) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.founder.as_bytes());
        out.extend_from_slice(&self.nonce);
        out.extend_from_slice(self.key.expose());
        varint::write(self.title.len() as u64, out);
        out.extend_from_slice(self.title.as_bytes());
    }

    pub(in crate::gossip) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let founder = AuthorId::from_bytes(reader.array()?);
        let nonce = reader.array()?;
        let key = FestivalKey::from_bytes(reader.array()?);
        let title = reader.prefixed(MAX_TITLE_BYTES)?.to_vec();
        let title = String::from_utf8(title).map_err(|_| Malformed::Value)?;
        Ok(Self {
            founder,
            nonce,
            key,
            title,
        })
    }
}

impl fmt::Debug for KeyCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyCard({:?}, {:?})", self.festival(), self.title)
    }
}

pub(super) fn read_installation(reader: &mut Reader<'_>) -> Result<InstallationId, Malformed> {
    reader.array().map(InstallationId::from_bytes)
}

/// An address that may be passed on: the receiver is one hop farther.
pub(super) fn read_peer(reader: &mut Reader<'_>) -> Result<(InstallationId, u8), Malformed> {
    let installation = read_installation(reader)?;
    match reader.byte()? {
        hops if (1..MAX_HOPS).contains(&hops) => Ok((installation, hops)),
        _ => Err(Malformed::Value),
    }
}

fn write_key(key: &LogKey, out: &mut Vec<u8>) {
    out.extend_from_slice(key.author.as_bytes());
    out.extend_from_slice(&key.log_id.0.to_le_bytes());
}

fn read_key(reader: &mut Reader<'_>) -> Result<LogKey, Malformed> {
    Ok(LogKey {
        author: AuthorId::from_bytes(reader.array()?),
        log_id: LogId(u64::from_le_bytes(reader.array()?)),
    })
}
