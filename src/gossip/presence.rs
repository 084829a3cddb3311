//! Presence: a small signed record of each installation that says when it was
//! there and how far it has the logs that people wait for. It is in no log: the
//! newest replaces, and after a day it is gone. «Reached Ana's device», «last here
//! yesterday 18:10».
//!
//! ```text
//! author 32 ‖ installation 32 ‖ 0, or 1 ‖ device u32 LE ‖ counter VarU64 ‖ time VarU64
//! count ‖ count × (author 32, log_id 8, height VarU64)
//! signature 64 over "p2panda.presence.1" ‖ F ‖ all of the above
//! ```

use std::collections::BTreeMap;

use thiserror::Error;

use super::handshake::Identity;
use crate::protocol::id::{
    AuthorId, DeviceNumber, FestivalId, InstallationId, LogId, LogKey, SeqNum,
};
use crate::protocol::limits::{
    MAX_PRESENCE_LOGS, MAX_PRESENCES, MAX_SEQ_NUM, MEETING_SLOT_MS, PRESENCE_LIFETIME_MS,
    PRESENCE_MS,
};
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::signature::{BadSignature, SIGNATURE_LEN, Signature, verify};
use crate::protocol::varint;

/// Domain of the signature.
const DOMAIN: &[u8] = b"p2panda.presence.1";
/// Times are rounded down to this, seconds: nobody is watched to the second.
const ROUND_S: u64 = 300;
/// Longest encoded record.
pub const MAX_RECORD_BYTES: usize =
    32 + 32 + 5 + 9 + 9 + 1 + MAX_PRESENCE_LOGS * (32 + 8 + 9) + SIGNATURE_LEN;

/// Who is where, and what reached it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The user.
    pub author: AuthorId,
    /// The browser profile.
    pub installation: InstallationId,
    /// The number of its log here; none for somebody who only reads.
    pub device: Option<DeviceNumber>,
    /// Higher is newer: at least unix minutes.
    pub counter: u64,
    /// Unix seconds, rounded to 5 minutes, as its clock says.
    pub time: u64,
    /// How far it has these logs.
    pub logs: Vec<(LogKey, SeqNum)>,
}

/// Why a record is refused; whoever passed it on is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RecordError {
    /// It has not the form of one.
    #[error("the record is malformed: {0}")]
    Malformed(#[from] Malformed),
    /// Its author did not sign it.
    #[error(transparent)]
    Signature(#[from] BadSignature),
}

impl Record {
    /// The signed encoding. At most [`MAX_PRESENCE_LOGS`] logs go in.
    pub fn sign(&self, festival: &FestivalId, identity: &Identity) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(self.author.as_bytes());
        out.extend_from_slice(self.installation.as_bytes());
        out.push(u8::from(self.device.is_some()));
        if let Some(device) = self.device {
            out.extend_from_slice(&device.0.to_le_bytes());
        }
        varint::write(self.counter, &mut out);
        varint::write(self.time - self.time % ROUND_S, &mut out);
        let logs = &self.logs[..self.logs.len().min(MAX_PRESENCE_LOGS)];
        varint::write(logs.len() as u64, &mut out);
        for (key, height) in logs {
            out.extend_from_slice(key.author.as_bytes());
            out.extend_from_slice(&key.log_id.0.to_le_bytes());
            varint::write(*height, &mut out);
        }
        let signature = identity.author.sign(&statement(festival, &out));
        out.extend_from_slice(signature.as_bytes());
        out
    }

    /// Reads a record and checks its signature.
    ///
    /// # Errors
    ///
    /// [`RecordError`].
    pub fn open(festival: &FestivalId, bytes: &[u8]) -> Result<Self, RecordError> {
        let (said, signature) = bytes
            .split_last_chunk::<SIGNATURE_LEN>()
            .ok_or(Malformed::Truncated)?;
        let record = Self::read(Reader::new(said))?;
        let signature = Signature::from_bytes(*signature);
        verify(&record.author, &statement(festival, said), &signature)?;
        Ok(record)
    }

    fn read(mut reader: Reader<'_>) -> Result<Self, Malformed> {
        let author = AuthorId::from_bytes(reader.array()?);
        let installation = InstallationId::from_bytes(reader.array()?);
        let device = match reader.byte()? {
            0 => None,
            1 => Some(DeviceNumber(u32::from_le_bytes(reader.array()?))),
            _ => return Err(Malformed::Value),
        };
        let (counter, time) = (reader.varu64()?, reader.varu64()?);
        let count = reader.length(MAX_PRESENCE_LOGS)?;
        let mut logs = Vec::new();
        for _ in 0..count {
            let author = AuthorId::from_bytes(reader.array()?);
            let log_id = LogId(u64::from_le_bytes(reader.array()?));
            logs.push((LogKey { author, log_id }, reader.varu64()?));
        }
        reader.end()?;
        let is_sound = time % ROUND_S == 0
            && counter <= MAX_SEQ_NUM
            && logs.iter().all(|(_, height)| *height <= MAX_SEQ_NUM);
        if !is_sound {
            return Err(Malformed::Value);
        }
        Ok(Self {
            author,
            installation,
            device,
            counter,
            time,
            logs,
        })
    }
}

