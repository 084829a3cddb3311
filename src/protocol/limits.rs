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
