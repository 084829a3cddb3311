//! Frames: how messages travel through a data channel whose messages must stay
//! below 16 KiB. A message that fits goes whole; a longer one is cut into parts,
//! the first naming the total, and nothing comes in between.
//!
//! ```text
//! 0 ‖ message                        whole
//! 1 ‖ total length VarU64 ‖ part     first part
//! 2 ‖ part                           next part
//! 3 ‖ reason                         goodbye, also before anybody is proven
//! ```

use crate::protocol::limits::{MAX_FRAME_BYTES, MAX_WIRE_BYTES};
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::varint::{self, MAX_VARU64_BYTES};

const WHOLE: u8 = 0;
const FIRST: u8 = 1;
const NEXT: u8 = 2;
const GOODBYE: u8 = 3;

/// What a received frame completes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// A whole message.
    Message(Vec<u8>),
    /// The other side leaves, with its reason code.
    Goodbye(u8),
}

/// Cuts a message into frames.
pub fn split(message: &[u8]) -> Vec<Vec<u8>> {
    if message.len() < MAX_FRAME_BYTES {
        return vec![[&[WHOLE], message].concat()];
    }
    let mut first = vec![FIRST];
    varint::write(message.len() as u64, &mut first);
    let (part, rest) = message.split_at(MAX_FRAME_BYTES - 1 - MAX_VARU64_BYTES);
    first.extend_from_slice(part);
    let next = rest
        .chunks(MAX_FRAME_BYTES - 1)
        .map(|part| [&[NEXT], part].concat());
    core::iter::once(first).chain(next).collect()
}

/// The frame that says goodbye.
pub fn goodbye(reason: u8) -> Vec<u8> {
    vec![GOODBYE, reason]
}

/// Puts frames of one link together again. Holds at most one message, and no
/// more of it than has arrived.
#[derive(Clone, Debug, Default)]
pub struct Assembler {
    partial: Option<Partial>,
}

#[derive(Clone, Debug)]
struct Partial {
    total: usize,
    bytes: Vec<u8>,
}

impl Assembler {
    /// Takes the next frame.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a frame or message over its limit, of an unknown kind, or
    /// out of place: the sender's mistake.
    pub fn receive(&mut self, frame: &[u8]) -> Result<Option<Received>, Malformed> {
        if frame.len() > MAX_FRAME_BYTES {
            return Err(Malformed::TooLong);
        }
        let mut reader = Reader::new(frame);
        match (reader.byte()?, self.partial.take()) {
            (WHOLE, None) => Ok(Some(Received::Message(reader.rest().to_vec()))),
            (GOODBYE, _) => reader.byte().map(|reason| Some(Received::Goodbye(reason))),
            (FIRST, None) => {
                let total = reader.length(MAX_WIRE_BYTES)?;
                self.collect(
                    Partial {
                        total,
                        bytes: Vec::new(),
                    },
                    reader.rest(),
                )
            }
            (NEXT, Some(partial)) => self.collect(partial, reader.rest()),
            _ => Err(Malformed::Value),
        }
    }

    /// Bytes of an unfinished message.
    pub fn held(&self) -> usize {
        self.partial
            .as_ref()
            .map_or(0, |partial| partial.bytes.len())
    }

    fn collect(
        &mut self,
        mut partial: Partial,
        part: &[u8],
    ) -> Result<Option<Received>, Malformed> {
        let length = partial.bytes.len() + part.len();
        if part.is_empty() || length > partial.total {
            return Err(Malformed::TooLong);
        }
        partial.bytes.extend_from_slice(part);
        if length == partial.total {
            return Ok(Some(Received::Message(partial.bytes)));
        }
        self.partial = Some(partial);
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(message: &[u8]) -> Option<Received> {
        let mut assembler = Assembler::default();
        let mut received = None;
        for frame in split(message) {
            assert!(frame.len() <= MAX_FRAME_BYTES);
            assert_eq!(received, None, "nothing comes before the last frame");
            received = assembler.receive(&frame).expect("our own frames are sound");
        }
        received
    }

    #[test]
    fn a_message_of_any_length_arrives_whole() {
        for length in [
            0,
            1,
            MAX_FRAME_BYTES - 2,
            MAX_FRAME_BYTES - 1,
            MAX_FRAME_BYTES,
            50_000,
            MAX_WIRE_BYTES,
        ] {
            let message: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            assert_eq!(
                carried(&message),
                Some(Received::Message(message)),
                "{length} bytes"
            );
        }
    }

    #[test]
    fn a_claimed_total_allocates_nothing_and_a_huge_one_is_refused() {
        let mut first = vec![FIRST];
        varint::write(u64::MAX, &mut first);
        first.push(0);
        assert_eq!(
            Assembler::default().receive(&first),
            Err(Malformed::TooLong)
        );
    }

    #[test]
    fn parts_out_of_place_are_refused() {
        assert_eq!(
            Assembler::default().receive(&[NEXT, 1]),
            Err(Malformed::Value)
        );
        let mut assembler = Assembler::default();
        assert_eq!(assembler.receive(&[FIRST, 9, 1, 2]), Ok(None));
        assert_eq!(assembler.receive(&[WHOLE, 1]), Err(Malformed::Value));
        let mut assembler = Assembler::default();
        assert_eq!(assembler.receive(&[FIRST, 2, 1]), Ok(None));
        assert_eq!(assembler.receive(&[NEXT, 2, 3]), Err(Malformed::TooLong));
    }

    #[test]
    fn goodbye_is_understood_at_any_moment() {
        let mut assembler = Assembler::default();
        assert_eq!(assembler.receive(&[FIRST, 9, 1, 2]), Ok(None));
        assert_eq!(
            assembler.receive(&goodbye(4)),
            Ok(Some(Received::Goodbye(4)))
        );
    }
}
