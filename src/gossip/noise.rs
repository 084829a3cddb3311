//! The primitives that snow asks for, from the crates that the rest uses anyway:
//! x25519-dalek 3, ChaCha20-Poly1305 and BLAKE2b. Randomness is drawn beforehand
//! from the driver's source, so a handshake is repeatable in simulation.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use snow::params::{CipherChoice, DHChoice, HashChoice};
use snow::resolvers::CryptoResolver;
use snow::types::{Cipher, Dh, Hash, Random};
use snow::{Builder, Error, HandshakeState};
use x25519_dalek::{PublicKey, StaticSecret};

/// The one pattern of a link.
const LINK_PATTERN: &str = "Noise_NNpsk0_25519_ChaChaPoly_BLAKE2b";
/// The one pattern of what is sealed to an installation.
const SEAL_PATTERN: &str = "Noise_Npsk0_25519_ChaChaPoly_BLAKE2b";
/// Length of the authentication tag, bytes.
const TAG_LEN: usize = 16;
/// Bytes that sealing adds: an ephemeral key and the tag.
pub(super) const SEAL_OVERHEAD: usize = 32 + TAG_LEN;

/// Begins a link's Noise handshake. `seed` becomes this side's ephemeral key and
/// must be used once.
pub(super) fn link_handshake(
    initiator: bool,
    psk: &[u8; 32],
    prologue: &[u8],
    seed: [u8; 32],
) -> Result<HandshakeState, Error> {
    let params = LINK_PATTERN.parse()?;
    let builder = Builder::with_resolver(params, Box::new(Resolver { seed }))
        .psk(0, psk)?
        .prologue(prologue)?;
    if initiator {
        builder.build_initiator()
    } else {
        builder.build_responder()
    }
}

/// Seals `plain` to the holder of a sealing key. `seed` as for a link.
pub(super) fn seal(
    to: &[u8; 32],
    psk: &[u8; 32],
    prologue: &[u8],
    seed: [u8; 32],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    let params = SEAL_PATTERN.parse()?;
    let mut noise = Builder::with_resolver(params, Box::new(Resolver { seed }))
        .psk(0, psk)?
        .prologue(prologue)?
        .remote_public_key(to)?
        .build_initiator()?;
    let mut sealed = vec![0; plain.len() + SEAL_OVERHEAD];
    let length = noise.write_message(plain, &mut sealed)?;
    sealed.truncate(length);
    Ok(sealed)
}

