//! A backup sealed with a passphrase, as text.
//!
//! ```text
//! p2panda backup 1
//! any other lines, for people
//! (an empty line)
//! base64url without padding, in any lines, of:
//!   memory     4    KiB, u32 LE      Argon2id, version 19
//!   passes     4    u32 LE
//!   lanes      4    u32 LE
//!   salt       16
//!   nonce      24
//!   sealed          XChaCha20-Poly1305 of the CBOR of `Kept`, bound to all before it
//!   checksum   8    first bytes of BLAKE2b-512 of all before it
//! ```

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{Key, KeyInit, XChaCha20Poly1305, XNonce};
use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::{BackupError, Kept, checksum};
use crate::protocol::limits::{
    BACKUP_LANES, BACKUP_MEMORY_KIB, BACKUP_PASSES, MAX_BACKUP_BYTES, MAX_BACKUP_LANES,
    MAX_BACKUP_MEMORY_KIB, MAX_BACKUP_WORK_KIB,
};
use crate::protocol::reader::Reader;

/// The first line, but for the version.
const MAGIC: &str = "p2panda backup ";
const VERSION: u32 = 1;
const PROSE: &str = "This file and its passphrase bring you back into your festivals.\n\
    Keep it where only you find it. Open it in p2panda: Who you are, Bring me back.\n";
/// Characters of base64url in a line.
const LINE: usize = 76;
/// Bytes before what is sealed.
const BOUND_LEN: usize = 4 + 4 + 4 + 16 + 24;

/// Random bytes of one backup.
#[derive(Clone, Copy, Debug)]
pub struct Fresh {
    /// Makes each passphrase another one.
    pub salt: [u8; 16],
    /// Makes each seal another one.
    pub nonce: [u8; 24],
}

/// How hard it is to guess a passphrase.
#[derive(Clone, Copy, Debug)]
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// Seals. Takes about as long as [`BACKUP_PASSES`] passes over
/// [`BACKUP_MEMORY_KIB`] of memory.
///
/// # Errors
///
/// [`BackupError::Memory`].
pub fn seal(kept: &Kept, passphrase: &str, fresh: Fresh) -> Result<String, BackupError> {
    let cost = Cost {
        memory: BACKUP_MEMORY_KIB,
        passes: BACKUP_PASSES,
        lanes: BACKUP_LANES,
    };
    let numbers = [cost.memory, cost.passes, cost.lanes];
    let mut bytes: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).collect();
    bytes.extend_from_slice(&fresh.salt);
    bytes.extend_from_slice(&fresh.nonce);
    let key = derive(passphrase, &fresh.salt, cost)?;
    let plain = kept.encode();
    let payload = Payload {
        msg: &plain,
        aad: &bytes,
    };
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let sealed = cipher
        .encrypt(&XNonce::from(fresh.nonce), payload)
        .expect("a backup is far below what the cipher takes");
    bytes.extend_from_slice(&sealed);
    bytes.extend_from_slice(&checksum(&bytes));
    let mut text = format!("{MAGIC}{VERSION}\n{PROSE}\n");
    let body = BASE64URL_NOPAD.encode(&bytes);
    for line in body.as_bytes().chunks(LINE) {
        text.push_str(core::str::from_utf8(line).expect("base64url is ASCII"));
        text.push('\n');
    }
    Ok(text)
}

/// Whether these bytes begin as a backup does.
pub fn is_backup(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC.as_bytes())
}

/// Opens.
///
/// # Errors
///
/// [`BackupError`], by condition; a wrong passphrase is told from damage.
pub fn open(file: &[u8], passphrase: &str) -> Result<Kept, BackupError> {
    let bytes = body(file)?;
    let end = bytes.len().checked_sub(8).ok_or(BackupError::Damaged)?;
    let (content, sum) = bytes.split_at(end);
    if checksum(content) != sum || content.len() < BOUND_LEN {
        return Err(BackupError::Damaged);
    }
    let (bound, sealed) = content.split_at(BOUND_LEN);
    let mut reader = Reader::new(bound);
    let mut number = || reader.array().map(u32::from_le_bytes);
    let (memory, passes, lanes) = match (number(), number(), number()) {
        (Ok(memory), Ok(passes), Ok(lanes)) => (memory, passes, lanes),
        _ => return Err(BackupError::Damaged),
    };
    let salt: [u8; 16] = reader.array().map_err(|_| BackupError::Damaged)?;
    let nonce: [u8; 24] = reader.array().map_err(|_| BackupError::Damaged)?;
    let key = derive(
        passphrase,
        &salt,
        Cost {
            memory,
            passes,
            lanes,
        },
    )?;
    let payload = Payload {
        msg: sealed,
        aad: bound,
    };
    let plain = XChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(&XNonce::from(nonce), payload)
        .map_err(|_| BackupError::Passphrase)?;
    Kept::decode(&Zeroizing::new(plain))
}

/// The bytes behind the head.
fn body(file: &[u8]) -> Result<Vec<u8>, BackupError> {
    let text = core::str::from_utf8(file).map_err(|_| BackupError::NotABackup)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rest = text.strip_prefix(MAGIC).ok_or(BackupError::NotABackup)?;
    if file.len() > MAX_BACKUP_BYTES {
        return Err(BackupError::Damaged);
    }
    let mut lines = rest.lines().map(str::trim);
    match lines.next().map(str::parse::<u32>) {
        Some(Ok(VERSION)) => {}
        Some(Ok(version)) if version > VERSION => return Err(BackupError::Newer),
        _ => return Err(BackupError::Damaged),
    }
    let body: String = lines
        .skip_while(|line| !line.is_empty())
        .flat_map(str::split_whitespace)
        .collect();
    BASE64URL_NOPAD
        .decode(body.as_bytes())
        .map_err(|_| BackupError::Damaged)
}

/// The key of a passphrase. A file may ask for more work than we do, up to a bound.
fn derive(
    passphrase: &str,
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, BackupError> {
    let is_bearable = cost.memory <= MAX_BACKUP_MEMORY_KIB
        && cost.lanes <= MAX_BACKUP_LANES
        && u64::from(cost.memory) * u64::from(cost.passes) <= MAX_BACKUP_WORK_KIB;
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).ok();
    let params = params.filter(|_| is_bearable).ok_or(BackupError::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| BackupError::Memory)?;
    Ok(key)
}
