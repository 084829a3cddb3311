//! Writing to own logs: one batch at a time, each built on the view and the heads
//! that the one before it left, and shown or announced only after the store has
//! answered. A wish waits as a wish; it is judged when its turn comes.

use std::collections::VecDeque;

use super::command::Command;
use super::compose::Made;
use super::pen::Written;
use super::view_model::Place;
use crate::storage::{Batch, OwnSteps, RequestId, WriterToken};

/// Own wishes on their way to the store.
#[derive(Debug, Default)]
pub(super) struct Writing {
    waiting: VecDeque<Command>,
    in_flight: Option<InFlight>,
}

/// A signed batch that the store has before it.
#[derive(Debug)]
pub(super) struct InFlight {
    /// Its request.
    pub(super) request: RequestId,
    /// What the wish was about; none for what a policy decided.
    pub(super) place: Option<Place>,
    /// What it made.
    pub(super) made: Made,
    /// What was signed.
    pub(super) written: Written,
    /// Whether an import wrote it.
    pub(super) imports: bool,
    /// The wish itself, to be judged again where the store turns out to hold other
    /// logs than were thought.
    pub(super) wish: Option<Command>,
}

impl InFlight {
    /// A batch that is about to be handed over.
    pub(super) fn of(place: Option<Place>, made: Made, written: Written) -> Self {
        Self {
            request: 0,
            place,
            made,
            written,
            imports: false,
            wish: None,
        }
    }
}

impl Writing {
    /// Puts a wish in the queue.
    pub(super) fn push(&mut self, command: Command) {
        self.waiting.push_back(command);
    }

    /// Puts a wish before all others.
    pub(super) fn push_front(&mut self, command: Command) {
        self.waiting.push_front(command);
    }

    /// Whether nothing is in flight.
    pub(super) fn is_free(&self) -> bool {
        self.in_flight.is_none()
    }

    /// Whether a person's wish is under way.
    pub(super) fn is_saving(&self) -> bool {
        let flying = self.in_flight.as_ref();
        !self.waiting.is_empty() || flying.is_some_and(|flying| flying.place.is_some())
    }

    /// The next wish, if nothing is in flight.
    pub(super) fn next(&mut self) -> Option<Command> {
        if self.is_free() {
            self.waiting.pop_front()
        } else {
            None
        }
    }

    /// A batch was handed to the store.
    pub(super) fn sent(&mut self, in_flight: InFlight) {
        self.in_flight = Some(in_flight);
    }

    /// The store has answered a request; gives the batch back if it was ours.
    pub(super) fn answered(&mut self, request: RequestId) -> Option<InFlight> {
        self.in_flight
            .take_if(|in_flight| in_flight.request == request)
    }

    /// All wishes that wait.
    pub(super) fn take_waiting(&mut self) -> Vec<Command> {
        self.waiting.drain(..).collect()
    }

    /// Everything that waits is given up: the device cannot write.
    pub(super) fn give_up(&mut self) {
        self.waiting.clear();
    }
}

/// The batch that stores what was signed, durably.
pub(super) fn batch(token: WriterToken, written: &Written) -> Batch {
    let memberships = written
        .memberships
        .iter()
        .map(|membership| (membership.row_key(), membership.row()));
    Batch {
        own: Some(OwnSteps {
            token,
            steps: written.steps.clone(),
        }),
        foreign: Vec::new(),
        local: memberships.chain(written.rows.iter().cloned()).collect(),
    }
}
