//! What members write to each other over a meeting point: sealed to the festival,
//! always of one length, under a tag that only members can compute and that is
//! another one every day.
//!
//! ```text
//! kind  1    0 announcement · 1 offer · 2 answer
//! call  32   an X25519 key made for one announcement, which names it
//! time  8    unix seconds, little endian: a letter is good for minutes
//! announcement:   installation 32 ‖ alone u8
//! offer, answer:  expiry u32 LE ‖ length u16 LE ‖ sealed introduction
//! zeros up to 640 bytes
//! ```

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::{BASE64, HEXLOWER};

use super::super::engine::Millis;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::{MEETING_BYTES, MEETING_SKEW_MS};
use crate::protocol::reader::{Malformed, Reader};

/// Purpose of a day's tag in [`FestivalKey::derive`], before the day's number.
const TAG_PURPOSE: &[u8] = b"p2panda.meeting.tag.1";
/// Purpose of the key that seals letters.
const SEAL_PURPOSE: &[u8] = b"p2panda.meeting.seal.1";
/// Milliseconds of a UTC day.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Random bytes before what is sealed.
const NONCE_LEN: usize = 24;

/// The days whose tags are listened to at `now`: clocks differ, and midnight comes.
pub fn days(now: Millis) -> [u64; 3] {
    let today = now / DAY_MS;
    [today.saturating_sub(1), today, today + 1]
}

/// The tag of a festival on the day of `now`.
pub fn tag_at(festival: &FestivalId, key: &FestivalKey, now: Millis) -> String {
    tag(festival, key, now / DAY_MS)
}

/// The tag of a festival on a day, counted from 1970.
pub fn tag(festival: &FestivalId, key: &FestivalKey, day: u64) -> String {
    let purpose = [TAG_PURPOSE, &day.to_le_bytes()].concat();
    HEXLOWER.encode(&key.derive(&purpose, festival))
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Names the announcement that it is, or that it is about; offers are sealed to
    /// it, so that who holds the festival key and only listens learns no addresses.
    pub call: InstallationId,
    /// When it was written, unix seconds.
    pub time: u64,
    /// What it says.
    pub body: Body,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Somebody looks for members.
    Announcement {
        /// Who.
        from: InstallationId,
        /// Whether they are connected with nobody: then whoever is there answers,
        /// else only who does not know them as present.
        alone: bool,
    },
    /// An offer for a connection, to the announcer.
    Offer(Sealed),
    /// The announcer's answer to an offer.
    Answer(Sealed),
}

/// A sealed introduction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Unix seconds after which it is refused.
    pub expiry: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Letter {
    /// Seals a letter for the tag that it is published with. None where it does not
    /// fit: a browser with credentials of unheard-of length.
    pub fn seal(
        &self,
        festival: &FestivalId,
        key: &FestivalKey,
        tag: &str,
        nonce: [u8; NONCE_LEN],
    ) -> Option<String> {
        let mut plain = self.write();
        if plain.len() > MEETING_BYTES {
            return None;
        }
        plain.resize(MEETING_BYTES, 0);
        let payload = Payload {
            msg: &plain,
            aad: tag.as_bytes(),
        };
        let sealed = cipher(festival, key)
            .encrypt(&XNonce::from(nonce), payload)
            .ok()?;
        Some(BASE64.encode(&[&nonce[..], &sealed].concat()))
    }

    /// Opens what was published with `tag`. None for what was not written by a
    /// member, or not within the last minutes.
    pub fn open(
        festival: &FestivalId,
        key: &FestivalKey,
        tag: &str,
        content: &str,
        now: Millis,
    ) -> Option<Self> {
        let bytes = BASE64.decode(content.as_bytes()).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>()?;
        let payload = Payload {
            msg: sealed,
            aad: tag.as_bytes(),
        };
        let plain = cipher(festival, key)
            .decrypt(&XNonce::from(*nonce), payload)
            .ok()?;
        let letter = Self::read(&plain).ok()?;
        let age = now.abs_diff(letter.time.saturating_mul(1000));
        (age <= MEETING_SKEW_MS).then_some(letter)
    }

    fn write(&self) -> Vec<u8> {
        let kind = match &self.body {
            Body::Announcement { .. } => 0,
            Body::Offer(_) => 1,
            Body::Answer(_) => 2,
        };
        let mut out = vec![kind];
        out.extend_from_slice(self.call.as_bytes());
        out.extend_from_slice(&self.time.to_le_bytes());
        match &self.body {
            Body::Announcement { from, alone } => {
                out.extend_from_slice(from.as_bytes());
                out.push(u8::from(*alone));
            }
            Body::Offer(sealed) | Body::Answer(sealed) => {
                out.extend_from_slice(&sealed.expiry.to_le_bytes());
                // Longer ones do not fit anyway, and are refused by their length.
                let length = u16::try_from(sealed.bytes.len()).unwrap_or(u16::MAX);
                out.extend_from_slice(&length.to_le_bytes());
                out.extend_from_slice(&sealed.bytes);
            }
        }
        out
    }

    fn read(plain: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(plain);
        let kind = reader.byte()?;
        let call = InstallationId::from_bytes(reader.array()?);
        let time = u64::from_le_bytes(reader.array()?);
        let body = match kind {
            0 => Body::Announcement {
                from: InstallationId::from_bytes(reader.array()?),
                alone: reader.byte()? == 1,
            },
            1 => Body::Offer(Sealed::read(&mut reader)?),
            2 => Body::Answer(Sealed::read(&mut reader)?),
            _ => return Err(Malformed::Value),
        };
        Ok(Self { call, time, body })
    }
}

