//! Bamboo entries, strictly: decoding is zero-copy and canonical (accepted bytes
//! equal their re-encoding), so that an entry has one hash and nobody can mint a
//! second form of an honest author's entry. bamboo-rs-core is laxer and must not
//! decide what is accepted; it only encodes what we publish.
//!
//! ```text
//! tag            1 byte    0, or 1 for end-of-log
//! author         32        ed25519 public key
//! log_id         VarU64
//! seq_num        VarU64    1..=2^53−1
//! lipmaalink     66        YAMF hash, only where lipmaa(seq) ≠ seq − 1
//! backlink       66        YAMF hash, only where seq > 1
//! payload size   VarU64
//! payload hash   66        YAMF hash
//! signature      64        ed25519 over everything before it
//! ```
//!
//! A YAMF hash is `0x00 0x40` and the 64 bytes of BLAKE2b-512.
//! Source: AljoschaMeyer/bamboo, README.

use bamboo_rs_core::{PublicKey, YamfHash};
use thiserror::Error;

use super::id::{AuthorId, Blake2b, LogId, LogKey, SeqNum};
use super::limits::MAX_SEQ_NUM;
use super::lipmaa;
use super::reader::{Malformed, Reader};
use super::signature::{self, AuthorKey, BadSignature, SIGNATURE_LEN, Signature};
use super::varint;

/// YAMF prefix of BLAKE2b: numeric id 0, length 64.
const YAMF_BLAKE2B: [u8; 2] = [0, 64];

/// Longest encoded entry, bytes.
pub const MAX_ENTRY_BYTES: usize = 1 + 32 + 3 * 9 + 3 * 66 + 64;

/// Why bytes are not an entry. The culprit is whoever made or changed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Cut off, too long, or a number not in shortest form.
    #[error("the entry is malformed: {0}")]
    Malformed(#[from] Malformed),
    /// The first byte is neither 0 nor 1.
    #[error("the entry has the unknown tag {0}")]
    UnknownTag(u8),
    /// The sequence number is 0 or above [`MAX_SEQ_NUM`].
    #[error("the entry has the impossible sequence number {0}")]
    ImpossibleSeqNum(u64),
    /// A hash is not BLAKE2b-512 in its one form.
    #[error("the entry names a hash of an unknown kind")]
    UnknownHash,
}

/// Everything an entry says but its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// Whether nothing may follow this entry.
    pub end_of_log: bool,
    /// The log.
    pub key: LogKey,
    /// Position in the log, from 1.
    pub seq_num: SeqNum,
    /// Hash of the entry at `lipmaa(seq_num)`, where that is not the predecessor.
    pub lipmaalink: Option<Blake2b>,
    /// Hash of the predecessor, none at 1.
    pub backlink: Option<Blake2b>,
    /// Length of the payload, bytes.
    pub payload_size: u64,
    /// BLAKE2b-512 of the payload.
    pub payload_hash: Blake2b,
}

