//! Bodies of the fuzz targets, as in [`crate::protocol::fuzz`]: any bytes may come
//! in, none may panic. Each returns whether the bytes were accepted.

use super::engine::{Counters, Gossip, Input, Settings};
use super::frame::{self, Assembler, Received};
use super::handshake::{Identity, Neighbour};
use super::signal::Code;
use super::sim::node::{NodeId, Place};
use super::sim::random::Random;
use super::sim::world::World;
use super::wire::Wire;
use crate::protocol::id::DeviceNumber;
use crate::protocol::limits::{MAX_WIRE_BYTES, SILENCE_MS};
use crate::protocol::reader::Reader;
use crate::protocol::signature::AuthorKey;

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

/// Names the peer that is talked to.
const HONEST: u64 = 1001;
/// Names the neighbour that may say anything.
const NEIGHBOUR: u64 = 1002;
/// Number of the honest peer's log.
pub const HONEST_DEVICE: DeviceNumber = DeviceNumber(1);
/// Payload bytes that the honest peer keeps of the festival: soon full.
const FESTIVAL_BYTES: u64 = 64 * 1024;
/// Time between two frames, milliseconds: what was asked before is asked by then.
const PAUSE_MS: u64 = 200;

/// The scene of [`session_inputs`]: a peer with a log of four entries.
fn scene() -> (World, NodeId, NodeId) {
    let settings = Settings {
        festival_bytes: FESTIVAL_BYTES,
        ..Settings::default()
    };
    let mut world = World::new(1, settings);
    let ids = [HONEST, NEIGHBOUR].map(|seed| world.add_known_node(&mut Random::new(seed)));
    let [honest, neighbour] = ids;
    world.nodes[honest].device = Some(HONEST_DEVICE);
    world.feed(honest, Input::Blocked([blocked().author()].into()));
    (world, honest, neighbour)
}

/// The festival in which the targets' peers meet.
pub fn place() -> Place {
    scene().0.place
}

/// Who listens.
pub fn honest() -> Neighbour {
    let (world, honest, _) = scene();
    world.nodes[honest].identity.neighbour()
}

/// Who speaks.
pub fn neighbour() -> Identity {
    let (world, _, neighbour) = scene();
    world.nodes[neighbour].identity.clone()
}

/// Somebody whom the listening peer has blocked.
pub fn blocked() -> AuthorKey {
    AuthorKey::from_seed(&[0xb1; 32])
}

/// What a proven neighbour sends, as in [`frame`](self::frame): whether the link
/// outlives it.
///
/// # Panics
///
/// When more is held than its bound.
pub fn session_inputs(data: &[u8]) -> bool {
    session_counters(data).0
}

/// The same, and what was counted until nothing had been said for long.
///
/// # Panics
///
/// When more is held than its bound.
pub fn session_counters(data: &[u8]) -> (bool, Counters) {
    let (mut world, honest, neighbour) = scene();
    world.write(honest, 3, 20);
    let until = world.now + 100;
    world.run(until, |_, _| {});
    world.connect(honest, neighbour);
    let until = world.now + 1_500;
    world.run(until, |_, _| {});
    // From here on only the input speaks.
    world.nodes[neighbour].engine = None;
    let festival = world.place.festival;
    let mut sent = 0;
    for frame in frames(data) {
        let ends = world.nodes[neighbour].links.iter().next();
        let Some((link, cable)) = ends.map(|(link, cable)| (*link, *cable)) else {
            break;
        };
        world.transmit(cable, neighbour, link, frame.to_vec());
        sent += 1;
        pass(&mut world, honest, PAUSE_MS);
    }
    pass(&mut world, honest, 13_000);
    let engine = world.nodes[honest].engine.as_ref();
    let outlived = engine.is_some_and(|engine| engine.neighbours(festival).len() == 1);
    pass(&mut world, honest, SILENCE_MS);
    (sent > 0 && outlived, world.nodes[honest].counters())
}

fn pass(world: &mut World, honest: NodeId, milliseconds: u64) {
    let until = world.now + milliseconds;
    world.run(until, |_, _| {});
    let engine = world.nodes[honest].engine.as_ref();
    assert_eq!(engine.and_then(Gossip::excess), None);
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
