//! Codes: an offer, with an invitation for newcomers, or an answer. Join links
//! ([`super::join_link`]) are codes of a third sort, with a body of their own.
//!
//! ```text
//! version      1     1
//! flags        1     bit 0 answer · bit 1 invitation · bit 2 hex credentials · bit 3
//!                    a join link, alone
//! expiry       4     unix seconds, big endian
//! fingerprint  32    SHA-256 of the DTLS certificate
//! credentials  2 + n lengths of ufrag and pwd, then both packed
//! reference          invitation: founder 32, nonce 16, K 32
//!                    other offer: first 8 bytes of F
//!                    answer: first 8 bytes of BLAKE2b-512 of the offer's code
//! candidates   1 + n count, then each
//! checksum     4     first bytes of BLAKE2b-512 of all before: tells a code that
//!                    was cut off or mistyped from one that is foreign
//! ```
//!
//! As text: base64url without padding. Somebody may paste a whole address with
//! it: what follows the last `/` counts.

use core::fmt;

use data_encoding::BASE64URL_NOPAD;
use thiserror::Error;

use super::join_link::JoinLink;
use super::{Candidate, Credentials, Description};
use crate::protocol::festival::{FestivalKey, FestivalNonce, festival_id};
use crate::protocol::id::{AuthorId, Blake2b, FestivalId};
use crate::protocol::limits::{
    CODE_LIFETIME_MS, MAX_ANSWER_BYTES, MAX_CODE_TEXT_BYTES, MAX_OFFER_BYTES,
};
use crate::protocol::reader::{Malformed, Reader};

pub(super) const VERSION: u8 = 1;
const FLAG_ANSWER: u8 = 1;
const FLAG_INVITATION: u8 = 2;
const FLAG_HEX: u8 = 4;
pub(super) const FLAG_JOIN: u8 = 8;
const CHECKSUM_LEN: usize = 4;

/// Names an offer in its answer.
pub type OfferHash = [u8; 8];

/// Why a text is not a usable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CodeError {
    /// Longer than any code, or with characters that no code has.
    #[error("this is not a code of p2panda")]
    NotACode,
    /// A part is missing or was changed on the way.
    #[error("the code is incomplete or was changed on the way")]
    Damaged,
    /// Made by a newer version of the app.
    #[error("the code was made by a newer version of the app")]
    Newer,
    /// Its ten minutes are over.
    #[error("the code has expired")]
    Expired,
    /// It claims to be good for longer than codes are: one of two clocks is wrong.
    #[error("the code is from the future: one of the two clocks is wrong")]
    FromTheFuture,
}

impl From<Malformed> for CodeError {
    fn from(_: Malformed) -> Self {
        Self::Damaged
    }
}

/// What lets a newcomer in: the festival's name and its key.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who founded it.
    pub founder: AuthorId,
    /// Tells the founder's festivals apart.
    pub nonce: FestivalNonce,
    /// The festival key.
    pub key: FestivalKey,
}

impl Invitation {
    /// The festival meant.
    pub fn festival(&self) -> FestivalId {
        festival_id(&self.founder, &self.nonce)
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invitation({:?})", self.festival())
    }
}

/// Whom an offer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferFor {
    /// A newcomer.
    Newcomer(Invitation),
    /// Somebody who has the festival already: the first 8 bytes of its id.
    Member([u8; 8]),
}

/// An offer: one browser waits for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Unix seconds after which it is refused.
    pub expiry: u32,
    /// How to reach the offering browser.
    pub description: Description,
    /// Whom it is for.
    pub to: OfferFor,
}

/// An answer to an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Unix seconds after which it is refused.
    pub expiry: u32,
    /// How to reach the answering browser.
    pub description: Description,
    /// Which offer.
    pub offer: OfferHash,
}

/// A code of either sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// An offer.
    Offer(Offer),
    /// An answer.
    Answer(Answer),
    /// A join link, which is good for ever.
    Join(JoinLink),
}

impl Offer {
    /// An offer that may be used from `now` (unix milliseconds) for ten minutes.
    pub fn new(description: Description, to: OfferFor, now: u64) -> Self {
        Self {
            expiry: expiry_from(now),
            description,
            to,
        }
    }

    /// The code's bytes, at most [`MAX_OFFER_BYTES`]: candidates that find no room
    /// are left out.
    pub fn encode(&self) -> Vec<u8> {
        let (flag, reference) = match &self.to {
            OfferFor::Newcomer(Invitation {
                founder,
                nonce,
                key,
            }) => (
                FLAG_INVITATION,
                [&founder.as_bytes()[..], nonce, key.expose()].concat(),
            ),
            OfferFor::Member(festival) => (0, festival.to_vec()),
        };
        encode(
            flag,
            self.expiry,
            &self.description,
            &reference,
            MAX_OFFER_BYTES,
        )
    }

    /// Names this offer in an answer.
    pub fn hash(&self) -> OfferHash {
        offer_hash(&self.encode())
    }
}

impl Answer {
    /// An answer that may be used from `now` (unix milliseconds) for ten minutes.
    pub fn new(description: Description, offer: OfferHash, now: u64) -> Self {
        Self {
            expiry: expiry_from(now),
            description,
            offer,
        }
    }

    /// The code's bytes, at most [`MAX_ANSWER_BYTES`].
    pub fn encode(&self) -> Vec<u8> {
        encode(
            FLAG_ANSWER,
            self.expiry,
            &self.description,
            &self.offer,
            MAX_ANSWER_BYTES,
        )
    }
}

