//! What goes into the engine and what comes out.

use std::collections::{BTreeMap, BTreeSet};

use crate::gossip::handshake::{Binding, Identity, Neighbour};
use crate::gossip::installation::InstallationKey;
use crate::gossip::session::HangReason;
use crate::gossip::signal::Description;
use crate::gossip::wire::KeyCard;
use crate::protocol::festival::FestivalKey;
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{AuthorId, DeviceNumber, FestivalId, LogKey, SeqNum};
use crate::protocol::limits::MAX_FESTIVAL_BYTES;
use crate::protocol::log::{Authentic, Head};
use crate::protocol::run::Run;
use crate::protocol::segment::Segment;

use super::Tally;

/// Milliseconds: unix time where they come from the driver.
pub type Millis = u64;
/// Names a data channel. Links that the driver dials by itself are numbered by it,
/// below [`FIRST_DIAL`]; those that the engine asks for begin there.
pub type LinkId = u64;
/// Pairs a read with its answer.
pub type Ticket = u64;

/// Number of the first link that the engine asks for.
pub const FIRST_DIAL: LinkId = 1 << 32;

/// What an engine begins with.
#[derive(Debug)]
pub struct Setup {
    /// Who we are.
    pub identity: Identity,
    /// Opens what is sealed to this installation.
    pub sealing: InstallationKey,
    /// Names the database.
    pub store_id: u64,
    /// The head of every stored log.
    pub heads: Vec<Head>,
    /// The stored fork proofs.
    pub forks: Vec<(FestivalId, ForkProof)>,
    /// The logs that this installation writes.
    pub own_logs: BTreeSet<LogKey>,
    /// What the device allows.
    pub settings: Settings,
}

/// What the device allows.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Whether links are made through neighbours: only where the driver carries
    /// out [`Output::Dial`].
    pub dials: bool,
    /// Payload bytes that one festival may take.
    pub festival_bytes: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dials: true,
            festival_bytes: MAX_FESTIVAL_BYTES,
        }
    }
}

/// What the driver tells.
#[derive(Debug)]
pub enum Input {
    /// A data channel that the driver dialled is open.
    Opened {
        /// Its name from now on.
        link: LinkId,
        /// What it must be bound to.
        binding: Binding,
    },
    /// A data channel that [`Output::Dial`] asked for is open.
    Connected {
        /// Its name.
        link: LinkId,
    },
    /// A frame came.
    Received {
        /// From where.
        link: LinkId,
        /// Its bytes.
        frame: Vec<u8>,
    },
    /// The channel is gone, or never came about.
    Closed {
        /// Which.
        link: LinkId,
    },
    /// The steps of the last [`Output::Store`] are stored.
    Stored,
    /// They could not be stored; none of them.
    NotStored,
    /// Own steps were written.
    OwnStored(Vec<Authentic>),
    /// The answer to an [`Output::Read`], empty where the store failed.
    Segments {
        /// Its ticket.
        ticket: Ticket,
        /// What was found.
        segments: Vec<Segment>,
    },
    /// A fork proof is stored and its log not longer than it allows, as
    /// [`Output::Freeze`] asked.
    Frozen {
        /// The log's head from now on; of height 0 where nothing of it is stored.
        head: Head,
    },
    /// Entries that somebody carried here; [`Output::Carried`] says what became of
    /// them. Bring more only where [`super::Gossip::can_take_carried`].
    Carried {
        /// Of which festival.
        festival: FestivalId,
        /// The entries.
        runs: Vec<Run>,
    },
    /// A fork proof that somebody carried here, or that was found by comparing.
    Proven {
        /// Of which festival.
        festival: FestivalId,
        /// The proof.
        proof: Box<ForkProof>,
    },
    /// All festivals entered, with their keys; the one opened last has the highest
    /// number.
    Festivals(BTreeMap<FestivalId, (FestivalKey, u64)>),
    /// All authors blocked here.
    Blocked(BTreeSet<AuthorId>),
    /// All authors verified here.
    Verified(BTreeSet<AuthorId>),
    /// Hands a newcomer the keys that come with its festival.
    Share {
        /// To whom.
        link: LinkId,
        /// What.
        cards: Vec<KeyCard>,
    },
    /// Says from now on that we are here.
    Present {
        /// In which festival.
        festival: FestivalId,
        /// The number of our log; none where we only read.
        device: Option<DeviceNumber>,
        /// Logs whose authors wait for us, the ones that wait longest first.
        logs: Vec<LogKey>,
    },
    /// Our browser has described its side of a link.
    Described {
        /// Which link.
        link: LinkId,
        /// The description; none where the browser failed.
        description: Option<Description>,
    },
    /// Time has passed.
    Tick,
}