impl Unsigned {
    /// Appends the bytes that are signed. The links present must be those that
    /// `seq_num` asks for; [`super::log`] builds them so.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.end_of_log));
        out.extend_from_slice(self.key.author.as_bytes());
        varint::write(self.key.log_id.0, out);
        varint::write(self.seq_num, out);
        for link in [&self.lipmaalink, &self.backlink].into_iter().flatten() {
            write_yamf(link, out);
        }
        varint::write(self.payload_size, out);
        write_yamf(&self.payload_hash, out);
    }

    /// Signs and encodes through bamboo-rs-core, as the reference for what we
    /// publish. `key` must be the author's: [`super::log`] sees to it.
    ///
    /// # Errors
    ///
    /// [`PublishError`] when the reference encoder refuses.
    pub fn publish(&self, key: &AuthorKey) -> Result<Vec<u8>, PublishError> {
        let author = PublicKey::from_bytes(self.key.author.as_bytes()).map_err(|_| PublishError)?;
        let mut entry = bamboo_rs_core::Entry::<&[u8], &[u8]> {
            log_id: self.key.log_id.0,
            is_end_of_feed: self.end_of_log,
            payload_hash: YamfHash::Blake2b(self.payload_hash.as_bytes()),
            payload_size: self.payload_size,
            author,
            seq_num: self.seq_num,
            backlink: self
                .backlink
                .as_ref()
                .map(|hash| YamfHash::Blake2b(&hash.as_bytes()[..])),
            lipmaa_link: self
                .lipmaalink
                .as_ref()
                .map(|hash| YamfHash::Blake2b(&hash.as_bytes()[..])),
            sig: None,
        };
        let mut bytes = vec![0; MAX_ENTRY_BYTES];
        let length = entry
            .encode_for_signing(&mut bytes)
            .map_err(|_| PublishError)?;
        let signature = key.sign(&bytes[..length]);
        entry.sig = Some(bamboo_rs_core::Signature(&signature.as_bytes()[..]));
        let length = entry.encode(&mut bytes).map_err(|_| PublishError)?;
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// The reference encoder refused what we wanted to publish: a fault of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the entry could not be encoded")]
pub struct PublishError;

fn write_yamf(hash: &Blake2b, out: &mut Vec<u8>) {
    out.extend_from_slice(&YAMF_BLAKE2B);
    out.extend_from_slice(hash.as_bytes());
}

/// A decoded entry over borrowed bytes. Its form is sound; its links and its
/// signature are not yet checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    bytes: &'a [u8],
    /// Everything but the signature.
    pub unsigned: Unsigned,
    /// The signature, not yet checked.
    pub signature: Signature,
}

impl<'a> Entry<'a> {
    /// Decodes exactly one entry.
    ///
    /// # Errors
    ///
    /// [`EntryError`] unless `bytes` are the one encoding of an entry:
    /// - the tag is 0 or 1,
    /// - numbers are in shortest form, the sequence number is 1..=2^53−1,
    /// - links are there exactly where the sequence number asks for them,
    /// - hashes are BLAKE2b-512 with the length byte 64,
    /// - nothing follows the signature.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, EntryError> {
        let mut reader = Reader::new(bytes);
        let end_of_log = match reader.byte()? {
            0 => false,
            1 => true,
            tag => return Err(EntryError::UnknownTag(tag)),
        };
        let author = AuthorId::from_bytes(reader.array()?);
        let log_id = LogId(reader.varu64()?);
        let seq_num = reader.varu64()?;
        if !(1..=MAX_SEQ_NUM).contains(&seq_num) {
            return Err(EntryError::ImpossibleSeqNum(seq_num));
        }
        let lipmaalink = lipmaa::is_required(seq_num)
            .then(|| read_yamf(&mut reader))
            .transpose()?;
        let backlink = (seq_num > 1).then(|| read_yamf(&mut reader)).transpose()?;
        let payload_size = reader.varu64()?;
        let payload_hash = read_yamf(&mut reader)?;
        let signature = Signature::from_bytes(reader.array()?);
        reader.end()?;
        let key = LogKey { author, log_id };
        let unsigned = Unsigned {
            end_of_log,
            key,
            seq_num,
            lipmaalink,
            backlink,
            payload_size,
            payload_hash,
        };
        Ok(Self {
            bytes,
            unsigned,
            signature,
        })
    }

    /// The whole encoding.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// BLAKE2b-512 of the whole encoding: what links name.
    pub fn hash(&self) -> Blake2b {
        Blake2b::of(self.bytes)
    }

    /// Checks the entry's own signature.
    ///
    /// # Errors
    ///
    /// As [`signature::verify`].
    pub fn verify_signature(&self) -> Result<(), BadSignature> {
        let signed = &self.bytes[..self.bytes.len() - SIGNATURE_LEN];
        signature::verify(&self.unsigned.key.author, signed, &self.signature)
    }
}

fn read_yamf(reader: &mut Reader<'_>) -> Result<Blake2b, EntryError> {
    if reader.array::<2>()? != YAMF_BLAKE2B {
        return Err(EntryError::UnknownHash);
    }
    Ok(Blake2b::from_bytes(reader.array()?))
}