/// First 8 bytes of BLAKE2b-512 of an offer's code.
fn offer_hash(code: &[u8]) -> OfferHash {
    let mut hash = [0; 8];
    hash.copy_from_slice(&Blake2b::of(code).as_bytes()[..8]);
    hash
}

fn expiry_from(now: u64) -> u32 {
    u32::try_from((now + CODE_LIFETIME_MS) / 1000).unwrap_or(u32::MAX)
}

fn encode(
    flag: u8,
    expiry: u32,
    description: &Description,
    reference: &[u8],
    limit: usize,
) -> Vec<u8> {
    let hex = if description.credentials.is_hex() {
        FLAG_HEX
    } else {
        0
    };
    let mut code = vec![VERSION, flag | hex];
    code.extend_from_slice(&expiry.to_be_bytes());
    code.extend_from_slice(&description.fingerprint);
    description.credentials.write(&mut code);
    code.extend_from_slice(reference);
    let room = limit.saturating_sub(code.len() + 1 + CHECKSUM_LEN);
    let candidates = Candidate::choose(&description.candidates, room);
    code.push(candidates.len() as u8);
    candidates
        .iter()
        .for_each(|candidate| candidate.write(&mut code));
    let sum = checksum(&code);
    code.extend_from_slice(&sum);
    code
}

/// What stands at the end of a code.
pub(super) fn checksum(body: &[u8]) -> [u8; CHECKSUM_LEN] {
    let mut sum = [0; CHECKSUM_LEN];
    sum.copy_from_slice(&Blake2b::of(body).as_bytes()[..CHECKSUM_LEN]);
    sum
}

impl Code {
    /// The text that people carry.
    pub fn to_text(bytes: &[u8]) -> String {
        BASE64URL_NOPAD.encode(bytes)
    }

    /// Reads a text that somebody pasted or scanned at `now` (unix milliseconds),
    /// alone or at the end of an address.
    ///
    /// # Errors
    ///
    /// [`CodeError`], as a sentence.
    pub fn from_text(text: &str, now: u64) -> Result<Self, CodeError> {
        if text.len() > MAX_CODE_TEXT_BYTES {
            return Err(CodeError::NotACode);
        }
        let compact: String = text.chars().filter(|char| !char.is_whitespace()).collect();
        let code = compact.rsplit('/').next().unwrap_or_default();
        if code.is_empty()
            || !code
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        {
            return Err(CodeError::NotACode);
        }
        let bytes = BASE64URL_NOPAD
            .decode(code.as_bytes())
            .map_err(|_| CodeError::Damaged)?;
        let code = Self::decode(&bytes)?;
        code.check_time(now)?;
        Ok(code)
    }

    fn decode(bytes: &[u8]) -> Result<Self, CodeError> {
        match bytes.first() {
            Some(&VERSION) => {}
            Some(version) if *version > VERSION && *version < 32 => return Err(CodeError::Newer),
            _ => return Err(CodeError::NotACode),
        }
        let (body, sum) = bytes
            .split_last_chunk::<CHECKSUM_LEN>()
            .ok_or(CodeError::Damaged)?;
        if checksum(body) != *sum {
            return Err(CodeError::Damaged);
        }
        let mut reader = Reader::new(&body[1..]);
        let flags = reader.byte()?;
        if flags == FLAG_JOIN {
            return Ok(Self::Join(JoinLink::read(reader)?));
        }
        let expiry = u32::from_be_bytes(reader.array()?);
        let fingerprint = reader.array()?;
        let credentials = Credentials::read(&mut reader, flags & FLAG_HEX != 0)?;
        let description = |reader: Reader<'_>| -> Result<Description, Malformed> {
            Ok(Description {
                fingerprint,
                credentials,
                candidates: read_candidates(reader)?,
            })
        };
        match flags & !FLAG_HEX {
            FLAG_ANSWER => {
                let offer = reader.array()?;
                Ok(Self::Answer(Answer {
                    expiry,
                    offer,
                    description: description(reader)?,
                }))
            }
            FLAG_INVITATION => {
                let founder = AuthorId::from_bytes(reader.array()?);
                let nonce = reader.array()?;
                let key = FestivalKey::from_bytes(reader.array()?);
                let to = OfferFor::Newcomer(Invitation {
                    founder,
                    nonce,
                    key,
                });
                Ok(Self::Offer(Offer {
                    expiry,
                    to,
                    description: description(reader)?,
                }))
            }
            0 => {
                let to = OfferFor::Member(reader.array()?);
                Ok(Self::Offer(Offer {
                    expiry,
                    to,
                    description: description(reader)?,
                }))
            }
            _ => Err(CodeError::Damaged),
        }
    }

    fn check_time(&self, now: u64) -> Result<(), CodeError> {
        let (Self::Offer(Offer { expiry, .. }) | Self::Answer(Answer { expiry, .. })) = self else {
            return Ok(());
        };
        let (expiry, now) = (u64::from(*expiry), now / 1000);
        if expiry < now {
            Err(CodeError::Expired)
        } else if expiry > now + 2 * CODE_LIFETIME_MS / 1000 {
            Err(CodeError::FromTheFuture)
        } else {
            Ok(())
        }
    }
}

fn read_candidates(mut reader: Reader<'_>) -> Result<Vec<Candidate>, Malformed> {
    let count = reader.byte()?;
    let candidates = (0..count)
        .map(|_| Candidate::read(&mut reader))
        .collect::<Result<_, _>>()?;
    reader.end()?;
    Ok(candidates)
}
