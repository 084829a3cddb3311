//! What a simulated peer would show: the view of everything on its disk.

use super::disk::Disk;
use super::node::Place;
use crate::protocol::id::{LogKey, SeqNum};
use crate::protocol::segment::Segment;
use crate::protocol::view::{MessageIn, View};

/// The digest of the view of all that a disk holds; none where a log has a gap.
pub fn digest(disk: &Disk, place: &Place) -> Option<[u8; 32]> {
    let festival = place.festival;
    let mut view = View::new();
    for (_, proof) in disk.forks() {
        let height = disk.head(&proof.key()).map_or(0, |head| head.height());
        view.freeze(festival, proof.key(), height);
    }
    for head in disk.heads() {
        let log = head.key();
        let mut from = 1;
        while from <= head.height() {
            let segments = disk.read(&log, from, u64::MAX);
            from = segments.last()?.run.last() + 1;
            for segment in &segments {
                show(&mut view, place, log, segment)?;
            }
        }
    }
    Some(view.digest(&festival))
}

fn show(view: &mut View, place: &Place, log: LogKey, segment: &Segment) -> Option<SeqNum> {
    let hashes = segment.hashes();
    let entries = hashes.iter().zip(&segment.run.entries);
    for (seq, (hash, entry)) in (segment.run.first..).zip(entries) {
        let message = MessageIn {
            log,
            festival: place.festival,
            seq,
            id: hash.instance(),
            payload: &entry.payload,
        };
        view.apply(message).ok()?;
    }
    Some(segment.run.last())
}