/// Opens what was sealed to us.
pub(super) fn unseal(
    secret: &[u8; 32],
    psk: &[u8; 32],
    prologue: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, Error> {
    let params = SEAL_PATTERN.parse()?;
    let mut noise = Builder::with_resolver(params, Box::new(Resolver { seed: [0; 32] }))
        .psk(0, psk)?
        .prologue(prologue)?
        .local_private_key(secret)?
        .build_responder()?;
    let mut plain = vec![0; sealed.len()];
    let length = noise.read_message(sealed, &mut plain)?;
    plain.truncate(length);
    Ok(plain)
}

struct Resolver {
    seed: [u8; 32],
}

impl CryptoResolver for Resolver {
    fn resolve_rng(&self) -> Option<Box<dyn Random>> {
        Some(Box::new(Drawn {
            left: Some(self.seed),
        }))
    }

    fn resolve_dh(&self, choice: &DHChoice) -> Option<Box<dyn Dh>> {
        matches!(choice, DHChoice::Curve25519).then(|| {
            Box::new(X25519 {
                secret: [0; 32],
                public: [0; 32],
            }) as Box<dyn Dh>
        })
    }

    fn resolve_hash(&self, choice: &HashChoice) -> Option<Box<dyn Hash>> {
        matches!(choice, HashChoice::Blake2b)
            .then(|| Box::new(Blake2bHash(blake2b_simd::State::new())) as Box<dyn Hash>)
    }

    fn resolve_cipher(&self, choice: &CipherChoice) -> Option<Box<dyn Cipher>> {
        matches!(choice, CipherChoice::ChaChaPoly)
            .then(|| Box::new(ChaChaPoly { key: [0; 32] }) as Box<dyn Cipher>)
    }
}

/// Hands out the drawn bytes once; a second draw fails rather than repeats.
struct Drawn {
    left: Option<[u8; 32]>,
}

impl Random for Drawn {
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Error> {
        let drawn = self.left.take().ok_or(Error::Rng)?;
        let bytes = drawn.get(..out.len()).ok_or(Error::Rng)?;
        out.copy_from_slice(bytes);
        Ok(())
    }
}

struct X25519 {
    secret: [u8; 32],
    public: [u8; 32],
}

impl Dh for X25519 {
    fn name(&self) -> &'static str {
        "25519"
    }

    fn pub_len(&self) -> usize {
        32
    }

    fn priv_len(&self) -> usize {
        32
    }

    fn set(&mut self, secret: &[u8]) {
        self.secret.copy_from_slice(secret);
        self.public = PublicKey::from(&StaticSecret::from(self.secret)).to_bytes();
    }

    fn generate(&mut self, rng: &mut dyn Random) -> Result<(), Error> {
        let mut secret = [0; 32];
        rng.try_fill_bytes(&mut secret)?;
        self.set(&secret);
        Ok(())
    }

    fn pubkey(&self) -> &[u8] {
        &self.public
    }

    fn privkey(&self) -> &[u8] {
        &self.secret
    }

    /// Refuses a shared secret to which the other side contributed nothing.
    fn dh(&self, public: &[u8], out: &mut [u8]) -> Result<(), Error> {
        let public: [u8; 32] = public
            .get(..32)
            .and_then(|key| key.try_into().ok())
            .ok_or(Error::Dh)?;
        let shared = StaticSecret::from(self.secret).diffie_hellman(&PublicKey::from(public));
        if !shared.was_contributory() {
            return Err(Error::Dh);
        }
        out[..32].copy_from_slice(shared.as_bytes());
        Ok(())
    }
}

struct Blake2bHash(blake2b_simd::State);

impl Hash for Blake2bHash {
    fn name(&self) -> &'static str {
        "BLAKE2b"
    }

    fn block_len(&self) -> usize {
        blake2b_simd::BLOCKBYTES
    }

    fn hash_len(&self) -> usize {
        blake2b_simd::OUTBYTES
    }

    fn reset(&mut self) {
        self.0 = blake2b_simd::State::new();
    }

    fn input(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn result(&mut self, out: &mut [u8]) {
        out[..blake2b_simd::OUTBYTES].copy_from_slice(self.0.finalize().as_bytes());
    }
}

struct ChaChaPoly {
    key: [u8; 32],
}

impl ChaChaPoly {
    /// Noise's nonce: four zero bytes and the counter, little endian.
    fn nonce(counter: u64) -> Nonce {
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(&counter.to_le_bytes());
        Nonce::from(nonce)
    }
}

impl Cipher for ChaChaPoly {
    fn name(&self) -> &'static str {
        "ChaChaPoly"
    }

    fn set(&mut self, key: &[u8; 32]) {
        self.key = *key;
    }

    fn encrypt(&self, counter: u64, aad: &[u8], msg: &[u8], out: &mut [u8]) -> usize {
        let sealed = ChaCha20Poly1305::new(&self.key.into())
            .encrypt(&Self::nonce(counter), Payload { msg, aad })
            .expect("a Noise message is far below the cipher's limit of 256 GiB");
        out[..sealed.len()].copy_from_slice(&sealed);
        sealed.len()
    }

    fn decrypt(
        &self,
        counter: u64,
        aad: &[u8],
        msg: &[u8],
        out: &mut [u8],
    ) -> Result<usize, Error> {
        if msg.len() < TAG_LEN || out.len() < msg.len() - TAG_LEN {
            return Err(Error::Decrypt);
        }
        let opened = ChaCha20Poly1305::new(&self.key.into())
            .decrypt(&Self::nonce(counter), Payload { msg, aad })
            .map_err(|_| Error::Decrypt)?;
        out[..opened.len()].copy_from_slice(&opened);
        Ok(opened.len())
    }
}
