//! Randomness as an argument: engines draw from what their driver hands them, so
//! that a simulated world repeats exactly from its seed.

/// A source of random bytes. The browser's is the operating system's, a test's
/// follows from a seed.
pub trait Entropy {
    /// Fills `bytes` with random bytes.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Draws an array.
pub fn draw<const N: usize>(entropy: &mut dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

/// Bytes of BLAKE2b in counter mode from a seed: repeatable worlds for tests and
/// simulation, never for keys of people.
#[cfg(any(test, feature = "sim"))]
#[derive(Clone, Debug)]
pub struct SeededEntropy {
    seed: u64,
    counter: u64,
}

#[cfg(any(test, feature = "sim"))]
impl SeededEntropy {
    /// The same seed gives the same bytes.
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: 0 }
    }
}

#[cfg(any(test, feature = "sim"))]
impl Entropy for SeededEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(64) {
            let block = [self.seed.to_le_bytes(), self.counter.to_le_bytes()].concat();
            self.counter += 1;
            let hash = blake2b_simd::blake2b(&block);
            chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
        }
    }
}
