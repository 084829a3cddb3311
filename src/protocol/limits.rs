//! Every bound of the protocol, once: name, unit, reason, who enforces it.
//!
//! Limits of the wire and of messages belong to a version: they never change
//! within one, because peers with different limits would accept different logs.

/// Longest payload of an entry, bytes. A resource with 16 KiB description, a
/// 12 KiB picture and all its windows fits with room to spare, and four such
/// frames still leave a phone responsive. Enforced by [`super::log`].
pub const MAX_PAYLOAD_BYTES: u64 = 64 * 1024;

/// Most entries in one step. One signature check carries a step, so longer steps
/// check faster; a lost one costs a retransmission. Enforced by [`super::log`].
pub const MAX_STEP_ENTRIES: usize = 1024;

/// Most payload bytes in one step, together. Bounds what a peer buffers before
/// the one signature check that tells garbage from an author's word. Enforced
/// by [`super::log`]; credits of the sync are larger, so that any step fits.
pub const MAX_STEP_PAYLOAD_BYTES: u64 = 512 * 1024;

/// Highest sequence number, 2^53 − 1: exact in every language's numbers, never
/// reached by a writer, and below where lipmaalink arithmetic leaves 64 bits.
/// Enforced by [`super::entry`].
pub const MAX_SEQ_NUM: u64 = (1 << 53) - 1;

/// Clocks and claimed times are below this (2^53): exact as JavaScript numbers,
/// the year 287,396 in unix milliseconds. Enforced by [`super::message`].
pub const MAX_CLOCK: u64 = 1 << 53;

/// Deepest nesting of a message's CBOR, the outer map counting as 1. The
/// deepest schema needs 6. Enforced by [`super::cbor`].
pub const MAX_CBOR_DEPTH: usize = 16;

/// Longest schema name, bytes. Enforced by [`super::message`].
pub const MAX_SCHEMA_NAME_BYTES: usize = 128;

/// Longest title, bytes of UTF-8.
pub const MAX_TITLE_BYTES: usize = 256;

/// Longest description, bytes of UTF-8.
pub const MAX_DESCRIPTION_BYTES: usize = 16 * 1024;

/// Longest encoded run, bytes: a full step of [`MAX_STEP_ENTRIES`] with
/// [`MAX_STEP_PAYLOAD_BYTES`], its signatures, lengths and head. Whoever
/// reassembles a run from frames may refuse anything longer unread.
pub const MAX_RUN_BYTES: usize =
    MAX_STEP_PAYLOAD_BYTES as usize + MAX_STEP_ENTRIES * (64 + 9) + 256;

/// Most entries on one side of a fork proof: the conflicting entry and the links
/// from it up to a signed one. In logs of up to a billion entries no entry of a
/// step is further than that from the step's end (tested; 35 in logs of up to ten
/// million), and a festival holds far less. So every fork that can be accepted
/// can be proven. Enforced by [`super::fork`].
pub const MAX_FORK_PATH_ENTRIES: usize = 40;

/// Longest encoded fork proof, bytes: two sides of [`MAX_FORK_PATH_ENTRIES`]
/// entries of at most 322 bytes with their lengths, and the device number.
pub const MAX_FORK_PROOF_BYTES: usize =
    4 + 2 * (1 + MAX_FORK_PATH_ENTRIES * (2 + super::entry::MAX_ENTRY_BYTES));

// ---- gossip: what a neighbour may ask of us -------------------------------

/// Longest frame on a data channel, bytes. 16 KiB is what every browser carries
/// whole (libp2p's WebRTC specification); a little is left for headers. Enforced
/// by [`crate::gossip::frame`].
pub const MAX_FRAME_BYTES: usize = 15 * 1024;

/// Longest message that is put together from frames, bytes: the longest run and
/// its header. Enforced by [`crate::gossip::frame`].
pub const MAX_WIRE_BYTES: usize = MAX_RUN_BYTES + 64;

/// Most logs named in one `Have`; more go into further ones. 1,024 of at most 74
/// bytes stay far below [`MAX_WIRE_BYTES`]. Enforced by [`crate::gossip::wire`].
pub const MAX_HAVE_LOGS: usize = 1024;

/// Most logs of one festival that are kept, 20,000 (DESIGN §5 «Limits on
/// others»). Enforced by [`crate::gossip::ledger`].
pub const MAX_FESTIVAL_LOGS: usize = 20_000;

/// Bytes of `Entries` that a neighbour may have under way to us, 2 MiB: any step
/// fits several times, and a phone can hold it for each of six links. Enforced by
/// [`crate::gossip::session`].
pub const CREDIT_BYTES: u64 = 2 * 1024 * 1024;

/// Time a fresh link has until both sides are proven, milliseconds. Two round
/// trips; 15 s leaves room for a phone that wakes up. Enforced by
/// [`crate::gossip::engine`].
pub const PROOF_TIMEOUT_MS: u64 = 15_000;

// ---- signalling: the first link -------------------------------------------

/// How long an offer or answer may be used, milliseconds: 10 minutes, as people
/// need to walk over and scan (DESIGN §5 «First contact»). Enforced by
/// [`crate::gossip::signal`].
pub const CODE_LIFETIME_MS: u64 = 10 * 60 * 1000;

/// Longest offer code, bytes before base64url: a QR code of 61 modules that cheap
/// cameras still read. Enforced by [`crate::gossip::signal`].
pub const MAX_OFFER_BYTES: usize = 190;

/// Longest answer code, bytes before base64url. Enforced by [`crate::gossip::signal`].
pub const MAX_ANSWER_BYTES: usize = 120;

/// Most candidates of one kind in a code. Enforced by [`crate::gossip::signal`].
pub const MAX_CANDIDATES_A_KIND: usize = 2;

/// Longest text that is looked at as a code, bytes; anything longer is refused
/// unread. Enforced by [`crate::gossip::signal`].
pub const MAX_CODE_TEXT_BYTES: usize = 4096;

// ---- the browser's data channels -------------------------------------------

/// Bytes in a channel's send buffer above which frames wait here, 1 MiB: enough
/// to keep a fast link busy, far below where browsers close the channel (16 MiB
/// in Chromium). Enforced by `gossip::webrtc`.
pub const CHANNEL_HIGH_WATER_BYTES: u32 = 1024 * 1024;

/// Bytes in a channel's send buffer at which waiting frames go on, 256 KiB.
pub const CHANNEL_LOW_WATER_BYTES: u32 = 256 * 1024;

/// Longest wait for candidates, milliseconds: dead interfaces stall gathering for
/// 10 to 45 s (simple-peer pull request 353). Enforced by `gossip::webrtc`.
pub const GATHERING_TIMEOUT_MS: u32 = 3_000;

/// Time a closing channel has to carry what was sent, milliseconds. Enforced by
/// `gossip::webrtc`.
pub const HANG_UP_TIMEOUT_MS: u32 = 1_000;

/// Shortest time between two pictures of the view, milliseconds: one frame at 60
/// a second. Enforced by `browser::driver`.
pub const SHOW_INTERVAL_MS: u32 = 16;