/// What the driver is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Send a frame.
    Send {
        /// Where to.
        link: LinkId,
        /// Its bytes, at most [`crate::protocol::limits::MAX_FRAME_BYTES`].
        frame: Vec<u8>,
    },
    /// Close a channel, or give up making it, after what was sent before has left.
    Hang {
        /// Which.
        link: LinkId,
        /// Why.
        reason: HangReason,
    },
    /// Both sides of a link are proven.
    Linked {
        /// Which.
        link: LinkId,
        /// Who is there.
        neighbour: Neighbour,
    },
    /// A link is about one more festival.
    Common {
        /// Which link.
        link: LinkId,
        /// Which festival.
        festival: FestivalId,
    },
    /// A link is gone, whoever closed it.
    Unlinked {
        /// Which.
        link: LinkId,
        /// Why; none where it broke.
        reason: Option<HangReason>,
    },
    /// Store these steps, all or none.
    Store(Vec<Authentic>),
    /// Keep a fork proof, and no higher one of the same log; asked again until
    /// [`Input::Frozen`] says that it is done.
    Freeze {
        /// In which festival.
        festival: FestivalId,
        /// The proof.
        proof: Box<ForkProof>,
        /// Whether the stored log reaches it and is to be shortened by
        /// [`crate::protocol::freeze::freeze`].
        shorten: bool,
    },
    /// Read stored entries.
    Read {
        /// For the answer.
        ticket: Ticket,
        /// The log.
        log: LogKey,
        /// First sequence number wanted.
        from: SeqNum,
        /// Payload bytes to stop after.
        max_bytes: u64,
    },
    /// Make a connection: an offer, or the answer to one. The answer is
    /// [`Input::Described`].
    Dial {
        /// Its name from now on.
        link: LinkId,
        /// The other side's offer, where there is one.
        offer: Option<Description>,
    },
    /// The answer to our offer came.
    Accept {
        /// Which link.
        link: LinkId,
        /// The other side's answer.
        answer: Description,
    },
    /// An own log has entries that we did not write, or is forked: never write to
    /// it again, begin a new one.
    OwnLogLost {
        /// In which festival.
        festival: FestivalId,
        /// Which.
        log: LogKey,
    },
    /// What became of carried entries; those that are new are not stored yet.
    Carried(Tally),
    /// A neighbour hands us keys.
    Keys {
        /// Which link.
        link: LinkId,
        /// What.
        cards: Vec<KeyCard>,
    },
    /// News of who is where.
    Present {
        /// In which festival.
        festival: FestivalId,
    },
    /// More is written in a festival than is kept.
    Crowded {
        /// Which.
        festival: FestivalId,
    },
    /// Tick at or after this time of the driver's clock.
    Wake(Millis),
}

/// All names under which links and messages are refused.
pub const REFUSALS: [&str; 40] = [
    // Links, by [`HangReason::name`].
    "altered-run",
    "duplicate",
    "enough",
    "false-head",
    "false-presence",
    "false-proof",
    "false-proof-of-author",
    "malformed",
    "mistakes",
    "no-common-version",
    "no-handshake",
    "not-the-called",
    "other-key",
    "ourselves",
    "out-of-turn",
    "over-credit",
    "silent",
    "they-left",
    "too-much",
    "too-slow",
    "unwelcome",
    "we-leave",
    // Messages.
    "comparison-stalled",
    "crowded",
    "false-answer",
    "frozen-log",
    "introduction-expired",
    "introduction-needless",
    "introduction-no-room",
    "introduction-not-for-us",
    "introduction-replayed",
    "introduction-unsigned",
    "introduction-unwelcome",
    "newcomer",
    "no-answer",
    "other-past",
    "store-busy",
    "too-much-written",
    "unreachable",
    "unwanted-log",
];

/// What was counted since the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Messages received, by kind.
    pub received: BTreeMap<&'static str, u64>,
    /// Links and messages refused, by reason.
    pub refused: BTreeMap<&'static str, u64>,
    /// Entries received, every copy.
    pub entries: u64,
    /// Entries received that were new.
    pub new_entries: u64,
    /// Bytes sent in frames.
    pub bytes_sent: u64,
    /// Messages sent.
    pub messages_sent: u64,
    /// Connections begun for neighbours or by them.
    pub dials: u64,
}

impl Counters {
    pub(super) fn receive(&mut self, kind: &'static str) {
        *self.received.entry(kind).or_default() += 1;
    }

    pub(super) fn refuse(&mut self, reason: &'static str) {
        debug_assert!(REFUSALS.contains(&reason), "{reason} is not listed");
        *self.refused.entry(reason).or_default() += 1;
    }
}
