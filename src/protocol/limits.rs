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

// What follows belongs to the schemas of version 1 and is enforced by their
// codecs (`super::schema`). Lengths are bytes of UTF-8; together the largest
// resource stays below half of [`MAX_PAYLOAD_BYTES`].

/// Longest name of a person, and longest label, subtitle or other short line.
pub const MAX_LINE_BYTES: usize = 256;
/// Longest summary, note, reason or answer: a paragraph.
pub const MAX_NOTE_BYTES: usize = 2 * 1024;
/// Longest word of an open list: kind of an event, policy, reason code.
pub const MAX_WORD_BYTES: usize = 64;
/// Longest tag.
pub const MAX_TAG_BYTES: usize = 64;
/// Most tags of one thing.
pub const MAX_TAGS: usize = 30;
/// Most languages of one thing.
pub const MAX_LANGUAGES: usize = 16;
/// Longest BCP 47 language tag; 35 is what RFC 5646 §4.4.1 asks to support.
pub const MAX_LANGUAGE_BYTES: usize = 35;
/// Longest IANA time zone name; the longest known has 32.
pub const MAX_ZONE_BYTES: usize = 64;
/// Longest URL.
pub const MAX_URL_BYTES: usize = 1024;
/// Most links of one thing.
pub const MAX_LINKS: usize = 20;
/// Longest picture, a WebP made by the app: lists of hundreds stay light.
pub const MAX_PICTURE_BYTES: usize = 12 * 1024;
/// Most lines of a postal address.
pub const MAX_ADDRESS_LINES: usize = 6;
/// Most windows, and most blackouts, of a resource.
pub const MAX_INTERVALS: usize = 256;
/// Most hosts of an event.
pub const MAX_HOSTS: usize = 32;
/// Most needs of an event.
pub const MAX_NEEDS: usize = 64;
/// Highest number of a need within its event.
pub const MAX_NEED_NUMBER: i64 = u32::MAX as i64;
/// Most units of a resource, and most that one request asks for; sums of all
/// requests anyone could store stay far below 64 bits.
pub const MAX_UNITS: i64 = 1_000_000;
/// Most people a place or an event is for.
pub const MAX_PEOPLE: i64 = 10_000_000;
/// Instants are within ± this, unix seconds: the end of the year 9999, as far as
/// calendars of every language go.
pub const MAX_INSTANT: i64 = 253_402_300_799;
/// Longest buffer around a grant, seconds: 31 days.
pub const MAX_BUFFER: i64 = 31 * 86_400;
/// Most open grants and requests of one person that a policy may count up to.
pub const MAX_PER_AUTHOR: i64 = 10_000;
/// Largest coordinate in a space, millimetres: ten million kilometres.
pub const MAX_SPACE_MM: i64 = 10_000_000_000_000;
/// Longest name of an importing system and of a thing's identity there.
pub const MAX_SOURCE_BYTES: usize = 512;
/// How far above an event's festival a resource may be: parent, grandparent and
/// two more. Enforced by [`super::view`].
pub const MAX_FESTIVAL_DEPTH: usize = 4;

/// Largest programme file taken in, bytes: seven times the largest conference
/// schedule known. Enforced by [`super::exchange`].
pub const MAX_IMPORT_BYTES: usize = 16 * 1024 * 1024;
/// Most events taken in from one file: what a festival's peers can be asked to
/// keep for one author. Enforced by [`super::exchange`].
pub const MAX_IMPORT_ENTRIES: usize = 5_000;
/// Most rooms taken in from one file. Enforced by [`super::exchange`].
pub const MAX_IMPORT_ROOMS: usize = 500;
