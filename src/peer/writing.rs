//! Writing to own logs: one batch at a time, each built on the head that the one
//! before it left, and shown or announced only after the store has answered.

use std::collections::VecDeque;

use super::membership::Membership;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::Identity;
use crate::gossip::ledger::Ledger;
use crate::protocol::festival::log_id;
use crate::protocol::id::{DeviceNumber, FestivalId, LogKey};
use crate::protocol::log::{AppendError, Authentic, Head};
use crate::protocol::message::{Message, MessageError};
use crate::protocol::schema::join::{self, Join};
use crate::storage::{Batch, OwnSteps, RequestId, WriterToken};

/// Something to say in a festival, not yet signed.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// Where.
    pub(super) festival: FestivalId,
    /// What; its clock is set when it is signed.
    pub(super) message: Message,
}

/// Own messages on their way to the store.
#[derive(Debug, Default)]
pub(super) struct Writing {
    waiting: VecDeque<Wish>,
    in_flight: Option<InFlight>,
}

/// A signed batch that the store has before it.
#[derive(Debug)]
pub(super) struct InFlight {
    /// Its request.
    pub(super) request: RequestId,
    /// The step.
    pub(super) step: Authentic,
    /// The membership as it is afterwards.
    pub(super) membership: Membership,
}

/// Why a wish could not be signed: a fault of ours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum WriteError {
    /// The message is not sound.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The entry could not be made.
    #[error(transparent)]
    Append(#[from] AppendError),
}

impl Writing {
    /// Puts a wish in the queue.
    pub(super) fn push(&mut self, wish: Wish) {
        self.waiting.push_back(wish);
    }

    /// The next wish, if nothing is in flight.
    pub(super) fn next(&mut self) -> Option<Wish> {
        if self.in_flight.is_some() {
            None
        } else {
            self.waiting.pop_front()
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

    /// Everything that waits is given up: the device cannot write.
    pub(super) fn give_up(&mut self) {
        self.waiting.clear();
    }
}

/// Signs a wish: begins the log where there is none yet.
pub(super) fn sign(
    mut wish: Wish,
    identity: &Identity,
    membership: &Membership,
    ledger: &Ledger,
    clock: u64,
    entropy: &mut dyn Entropy,
) -> Result<(Authentic, Membership), WriteError> {
    let author = identity.author.author();
    let mut membership = membership.clone();
    let mut payloads = Vec::new();
    let mut clock = clock.max(wish.message.time);
    let own = membership.log(author).and_then(|log| ledger.stored(&log));
    let head = match own {
        Some(head) => head.clone(),
        None => {
            let (device, key) = draw_log(identity, wish.festival, ledger, entropy);
            membership.device = Some(device);
            let join = Join {
                festival: wish.festival,
                device,
                sealing_key: identity.installation,
            };
            payloads.push(Message::create(join::NAME, &join, clock, wish.message.time)?.encode()?);
            clock += 1;
            Head::empty(wish.festival, key)
        }
    };
    wish.message.clock = clock;
    payloads.push(wish.message.encode()?);
    Ok((head.append(&identity.author, payloads)?, membership))
}

/// A device number whose log this author does not have yet.
fn draw_log(
    identity: &Identity,
    festival: FestivalId,
    ledger: &Ledger,
    entropy: &mut dyn Entropy,
) -> (DeviceNumber, LogKey) {
    loop {
        let device = DeviceNumber(u32::from_le_bytes(draw(entropy)));
        let key = LogKey {
            author: identity.author.author(),
            log_id: log_id(&festival, device),
        };
        if ledger.stored(&key).is_none() {
            return (device, key);
        }
    }
}

/// The batch that stores a signed step and its membership.
pub(super) fn batch(token: WriterToken, step: Authentic, membership: &Membership) -> Batch {
    Batch {
        own: Some(OwnSteps {
            token,
            steps: vec![step],
        }),
        foreign: Vec::new(),
        local: vec![(membership.row_key(), membership.row())],
    }
}
