//! An installation: one browser profile, known by its X25519 sealing key, the
//! same in every festival. What is sealed to it only this profile can open.

use core::fmt;

use x25519_dalek::{PublicKey, StaticSecret};

use crate::protocol::id::InstallationId;

/// The secret half of an installation's sealing key. Wiped when dropped, never printed.
#[derive(Clone)]
pub struct InstallationKey(StaticSecret);

impl InstallationKey {
    /// The key that 32 random bytes stand for.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(StaticSecret::from(seed))
    }

    /// The 32 secret bytes, for the store.
    pub fn expose_seed(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half: the installation's name.
    pub fn id(&self) -> InstallationId {
        InstallationId::from_bytes(PublicKey::from(&self.0).to_bytes())
    }
}

impl fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstallationKey(of {:?})", self.id())
    }
}