fn statement(festival: &FestivalId, said: &[u8]) -> Vec<u8> {
    [DOMAIN, festival.as_bytes(), said].concat()
}

/// What is kept of a festival: the newest record of each installation.
#[derive(Clone, Debug, Default)]
pub struct Presences(BTreeMap<(AuthorId, InstallationId), Kept>);

#[derive(Clone, Debug)]
struct Kept {
    record: Record,
    bytes: Vec<u8>,
    heard: u64,
}

impl Kept {
    fn was_heard_within(&self, now: u64, milliseconds: u64) -> bool {
        now.saturating_sub(self.heard) < milliseconds
    }
}

impl Presences {
    /// Keeps a record that is newer than the known one; whether it was. The
    /// installation alone names nothing: anybody could claim another's. `now` is
    /// steady time, `wall` unix milliseconds.
    pub fn keep(&mut self, now: u64, wall: u64, record: Record, bytes: Vec<u8>) -> bool {
        self.expire(now);
        let name = (record.author, record.installation);
        // A counter from the far future could not be overtaken by its owner.
        let is_possible = record.counter <= (wall + PRESENCE_LIFETIME_MS) / 60_000;
        let known = self.0.get(&name).map(|kept| kept.record.counter);
        let is_newer = known.is_none_or(|known| known < record.counter);
        if !is_possible || !is_newer || (known.is_none() && self.0.len() >= MAX_PRESENCES) {
            return false;
        }
        let heard = now;
        self.0.insert(
            name,
            Kept {
                record,
                bytes,
                heard,
            },
        );
        true
    }

    /// All records that are not too old.
    pub fn all(&self) -> impl Iterator<Item = &Record> {
        self.0.values().map(|kept| &kept.record)
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = (AuthorId, InstallationId)> {
        self.0.keys().copied()
    }

    /// A record's encoding.
    pub fn bytes(&self, name: &(AuthorId, InstallationId)) -> Option<&[u8]> {
        self.0.get(name).map(|kept| kept.bytes.as_slice())
    }

    /// Time until the own record is due again: `max(1 min, 1 s × installations
    /// heard of lately)`, milliseconds.
    pub fn interval(&self, now: u64) -> u64 {
        PRESENCE_MS.max(1000 * self.live(now) as u64)
    }

    /// Installations heard of within the hour: even among thousands each speaks that
    /// often.
    pub fn live(&self, now: u64) -> usize {
        let all = self.0.values();
        all.filter(|kept| kept.was_heard_within(now, 60 * PRESENCE_MS))
            .count()
    }

    /// Whether an installation was heard of within two slots of the meeting points: of
    /// whoever is in another part of a festival that fell apart nothing is heard.
    pub fn is_live(&self, now: u64, installation: &InstallationId) -> bool {
        self.0.iter().any(|((_, known), kept)| {
            known == installation && kept.was_heard_within(now, 2 * MEETING_SLOT_MS)
        })
    }

    fn expire(&mut self, now: u64) {
        self.0
            .retain(|_, kept| now.abs_diff(kept.heard) < PRESENCE_LIFETIME_MS);
    }
}
