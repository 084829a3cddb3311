//! What brings a person back: the 32-byte seed of their key as 24 words, the seed
//! with festivals and petnames in a file sealed with a passphrase ([`sealed`]), or
//! the same as a code for another device at hand ([`move_code`]). No device number
//! is in any of them: whoever restores begins new logs, so that nothing forks.
//!
//! The norm is `docs/backup.md`.

pub mod move_code;
pub mod sealed;
pub mod words;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

use super::cbor;
use super::festival::FestivalNonce;
use super::id::AuthorId;
use super::limits::{MAX_BACKUP_FESTIVALS, MAX_BACKUP_PETNAMES, MAX_LINE_BYTES};

/// Why something is no backup, or does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BackupError {
    /// It does not begin as a backup does.
    #[error("this is no backup of p2panda")]
    NotABackup,
    /// Its format is of a newer version.
    #[error("the backup was made by a newer version of the app")]
    Newer,
    /// It is cut off, or something in it was changed.
    #[error("the backup is incomplete or was changed")]
    Damaged,
    /// It is whole, but the passphrase is another one.
    #[error("the passphrase is another one")]
    Passphrase,
    /// The device lacks the memory that the seal asks for.
    #[error("this device has too little memory to open the backup")]
    Memory,
}

/// What is kept of a person. Wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    #[serde(with = "serde_bytes")]
    seed: Vec<u8>,
    /// The festivals that they are in.
    pub festivals: Vec<KeptFestival>,
    /// What they call others.
    pub petnames: Vec<KeptPetname>,
    /// When it was made, unix seconds.
    pub made: i64,
}

/// A festival's name and its key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFestival {
    /// Who founded it.
    pub founder: AuthorId,
    #[serde(with = "serde_bytes")]
    nonce: Vec<u8>,
    #[serde(with = "serde_bytes")]
    key: Vec<u8>,
}

/// What the person says about somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPetname {
    /// About whom.
    pub author: AuthorId,
    /// What they call them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether they compared keys.
    #[serde(default)]
    pub verified: bool,
}

impl Kept {
    /// What is kept of the person with this seed.
    pub fn new(
        seed: &[u8; 32],
        festivals: Vec<KeptFestival>,
        petnames: Vec<KeptPetname>,
        made: i64,
    ) -> Self {
        Self {
            seed: seed.to_vec(),
            festivals,
            petnames,
            made,
        }
    }

    /// The seed of their key.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(&self.seed);
        seed
    }

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let bytes = cbor::encode(self);
        Zeroizing::new(bytes.expect("byte strings, texts and numbers can always be said in CBOR"))
    }

    fn decode(bytes: &[u8]) -> Result<Self, BackupError> {
        let kept: Self = cbor::decode(bytes).map_err(|_| BackupError::Damaged)?;
        let is_sound = kept.seed.len() == 32
            && kept.festivals.len() <= MAX_BACKUP_FESTIVALS
            && kept.petnames.len() <= MAX_BACKUP_PETNAMES
            && kept.festivals.iter().all(KeptFestival::is_sound)
            && kept.petnames.iter().all(KeptPetname::is_sound);
        is_sound.then_some(kept).ok_or(BackupError::Damaged)
    }
}

impl KeptFestival {
    /// A festival.
    pub fn new(founder: AuthorId, nonce: &FestivalNonce, key: &[u8; 32]) -> Self {
        Self {
            founder,
            nonce: nonce.to_vec(),
            key: key.to_vec(),
        }
    }

    /// What tells the founder's festivals apart.
    pub fn nonce(&self) -> FestivalNonce {
        let mut nonce = FestivalNonce::default();
        nonce.copy_from_slice(&self.nonce);
        nonce
    }

    /// The festival key.
    pub fn key(&self) -> [u8; 32] {
        let mut key = [0; 32];
        key.copy_from_slice(&self.key);
        key
    }

    fn is_sound(&self) -> bool {
        self.nonce.len() == 16 && self.key.len() == 32
    }
}

impl KeptPetname {
    fn is_sound(&self) -> bool {
        let length = self.name.as_ref().map_or(0, String::len);
        length <= MAX_LINE_BYTES
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.seed.zeroize();
        for festival in &mut self.festivals {
            festival.key.zeroize();
        }
    }
}

impl core::fmt::Debug for Kept {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Kept({} festivals)", self.festivals.len())
    }
}

/// First 8 bytes of BLAKE2b-512: tells what was cut off or mistyped from a wrong
/// passphrase.
fn checksum(bytes: &[u8]) -> [u8; 8] {
    let mut sum = [0; 8];
    sum.copy_from_slice(&blake2b_simd::blake2b(bytes).as_bytes()[..8]);
    sum
}
