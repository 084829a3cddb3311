//! Bodies of the fuzz targets, as in [`crate::protocol::fuzz`]: any bytes may come
//! in, none may panic. Each returns whether the bytes were accepted.

use super::engine::Settings;
use super::frame::{self, Assembler, Received};
use super::signal::Code;
use super::sim::world::World;
use super::wire::Wire;
use crate::protocol::limits::{CREDIT_BYTES, MAX_WIRE_BYTES};
use crate::protocol::reader::Reader;

/// When codes are read, unix milliseconds: Saturday, 30 May 2026, noon UTC.
pub const NOW: u64 = super::sim::world::NOON;

/// Most frames that one input holds.
const MAX_FRAMES: usize = 64;

/// Frames, each after its length as two bytes, little endian; whether every one
/// was taken and a message came out.
pub fn frame(data: &[u8]) -> bool {
    let mut assembler = Assembler::default();
    let mut messages = 0;
    for frame in frames(data) {
        match assembler.receive(frame) {
            Ok(Some(Received::Message(message))) => {
                assert!(message.len() <= MAX_WIRE_BYTES);
                let mut again = Assembler::default();
                let carried = frame::split(&message)
                    .iter()
                    .filter_map(|frame| again.receive(frame).ok().flatten())
                    .last();
                assert_eq!(carried, Some(Received::Message(message.clone())));
                if let Ok(wire) = Wire::decode(&message) {
                    assert_eq!(wire.encode(), message, "a message is its own encoding");
                }
                messages += 1;
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    messages > 0
}

/// What a proven neighbour sends, as in [`frame`](self::frame): whether the link
/// outlives it.
///
/// # Panics
///
/// When more waits for the store than its credit.
pub fn session_inputs(data: &[u8]) -> bool {
    let mut world = World::new(1, Settings::default());
    let (honest, neighbour) = (world.add_node(), world.add_node());
    world.write(honest, 3, 20);
    world.write(neighbour, 2, 20);
    world.connect(honest, neighbour);
    let until = world.now + 1_500;
    world.run(until, |_, _| {});
    let Some((link, cable)) = world.nodes[neighbour]
        .links
        .iter()
        .next()
        .map(|(link, cable)| (*link, *cable))
    else {
        return false;
    };
    let mut sent = 0;
    for frame in frames(data) {
        world.transmit(cable, neighbour, link, frame.to_vec());
        sent += 1;
    }
    let until = world.now + 15_000;
    world.run(until, |_, _| {});
    let festival = world.place.festival;
    world.nodes[honest].engine.as_ref().is_some_and(|engine| {
        assert!(engine.burden() <= 2 * CREDIT_BYTES);
        sent > 0 && engine.neighbours(festival).len() == 1
    })
}

/// A text that somebody pasted or scanned.
pub fn signal_text(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data);
    match Code::from_text(&text, NOW) {
        Ok(Code::Offer(offer)) => {
            let again = Code::from_text(&Code::to_text(&offer.encode()), NOW);
            assert_eq!(again, Ok(Code::Offer(offer)));
            true
        }
        Ok(Code::Answer(answer)) => {
            let again = Code::from_text(&Code::to_text(&answer.encode()), NOW);
            assert_eq!(again, Ok(Code::Answer(answer)));
            true
        }
        Ok(Code::Join(link)) => {
            let again = Code::from_text(&Code::to_text(&link.encode()), NOW);
            assert_eq!(again, Ok(Code::Join(link)));
            true
        }
        Err(_) => false,
    }
}

fn frames(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader::new(data);
    let next = move || {
        let length = u16::from_le_bytes(reader.array().ok()?);
        reader.take(length.into()).ok()
    };
    core::iter::from_fn(next).take(MAX_FRAMES)
}
