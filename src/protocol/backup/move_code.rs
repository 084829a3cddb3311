//! A code that takes a person to another device at hand: everything a backup holds,
//! not sealed, because it is only shown and pasted. Whoever sees it is that person.
//!
//! ```text
//! «p2panda-move-1.» and base64url without padding of: CBOR of `Kept` ‖ checksum 8
//! ```

use data_encoding::BASE64URL_NOPAD;
use zeroize::Zeroizing;

use super::{BackupError, Kept, checksum};
use crate::protocol::limits::MAX_BACKUP_BYTES;

const MAGIC: &str = "p2panda-move-";
const VERSION: &str = "1";

/// The code.
pub fn write(kept: &Kept) -> String {
    let mut bytes = kept.encode();
    let sum = checksum(&bytes);
    bytes.extend_from_slice(&sum);
    format!("{MAGIC}{VERSION}.{}", BASE64URL_NOPAD.encode(&bytes))
}

/// Reads a code as it was pasted.
///
/// # Errors
///
/// [`BackupError`], never [`BackupError::Passphrase`].
pub fn read(text: &str) -> Result<Kept, BackupError> {
    if text.len() > MAX_BACKUP_BYTES {
        return Err(BackupError::NotABackup);
    }
    let text: Zeroizing<String> = Zeroizing::new(text.split_whitespace().collect());
    let rest = text.strip_prefix(MAGIC).ok_or(BackupError::NotABackup)?;
    let (version, code) = rest.split_once('.').ok_or(BackupError::Damaged)?;
    if version != VERSION {
        return Err(BackupError::Newer);
    }
    let bytes = BASE64URL_NOPAD
        .decode(code.as_bytes())
        .map_err(|_| BackupError::Damaged)?;
    let bytes = Zeroizing::new(bytes);
    let end = bytes.len().checked_sub(8).ok_or(BackupError::Damaged)?;
    let (content, sum) = bytes.split_at(end);
    if checksum(content) != sum {
        return Err(BackupError::Damaged);
    }
    Kept::decode(content)
}
