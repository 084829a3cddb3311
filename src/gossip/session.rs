//! One link from the first frame to the last: handshake, then talk about all
//! festivals in common. The states own their data, so nothing can be said before
//! both sides are proven.

use core::fmt;
use std::collections::BTreeMap;

use thiserror::Error;

use super::budget::{Budget, Fault};
use super::engine::Millis;
use super::frame::{self, Assembler};
use super::handshake::{Binding, Handshake, HandshakeError, Identity, Neighbour, Role};
use super::sync::Sync;
use super::tags::Tag;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId};
use crate::protocol::limits::HELLO_TAGS;
use crate::protocol::reader::Malformed;

/// Why a link was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HangReason {
    /// The handshake failed.
    #[error(transparent)]
    Handshake(HandshakeError),
    /// A frame or message that is not of this protocol.
    #[error("the other device sent something that is not of this protocol: {0}")]
    Malformed(Malformed),
    /// They did what no honest peer does.
    #[error(transparent)]
    Fault(Fault),
    /// Nobody was proven in time.
    #[error("the other device did not answer in time")]
    TooSlow,
    /// The person here closed it.
    #[error("the link was closed here")]
    WeLeave,
    /// They said goodbye, with their code.
    #[error("the other device closed the link (code {0})")]
    TheyLeft(u8),
    /// We have links enough, and they have others.
    #[error("there are links enough without this one")]
    Enough,
    /// Another link leads to the same installation.
    #[error("there is another link to the same device")]
    Duplicate,
    /// No version of the protocol is spoken on both sides.
    #[error("the other device has a version of the app that this one does not understand")]
    NoCommonVersion,
    /// Its author is blocked here, or it lied a while ago.
    #[error("the other device is not welcome here")]
    Unwelcome,
    /// Nothing was heard for long.
    #[error("nothing was heard of the other device for a minute")]
    Silent,
}

impl HangReason {
    /// The byte that the other side is told. 1: other key, 2: same installation,
    /// 3: their mistake, 4: too slow, 5: we leave, 6: links enough, 7: another link,
    /// 8: no common version, 9: not welcome.
    pub fn code(self) -> u8 {
        match self {
            Self::Handshake(HandshakeError::OtherKey) => 1,
            Self::Handshake(HandshakeError::Ourselves) => 2,
            Self::TooSlow | Self::Silent | Self::Fault(Fault::Mistakes) => 4,
            Self::Handshake(_) | Self::Malformed(_) | Self::Fault(_) => 3,
            Self::WeLeave | Self::TheyLeft(_) => 5,
            Self::Enough => 6,
            Self::Duplicate => 7,
            Self::NoCommonVersion => 8,
            Self::Unwelcome => 9,
        }
    }

    /// Whether the other side lied, so that it is refused for a while. What may be
    /// bad luck is no lie, however often it happens.
    pub fn is_lie(self) -> bool {
        let is_bad_luck = self == Self::Fault(Fault::Mistakes);
        matches!(self, Self::Malformed(_) | Self::Fault(_)) && !is_bad_luck
    }

    /// A short name, for counters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Handshake(HandshakeError::OtherKey) => "other-key",
            Self::Handshake(HandshakeError::Protocol) => "no-handshake",
            Self::Handshake(HandshakeError::Proof(_)) => "false-proof-of-author",
            Self::Handshake(HandshakeError::Ourselves) => "ourselves",
            Self::Handshake(HandshakeError::NotTheCalled) => "not-the-called",
            Self::Malformed(_) => "malformed",
            Self::Fault(Fault::OverCredit) => "over-credit",
            Self::Fault(Fault::Run(_)) => "altered-run",
            Self::Fault(Fault::FalseProof) => "false-proof",
            Self::Fault(Fault::FalseHead) => "false-head",
            Self::Fault(Fault::FalsePresence) => "false-presence",
            Self::Fault(Fault::OutOfTurn) => "out-of-turn",
            Self::Fault(Fault::TooMuch) => "too-much",
            Self::Fault(Fault::Mistakes) => "mistakes",
            Self::TooSlow => "too-slow",
            Self::WeLeave => "we-leave",
            Self::TheyLeft(_) => "they-left",
            Self::Enough => "enough",
            Self::Duplicate => "duplicate",
            Self::NoCommonVersion => "no-common-version",
            Self::Unwelcome => "unwelcome",
            Self::Silent => "silent",
        }
    }
}

impl From<Fault> for HangReason {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Malformed> for HangReason {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

/// One link.
pub(super) struct Session {
    /// The festival that the link was made for.
    pub(super) festival: FestivalId,
    pub(super) frames: Assembler,
    pub(super) state: State,
}

pub(super) enum State {
    Proving {
        handshake: Box<Handshake>,
        role: Role,
        deadline: Millis,
    },
    Talking(Box<Talking>),
}

/// What belongs to a proven link.
#[derive(Debug)]
pub(super) struct Talking {
    pub(super) neighbour: Neighbour,
    pub(super) role: Role,
    /// Names the handshake.
    pub(super) hash: [u8; 64],
    /// The neighbour who introduced the two, where one did.
    pub(super) introduced_by: Option<AuthorId>,
    pub(super) proven_at: Millis,
    /// The tags of their last Hello; nothing else is taken before one came.
    pub(super) tags: Option<Box<[Tag; HELLO_TAGS]>>,
    /// The festivals that our last Hello named, by place.
    pub(super) ours: Vec<FestivalId>,
    /// The festivals that their last Hello named and that we have, by channel.
    pub(super) theirs: BTreeMap<u8, FestivalId>,
    pub(super) syncs: BTreeMap<FestivalId, Sync>,
    pub(super) budget: Budget,
    pub(super) heard_at: Millis,
    pub(super) said_at: Millis,
}

impl Talking {
    /// The installation whose offer led to the link.
    pub(super) fn offered_by(&self, us: InstallationId) -> InstallationId {
        match self.role {
            Role::Offerer => us,
            Role::Answerer => self.neighbour.installation,
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Proving { .. } => "proving",
            State::Talking(_) => "talking",
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
        deadline: Millis,
    ) -> Result<(Self, Vec<Vec<u8>>), HangReason> {
        let (festival, role) = (binding.festival, binding.role);
        let (handshake, first) =
            Handshake::begin(binding, identity, seed).map_err(HangReason::Handshake)?;
        let frames = first.iter().flat_map(|message| frame::split(message));
        let session = Self {
            festival,
            frames: Assembler::default(),
            state: State::Proving {
                handshake: Box::new(handshake),
                role,
                deadline,
            },
        };
        Ok((session, frames.collect()))
    }

    /// What belongs to it, once proven.
    pub(super) fn talking(&self) -> Option<&Talking> {
        match &self.state {
            State::Proving { .. } => None,
            State::Talking(talking) => Some(talking),
        }
    }

    /// The same, to change it.
    pub(super) fn talking_mut(&mut self) -> Option<&mut Talking> {
        match &mut self.state {
            State::Proving { .. } => None,
            State::Talking(talking) => Some(talking),
        }
    }
}
