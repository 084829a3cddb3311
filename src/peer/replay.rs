//! Reading stored logs into the view: all of them at the start, those of one
//! festival where it is entered again.

use std::collections::VecDeque;

use crate::gossip::ledger::Ledger;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::view::{MessageIn, View};
use crate::storage::{Request, Segment};

/// Payload bytes read at once.
const REPLAY_BYTES: u64 = 4 * 1024 * 1024;

/// Logs being read.
#[derive(Debug, Default)]
pub(super) struct Replay {
    left: VecDeque<(FestivalId, LogKey)>,
    next: SeqNum,
}

impl Replay {
    /// The logs of these festivals.
    pub(super) fn of(ledger: &Ledger, festivals: impl IntoIterator<Item = FestivalId>) -> Self {
        let logs = festivals.into_iter().flat_map(|festival| {
            let heads = ledger.of_festival(festival);
            heads.map(move |head| (festival, head.key()))
        });
        Self {
            left: logs.collect(),
            next: 1,
        }
    }

    /// What to ask the store for next; none at the end.
    pub(super) fn request(&self) -> Option<Request> {
        self.left.front().map(|(_, log)| Request::Read {
            log: *log,
            from: self.next,
            max_bytes: REPLAY_BYTES,
        })
    }

    /// Takes the store's answer. An answer without progress ends the log here: what
    /// is missing is fetched from neighbours like anything else.
    pub(super) fn take(&mut self, segments: &[Segment], view: &mut View, ledger: &Ledger) {
        let Some((festival, log)) = self.left.front().copied() else {
            return;
        };
        for segment in segments {
            let messages = (segment.run.first..)
                .zip(segment.hashes())
                .zip(&segment.run.entries);
            for ((seq, hash), entry) in messages {
                let message = MessageIn {
                    log,
                    festival,
                    seq,
                    id: hash.instance(),
                    payload: &entry.payload,
                };
                // A gap is a damaged store: what lies behind it is not shown.
                if view.apply(message).is_err() {
                    break;
                }
            }
        }
        let reached = segments.last().map_or(0, |segment| segment.run.last());
        let height = ledger.stored(&log).map_or(0, |head| head.height());
        if reached >= height || reached < self.next {
            self.left.pop_front();
            self.next = 1;
        } else {
            self.next = reached + 1;
        }
    }
}