impl Sealed {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let expiry = u32::from_le_bytes(reader.array()?);
        let length = u16::from_le_bytes(reader.array()?);
        let bytes = reader.take(length.into())?.to_vec();
        Ok(Self { expiry, bytes })
    }
}

fn cipher(festival: &FestivalId, key: &FestivalKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.derive(SEAL_PURPOSE, festival).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Millis = 1_780_142_400_000;

    fn letters() -> [Letter; 3] {
        let sealed = |length| Sealed {
            expiry: 1_780_142_700,
            bytes: vec![5; length],
        };
        [
            Body::Announcement {
                from: InstallationId::from_bytes([3; 32]),
                alone: true,
            },
            Body::Offer(sealed(500)),
            Body::Answer(sealed(1)),
        ]
        .map(|body| Letter {
            call: InstallationId::from_bytes([2; 32]),
            time: NOON / 1000,
            body,
        })
    }

    #[test]
    fn letters_look_alike_and_only_members_read_them() {
        let festival = FestivalId::from_bytes([1; 32]);
        let key = FestivalKey::from_bytes([4; 32]);
        let tag = tag_at(&festival, &key, NOON);
        let mut lengths = Vec::new();
        for letter in letters() {
            let content = letter
                .seal(&festival, &key, &tag, [8; 24])
                .expect("it fits");
            lengths.push(content.len());
            let open = |festival: &FestivalId, key: &FestivalKey, tag: &str, now| {
                Letter::open(festival, key, tag, &content, now)
            };
            assert_eq!(open(&festival, &key, &tag, NOON), Some(letter));
            let other = FestivalKey::from_bytes([5; 32]);
            assert_eq!(open(&festival, &other, &tag, NOON), None);
            assert_eq!(
                open(&FestivalId::from_bytes([9; 32]), &key, &tag, NOON),
                None
            );
            assert_eq!(open(&festival, &key, "another tag", NOON), None);
            assert_eq!(
                open(&festival, &key, &tag, NOON + 2 * MEETING_SKEW_MS),
                None
            );
        }
        assert!(
            lengths.windows(2).all(|two| two[0] == two[1]),
            "{lengths:?}"
        );
        for content in ["", "AAAA", "!", &"A".repeat(2000)] {
            assert_eq!(Letter::open(&festival, &key, &tag, content, NOON), None);
        }
        let mut long = letters()[1].clone();
        long.body = Body::Offer(Sealed {
            expiry: 0,
            bytes: vec![0; MEETING_BYTES],
        });
        assert_eq!(long.seal(&festival, &key, &tag, [8; 24]), None);
    }

    #[test]
    fn tags_change_at_midnight_and_say_nothing_of_the_festival() {
        let festival = FestivalId::from_bytes([1; 32]);
        let key = FestivalKey::from_bytes([4; 32]);
        let tags = days(NOON).map(|day| tag(&festival, &key, day));
        assert_eq!(tags[1], tag_at(&festival, &key, NOON));
        assert_eq!(tags[2], tag_at(&festival, &key, NOON + DAY_MS));
        assert!(tags[0] != tags[1] && tags[1] != tags[2]);
        let another = tag_at(&FestivalId::from_bytes([2; 32]), &key, NOON);
        assert_ne!(another, tags[1]);
    }
}
