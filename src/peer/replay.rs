//! Reading stored logs into a view: all of them at the start, those of one festival
//! where it is entered again or must be computed anew. Goes on until the view has
//! everything that the ledger has, also what was stored meanwhile.

use std::collections::{BTreeSet, VecDeque};

use crate::gossip::ledger::Ledger;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::view::{MessageIn, View};
use crate::storage::{Request, Segment};

/// Payload bytes read at once: what is done with them stays below the 50 ms that a
/// person notices.
const REPLAY_BYTES: u64 = 512 * 1024;

/// Logs being read.
#[derive(Debug, Default)]
pub(super) struct Replay {
    left: VecDeque<(FestivalId, LogKey)>,
    next: SeqNum,
    /// Logs whose records are damaged: read as far as they can be.
    stuck: BTreeSet<LogKey>,
}

impl Replay {
    /// What the view lacks of these festivals' logs.
    pub(super) fn of(
        ledger: &Ledger,
        view: &View,
        festivals: impl IntoIterator<Item = FestivalId>,
    ) -> Self {
        let logs = festivals.into_iter().flat_map(|festival| {
            let heads = ledger.of_festival(festival);
            let lacks =
                heads.filter(move |head| view.height(&festival, &head.key()) < head.height());
            lacks.map(move |head| (festival, head.key()))
        });
        let mut replay = Self {
            left: logs.collect(),
            next: 1,
            stuck: BTreeSet::new(),
        };
        replay.begin(view);
        replay
    }

    /// Looks for what was stored meanwhile, at the end.
    pub(super) fn look_again(&mut self, ledger: &Ledger, view: &View, festival: FestivalId) {
        let more = Self::of(ledger, view, [festival]);
        let more = more.left.into_iter();
        self.left = more.filter(|(_, log)| !self.stuck.contains(log)).collect();
        self.begin(view);
    }

    /// The next log is read from where the view has it.
    fn begin(&mut self, view: &View) {
        self.next = self
            .left
            .front()
            .map_or(1, |(festival, log)| view.height(festival, log) + 1);
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
        if reached < height && reached < self.next {
            self.stuck.insert(log);
        }
        if reached >= height || reached < self.next {
            self.left.pop_front();
            self.begin(view);
        } else {
            self.next = reached + 1;
        }
    }
}
