//! Entries of others that are stored, on their way into the view. Thousands are stored
//! at once, because a transaction costs more than what is in it, but they are taken
//! into the view some at a time: a page that takes in all of them in one task does not
//! answer meanwhile. Gossip hears that they are stored when all of them can be seen.

use std::collections::VecDeque;

use super::Output;
use super::local::Row;
use super::state::{Core, Pending};
use crate::gossip::engine;
use crate::protocol::limits::MAX_SHOWN_AT_ONCE;
use crate::protocol::log::Authentic;

/// What one answer of the store brought.
#[derive(Debug)]
pub(super) struct Arriving {
    steps: VecDeque<Authentic>,
    /// Messages of the first step that the view has.
    shown: usize,
    rows: Vec<Row>,
}

impl Core {
    /// Steps of others were stored, with the rows that count them.
    pub(super) fn foreign_stored(&mut self, steps: Vec<Authentic>, rows: Vec<Row>) {
        // Gossip stores one batch at a time; what a file brought may be one more.
        self.show_all();
        self.untidied();
        self.arriving = Some(Arriving {
            steps: steps.into(),
            shown: 0,
            rows,
        });
    }

    /// Whether an answer of the store may be taken in before what arrives is shown.
    pub(super) fn may_overtake(pending: &Pending) -> bool {
        matches!(
            pending,
            Pending::Read(_) | Pending::Give(_) | Pending::Tidy | Pending::Snapshot(_)
        )
    }

    /// Shows all that arrives: what comes next may build upon it.
    pub(super) fn show_all(&mut self) {
        self.show(usize::MAX);
    }

    /// A turn of showing what arrives.
    pub(super) fn show_some(&mut self, outputs: &mut VecDeque<Output>) {
        self.show(MAX_SHOWN_AT_ONCE);
        if self.arriving.is_some() {
            outputs.push_back(Output::Wake(self.now));
        }
    }

    fn show(&mut self, most: usize) {
        let Some(mut arriving) = self.arriving.take() else {
            return;
        };
        let mut left = most;
        while let Some(step) = arriving.steps.front() {
            if left == 0 {
                self.arriving = Some(arriving);
                return;
            }
            let shown = self.show_messages(step, arriving.shown, left);
            left = left.saturating_sub(shown);
            arriving.shown += shown;
            if arriving.shown >= step.run().entries.len() {
                arriving.steps.pop_front();
                arriving.shown = 0;
            }
        }
        self.take_rows(&arriving.rows);
        self.undecided = true;
        self.tell_gossip(engine::Input::Stored);
    }
}
