//! One link from the first frame to the last: handshake, then sync. The states
//! own their data, so nothing of the sync can be reached before both sides are
//! proven.

use core::fmt;

use super::frame::{self, Assembler, Received};
use super::handshake::{Binding, Handshake, HandshakeError, Identity, Neighbour};
use super::ledger::Ledger;
use super::sync::{Effect, Fault, Progress, Sync};
use super::wire::Wire;
use crate::protocol::id::{FestivalId, LogKey, SeqNum};
use crate::protocol::log::Authentic;
use crate::protocol::reader::Malformed;
use crate::protocol::segment::Segment;

/// Why a link was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HangReason {
    /// The handshake failed.
    Handshake(HandshakeError),
    /// A frame or message that is not of this protocol.
    Malformed(Malformed),
    /// They did what no honest peer does.
    Fault(Fault),
    /// Nobody was proven in time.
    TooSlow,
    /// The person here closed it.
    WeLeave,
    /// They said goodbye, with their code.
    TheyLeft(u8),
}

impl HangReason {
    /// The byte that the other side is told. 1: other key, 2: same installation,
    /// 3: their mistake, 4: too slow, 5: we leave.
    pub fn code(self) -> u8 {
        match self {
            Self::Handshake(HandshakeError::OtherKey) => 1,
            Self::Handshake(HandshakeError::Ourselves) => 2,
            Self::Handshake(_) | Self::Malformed(_) | Self::Fault(_) => 3,
            Self::TooSlow => 4,
            Self::WeLeave | Self::TheyLeft(_) => 5,
        }
    }
}

/// What a frame led to.
#[derive(Debug, Default)]
pub(super) struct Reaction {
    /// Frames to send first.
    pub(super) send: Vec<Vec<u8>>,
    /// Who the other side has just proven to be.
    pub(super) linked: Option<Neighbour>,
    /// What the sync asks for.
    pub(super) effects: Vec<Effect>,
}

/// One link.
pub(super) struct Session {
    festival: FestivalId,
    frames: Assembler,
    state: State,
}

enum State {
    Proving {
        handshake: Box<Handshake>,
        deadline: u64,
    },
    Syncing {
        neighbour: Neighbour,
        sync: Box<Sync>,
    },
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Proving { .. } => "proving",
            State::Syncing { .. } => "syncing",
        };
        write!(f, "Session({:?}, {state})", self.festival)
    }
}

impl Session {
    /// Begins on a fresh channel; the frames are to be sent at once.
    pub(super) fn begin(
        binding: Binding,
        identity: Identity,
        seed: [u8; 32],
        deadline: u64,
    ) -> Result<(Self, Vec<Vec<u8>>), HangReason> {
        let festival = binding.festival;
        let (handshake, first) =
            Handshake::begin(binding, identity, seed).map_err(HangReason::Handshake)?;
        let frames = first
            .iter()
            .flat_map(|message| frame::split(message))
            .collect();
        let state = State::Proving {
            handshake: Box::new(handshake),
            deadline,
        };
        Ok((
            Self {
                festival,
                frames: Assembler::default(),
                state,
            },
            frames,
        ))
    }

    /// The festival that the link is about.
    pub(super) fn festival(&self) -> FestivalId {
        self.festival
    }

    /// Who is there, once proven.
    pub(super) fn neighbour(&self) -> Option<&Neighbour> {
        match &self.state {
            State::Proving { .. } => None,
            State::Syncing { neighbour, .. } => Some(neighbour),
        }
    }

    /// Whether nobody was proven in time.
    pub(super) fn is_late(&self, now: u64) -> bool {
        matches!(&self.state, State::Proving { deadline, .. } if now >= *deadline)
    }

    /// How far they have stored a log, by their own word.
    pub(super) fn shown_height(&self, log: &LogKey) -> SeqNum {
        match &self.state {
            State::Proving { .. } => 0,
            State::Syncing { sync, .. } => sync.shown_height(log),
        }
    }

    /// How far the first exchange has come.
    pub(super) fn progress(&self) -> Option<Progress> {
        match &self.state {
            State::Proving { .. } => None,
            State::Syncing { sync, .. } => Some(sync.progress()),
        }
    }

    /// Takes a frame. An error means: close the link for this reason.
    pub(super) fn receive(
        &mut self,
        frame: &[u8],
        store_id: u64,
        ledger: &mut Ledger,
    ) -> Result<Reaction, HangReason> {
        match self.frames.receive(frame).map_err(HangReason::Malformed)? {
            None => Ok(Reaction::default()),
            Some(Received::Goodbye(code)) => Err(HangReason::TheyLeft(code)),
            Some(Received::Message(message)) => match &mut self.state {
                State::Proving { .. } => self.prove(&message, store_id, ledger),
                State::Syncing { sync, .. } => {
                    let message = Wire::decode(&message).map_err(HangReason::Malformed)?;
                    let effects = sync.receive(message, ledger).map_err(HangReason::Fault)?;
                    Ok(Reaction {
                        effects,
                        ..Reaction::default()
                    })
                }
            },
        }
    }

    fn prove(
        &mut self,
        message: &[u8],
        store_id: u64,
        ledger: &Ledger,
    ) -> Result<Reaction, HangReason> {
        let State::Proving { handshake, .. } = &mut self.state else {
            return Err(HangReason::Handshake(HandshakeError::Protocol));
        };
        let progress = handshake.receive(message).map_err(HangReason::Handshake)?;
        let send = progress
            .send
            .iter()
            .flat_map(|message| frame::split(message))
            .collect();
        let mut reaction = Reaction {
            send,
            linked: progress.proven,
            effects: Vec::new(),
        };
        if let Some(neighbour) = progress.proven {
            let (sync, have) = Sync::begin(self.festival, store_id, ledger);
            self.state = State::Syncing {
                neighbour,
                sync: Box::new(sync),
            };
            reaction.effects = have.into_iter().map(Effect::Send).collect();
        }
        Ok(reaction)
    }

    /// Steps were stored here.
    pub(super) fn stored(
        &mut self,
        steps: &[Authentic],
        store_id: u64,
        ledger: &Ledger,
    ) -> Vec<Effect> {
        match &mut self.state {
            State::Proving { .. } => Vec::new(),
            State::Syncing { sync, .. } => sync.stored(steps, store_id, ledger),
        }
    }

    /// Stored entries that its sync asked for.
    pub(super) fn serve(&mut self, segments: &[Segment], ledger: &Ledger) -> Vec<Effect> {
        match &mut self.state {
            State::Proving { .. } => Vec::new(),
            State::Syncing { sync, .. } => sync.serve(segments, ledger),
        }
    }

    /// Bytes of theirs are dealt with.
    pub(super) fn credit_back(&mut self, bytes: u64) -> Option<Effect> {
        match &mut self.state {
            State::Proving { .. } => None,
            State::Syncing { sync, .. } => Some(sync.credit_back(bytes)),
        }
    }
}
