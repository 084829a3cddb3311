//! Every bound of the protocol, once: name, unit, reason, who enforces it. One list to look a
//! bound up in, and so a long file.
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

// ---- carried by hand ---------------------------------------------------------

/// Longest head of a bundle, bytes: its five lines are 330, and somebody may have
/// put a note there. Enforced by [`super::bundle::head`].
pub const MAX_BUNDLE_HEAD_BYTES: usize = 2048;

/// Size at which a chunk of a bundle is full, bytes, 128 KiB: what is opened and
/// checked between two pictures on a phone. Only a longer record makes a longer
/// one. Enforced by [`super::bundle::write`].
pub const BUNDLE_CHUNK_BYTES: usize = 128 * 1024;

/// Longest chunk of a bundle, bytes, before sealing: one record of the longest run
/// in a chunk of its own. Whoever reads a bundle holds at most this, two
/// times [`CARRIED_PIECE_BYTES`] and [`MAX_KEPT_OPEN_BYTES`]. Enforced by [`super::bundle::scan`].
pub const MAX_BUNDLE_CHUNK_BYTES: usize = MAX_RUN_BYTES + 64;

/// Bytes of a file that are read at once, 1 MiB: Chromium takes more than a millisecond
/// to begin with each piece, whatever its length. Enforced by `peer::carrying`.
pub const CARRIED_PIECE_BYTES: u64 = 1024 * 1024;

/// Bytes of a bundle that are kept open between looking it through and taking it in, 32
/// MiB: a festival of 100,000 entries. A larger one is read, decoded and opened twice,
/// which takes a fifth longer. Enforced by `peer::carrying`.
pub const MAX_KEPT_OPEN_BYTES: u64 = 32 * 1024 * 1024;

/// Longest bundle, bytes: [`MAX_FESTIVAL_BYTES`] of payloads with the signatures of
/// ten million entries, in base64. Enforced by `peer::carrying`.
pub const MAX_BUNDLE_BYTES: u64 = 3 * 1024 * 1024 * 1024;

/// Longest bundle that is shown as a film of codes, bytes: at four pictures a second
/// it takes a quarter of a minute, and nobody holds a phone still for longer. Enforced
/// by [`super::bundle::film`].
pub const MAX_FILM_BYTES: usize = 20_000;

/// Bytes of the file in one picture of a film: its text fits a QR code of 77 modules
/// (version 15, 758 letters), about as fine as cheap cameras read from a phone's
/// screen. Enforced by [`super::bundle::film`].
pub const FILM_PART_BYTES: usize = 336;

/// Most pieces of a film. Enforced by [`super::bundle::film`].
pub const MAX_FILM_PARTS: usize = MAX_FILM_BYTES.div_ceil(FILM_PART_BYTES);

/// How many pictures a film has for each piece of the file: the pieces once, then
/// sums, which make good what was missed. Enforced by [`super::bundle::film`].
pub const FILM_ROUNDS: usize = 4;

/// Longest backup file or move code, bytes: the festivals and petnames below, in
/// base64. Enforced by [`super::backup`].
pub const MAX_BACKUP_BYTES: usize = 4 * 1024 * 1024;

/// Most festivals in a backup. Enforced by [`super::backup`].
pub const MAX_BACKUP_FESTIVALS: usize = 1024;

/// Most petnames in a backup. Enforced by [`super::backup`].
pub const MAX_BACKUP_PETNAMES: usize = 8192;

/// Shortest passphrase of a backup, characters. Enforced by `peer::backup`.
pub const MIN_PASSPHRASE_CHARS: usize = 10;

/// Memory that a guess at a backup's passphrase costs, KiB: 64 MiB, what the second
/// recommended option of RFC 9106 §4 asks for and cheap phones have. It takes about
/// 0.7 s in a browser (docs/backup.md). Enforced by [`super::backup::sealed`].
pub const BACKUP_MEMORY_KIB: u32 = 64 * 1024;

/// Passes over it. Enforced by [`super::backup::sealed`].
pub const BACKUP_PASSES: u32 = 3;

/// Lanes of it: one, because a page has one thread. Enforced by
/// [`super::backup::sealed`].
pub const BACKUP_LANES: u32 = 1;

/// Most memory that opening a backup may ask for, KiB: 256 MiB. Enforced by
/// [`super::backup::sealed`].
pub const MAX_BACKUP_MEMORY_KIB: u32 = 256 * 1024;

/// Most lanes. Enforced by [`super::backup::sealed`].
pub const MAX_BACKUP_LANES: u32 = 16;

/// Most memory times passes, KiB: 1 GiB, five times what we ask for; a file cannot
/// stop the page for minutes. Enforced by [`super::backup::sealed`].
pub const MAX_BACKUP_WORK_KIB: u64 = 1024 * 1024;

// ---- gossip: what a neighbour may ask of us -------------------------------

/// Longest frame on a data channel, bytes. 16 KiB is what every browser carries
/// whole (libp2p's WebRTC specification); a little is left for headers. Enforced
/// by [`crate::gossip::frame`].
pub const MAX_FRAME_BYTES: usize = 15 * 1024;

/// Longest message that is put together from frames, bytes: the longest run and
/// its header. Enforced by [`crate::gossip::frame`].
pub const MAX_WIRE_BYTES: usize = MAX_RUN_BYTES + 64;

/// Most logs named in one `Have`; more go into further ones. 1,024 of at most 83
/// bytes stay far below [`MAX_WIRE_BYTES`]. Enforced by [`crate::gossip::wire`].
pub const MAX_HAVE_LOGS: usize = 1024;

/// Most logs of one festival that are kept, 20,000 (DESIGN §5 «Limits on
/// others»). Enforced by [`crate::gossip::ledger`].
pub const MAX_FESTIVAL_LOGS: usize = 20_000;

/// Most logs of one festival that a neighbour may show on a link: twice as many as
/// anybody keeps, because what a peer holds may change. Enforced by
/// [`crate::gossip::engine`].
pub const MAX_SHOWN_LOGS: usize = 2 * MAX_FESTIVAL_LOGS;

/// Most logs of one author in one festival, 64: an author has one for each
/// installation and each restore. Enforced by [`crate::gossip::ledger`].
pub const MAX_AUTHOR_LOGS: usize = 64;

/// Payload bytes of one festival that are kept, 1 GiB; a phone is given less
/// through the engine's settings. Enforced by [`crate::gossip::ledger`].
pub const MAX_FESTIVAL_BYTES: u64 = 1024 * 1024 * 1024;

/// Payload bytes of one author, as a part of what the festival may have: an
/// eighth. Enforced by [`crate::gossip::ledger`].
pub const AUTHOR_SHARE: u64 = 8;

/// Authors known from which on newcomers are counted, 200 (DESIGN §5 «Limits on
/// others»). Enforced by [`crate::gossip::budget`].
pub const FREE_AUTHORS: usize = 200;

/// Newcomers that one neighbour may bring in an hour from then on, 60. Enforced
/// by [`crate::gossip::budget`].
pub const NEWCOMERS_AN_HOUR: usize = 60;

/// Bytes of `Entries` that a neighbour may have under way to us, 2 MiB: any step
/// fits several times, and a phone can hold it for each of six links. Enforced by
/// [`crate::gossip::budget`].
pub const CREDIT_BYTES: u64 = 2 * 1024 * 1024;

/// Entries that are stored at once, unless a single step has more: enough for what a
/// transaction costs not to count. Enforced by [`crate::gossip::engine`].
pub const MAX_STORED_AT_ONCE: usize = 4_096;

/// Entries of others that are taken into the view before the page may do something
/// else: some 10 ms of work in a browser on two cores, four times as much in code that
/// the browser has not optimised yet. Enforced by `peer::arriving`.
pub const MAX_SHOWN_AT_ONCE: usize = 256;

/// Bytes of entries that wait for the store, 16 MiB: the credit of six links, and of
/// some that were closed meanwhile. What comes beyond is asked for again. Enforced
/// by [`crate::gossip::engine`].
pub const MAX_WAITING_BYTES: u64 = 8 * CREDIT_BYTES;

/// Bytes of other messages that a neighbour may send in a minute, 4 MiB: the
/// Haves of [`MAX_FESTIVAL_LOGS`] logs are 1.7 MB, and a neighbour may come back.
/// Enforced by [`crate::gossip::budget`].
pub const TALK_BYTES_A_MINUTE: u64 = 4 * 1024 * 1024;

/// Mistakes that nobody can tell from bad luck (an answer that does not come, a
/// run that fits nowhere), after which a neighbour is dropped all the same.
/// Enforced by [`crate::gossip::budget`].
pub const MAX_MISTAKES: u64 = 16;

/// How long an installation that lied is refused, milliseconds: 10 minutes, long
/// enough to be cheap for us, short enough for a repaired one. Enforced by
/// [`crate::gossip::budget`].
pub const BAR_MS: u64 = 10 * 60 * 1000;

/// Most installations that are remembered as liars. Enforced by
/// [`crate::gossip::budget`].
pub const MAX_BARRED: usize = 256;

/// Time a fresh link has until both sides are proven, milliseconds. Two round
/// trips; 15 s leaves room for a phone that wakes up. Enforced by
/// [`crate::gossip::engine`].
pub const PROOF_TIMEOUT_MS: u64 = 15_000;

/// Silence after which we say that we are there, milliseconds. Below the 30 s
/// after which ICE consent ends (RFC 7675). Enforced by [`crate::gossip::engine`].
pub const PING_AFTER_MS: u64 = 20_000;

/// Silence after which a link counts as dead, milliseconds: three pings. A link is
/// not dropped sooner, because `disconnected` often heals. Enforced by
/// [`crate::gossip::engine`].
pub const SILENCE_MS: u64 = 65_000;

/// Two links between two installations proven within this time, milliseconds,
/// were dialled at once from both sides (glare). Enforced by
/// [`crate::gossip::engine`].
pub const GLARE_MS: u64 = 10_000;

/// Tags of festivals in a `Hello`, always this many: the rest is random, so the
/// number of festivals does not show. Enforced by [`crate::gossip::wire`].
pub const HELLO_TAGS: usize = 16;

/// Most festivals in a `Keys`: a festival and its ancestors (depth ≤ 4), and room
/// for later. Enforced by [`crate::gossip::wire`].
pub const MAX_KEY_CARDS: usize = 8;

/// Most neighbours whose Haves are remembered after the link, so that the next
/// link need not repeat them. Enforced by [`crate::gossip::engine`].
pub const MAX_REMEMBERED: usize = 16;

/// Most logs that one neighbour may want at once, and that are wanted of one.
/// Enforced by [`crate::gossip::sync`].
pub const MAX_WANTS: usize = 256;

/// How long what changed is gathered before it is told, milliseconds: many
/// entries, one `Have`. Enforced by [`crate::gossip::engine`].
pub const HAVE_DELAY_MS: u64 = 200;

/// How long an entry that was only announced may take to come by the tree before
/// it is asked for, milliseconds. Two hops at a mobile network's 300 ms a round
/// trip; iroh-gossip's 80 ms are for servers. Enforced by [`crate::gossip::wants`].
pub const GRAFT_DELAY_MS: u64 = 800;

/// How long a wanted log may take to make progress, milliseconds, before another
/// neighbour is asked. Enforced by [`crate::gossip::wants`].
pub const WANT_TIMEOUT_MS: u64 = 10_000;

/// Questions about one fork that a neighbour may ask in a minute; each costs one
/// read. Finding a fork among 2^53 entries takes 53. Enforced by
/// [`crate::gossip::budget`].
pub const PROBES_A_MINUTE: u64 = 120;

// ---- gossip: the overlay ---------------------------------------------------

/// Links that a peer tries to have, 4: with five on average a random graph of
/// 1,000 stays whole when half of them leave (HyParView, fig. 2). Enforced by
/// [`crate::gossip::overlay`].
pub const ACTIVE_LOW: usize = 4;

/// Most links that a peer keeps, 6: what a phone's radio and Chromium's memory
/// bear. Enforced by [`crate::gossip::overlay`].
pub const ACTIVE_HIGH: usize = 6;

/// Most installations that are known without a link, 30 (HyParView). Enforced by
/// [`crate::gossip::overlay`].
pub const MAX_PASSIVE: usize = 30;

/// Longest way of an introduction, links. Enforced by [`crate::gossip::overlay`].
pub const MAX_HOPS: u8 = 3;

/// Time between two exchanges of addresses with a neighbour, milliseconds.
/// Enforced by [`crate::gossip::overlay`].
pub const SHUFFLE_MS: u64 = 30_000;

/// Exchanges of addresses that a neighbour may begin in a minute, 8: one when the
/// link is made and one each [`SHUFFLE_MS`], and some to spare. Enforced by
/// [`crate::gossip::budget`].
pub const SHUFFLES_A_MINUTE: u64 = 8;

/// Most addresses in one exchange. Enforced by [`crate::gossip::wire`].
pub const MAX_SHUFFLE: usize = 12;

/// Time after which a peer with links enough tries one farther away,
/// milliseconds: it keeps halves that met once from hanging on one link. Enforced
/// by [`crate::gossip::overlay`].
pub const REWIRE_MS: u64 = 5 * 60 * 1000;

/// Longest sealed introduction, bytes. Enforced by [`crate::gossip::wire`].
pub const MAX_INTRODUCTION_BYTES: usize = 2048;

/// How long an introduction and its circuit are good for, milliseconds. Enforced
/// by [`crate::gossip::overlay`].
pub const CIRCUIT_MS: u64 = 60_000;

/// Most circuits that one link may have open through us. Enforced by
/// [`crate::gossip::overlay`].
pub const MAX_CIRCUITS_A_LINK: usize = 64;

/// Most connections that are being made at once. Enforced by
/// [`crate::gossip::overlay`].
pub const MAX_DIALS: usize = 3;

/// Connections begun in an hour, whoever began them: closed ones count against
/// Chromium's 500 until they are collected. Enforced by [`crate::gossip::overlay`].
pub const DIALS_AN_HOUR: usize = 120;

/// First wait after a failed connection, milliseconds; doubled each time. Enforced
/// by [`crate::gossip::overlay`].
pub const BACKOFF_FIRST_MS: u64 = 1_000;

/// Longest wait after a failed connection, milliseconds. Enforced by
/// [`crate::gossip::overlay`].
pub const BACKOFF_LAST_MS: u64 = 5 * 60 * 1000;

// ---- gossip: presence --------------------------------------------------------

/// Most logs in a presence record. Enforced by [`crate::gossip::presence`].
pub const MAX_PRESENCE_LOGS: usize = 32;

/// How long a presence record is kept, milliseconds. Enforced by
/// [`crate::gossip::presence`].
pub const PRESENCE_LIFETIME_MS: u64 = 24 * 60 * 60 * 1000;

/// Shortest time between two own presence records, milliseconds. Enforced by
/// [`crate::gossip::presence`].
pub const PRESENCE_MS: u64 = 60_000;

/// Most presence records kept of a festival. Enforced by
/// [`crate::gossip::presence`].
pub const MAX_PRESENCES: usize = 4096;

/// Bytes of presence records that a link carries in a second. Enforced by
/// [`crate::gossip::presence`].
pub const PRESENCE_BYTES_A_SECOND: u64 = 1000;

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
/// unread. A join link with all its ancestors, titles and meeting points has
/// 6,700 characters; the address of the page comes before it. Enforced by
/// [`crate::gossip::signal`].
pub const MAX_CODE_TEXT_BYTES: usize = 8192;

// ---- meeting points ----------------------------------------------------------

/// Meeting points that members of one festival use, 3: one may be down, one may
/// refuse. Enforced by [`crate::gossip::relay`].
pub const CHOSEN_RELAYS: usize = 3;

/// Most meeting points in a list: a page's, a person's. Enforced by
/// [`crate::gossip::relay`].
pub const MAX_RELAYS: usize = 32;

/// Most meeting points that a join link names. Enforced by
/// [`crate::gossip::signal`].
pub const MAX_LINK_POINTS: usize = CHOSEN_RELAYS;

/// Most meeting points that are connected at once, whatever the number of
/// festivals. Enforced by [`crate::gossip::relay`].
pub const MAX_OPEN_RELAYS: usize = 6;

/// Longest address of a meeting point, bytes. Enforced by [`crate::gossip::relay`].
pub const MAX_RELAY_URL_BYTES: usize = 256;

/// Longest message of a meeting point that is read, bytes: ours have 1,600.
/// Enforced by [`crate::gossip::relay`].
pub const MAX_RELAY_MESSAGE_BYTES: usize = 8 * 1024;

/// What is sealed for a meeting point, bytes before sealing, always this many:
/// the longest introduction of two candidates a kind fits, and nothing shows by
/// its length. Enforced by [`crate::gossip::relay`].
pub const MEETING_BYTES: usize = 640;

/// Shortest time between two announcements of a peer without neighbours,
/// milliseconds. Relays refuse those who speak oftener (trystero issue 192).
/// Enforced by [`crate::gossip::relay`].
pub const ANNOUNCE_MS: u64 = 60_000;

/// Slot in which one of all connected peers announces itself, milliseconds, so
/// that halves that were split meet again. Enforced by [`crate::gossip::relay`].
pub const MEETING_SLOT_MS: u64 = 5 * 60 * 1000;

/// Longest random wait before an announcement is answered, milliseconds. Enforced
/// by [`crate::gossip::relay`].
pub const ANSWER_DELAY_MS: u64 = 2_000;

/// Answers to an announcement after which others stay silent. Enforced by
/// [`crate::gossip::relay`].
pub const ANSWERS_ENOUGH: usize = 2;

/// How long an announcement may be answered and a connection made from it,
/// milliseconds. Enforced by [`crate::gossip::relay`].
pub const MEETING_LIFETIME_MS: u64 = 60_000;

/// How far two clocks may differ where peers meet, milliseconds. Enforced by
/// [`crate::gossip::relay`].
pub const MEETING_SKEW_MS: u64 = 5 * 60 * 1000;

/// Announcements of others that are remembered at once. Enforced by
/// [`crate::gossip::relay`].
pub const MAX_ANNOUNCEMENTS: usize = 64;

/// Messages of one meeting point that are read in a minute; more are a flood and
/// end the connection. Enforced by [`crate::gossip::relay`].
pub const RELAY_MESSAGES_A_MINUTE: u64 = 600;

/// Shortest wait before a meeting point that failed is tried again, milliseconds;
/// later as long as it has been away. Enforced by [`crate::gossip::relay`].
pub const RELAY_BACKOFF_FIRST_MS: u64 = 2_000;

/// Longest such wait, and the wait after a refusal, milliseconds. Enforced by
/// [`crate::gossip::relay`].
pub const RELAY_BACKOFF_LAST_MS: u64 = 15 * 60 * 1000;

/// Longest such wait while no other meeting point of the festival listens to us,
/// milliseconds: with the half that chance adds and a few seconds to connect, who
/// calls when it is back is let in within 15 s. Enforced by [`crate::gossip::relay`].
pub const RELAY_HASTE_MS: u64 = 6_000;

/// How long a meeting point that is away is tried that often, milliseconds: about 40
/// times; then it is no short restart. Enforced by [`crate::gossip::relay`].
pub const RELAY_HASTE_FOR_MS: u64 = 5 * 60 * 1000;

/// How long a meeting point must listen before its next end is a new one,
/// milliseconds, and not one more failure. Enforced by [`crate::gossip::relay`].
pub const RELAY_STEADY_MS: u64 = 60_000;

/// Most servers that a browser is told to ask when it makes a connection; Firefox
/// warns from five on. Enforced by `peer::network`.
pub const MAX_ICE_SERVERS: usize = 4;

// ---- the browser's data channels -------------------------------------------

/// Bytes in a channel's send buffer above which frames wait here, 1 MiB: enough
/// to keep a fast link busy, far below where browsers close the channel (16 MiB
/// in Chromium). Enforced by `gossip::webrtc`.
pub const CHANNEL_HIGH_WATER_BYTES: u32 = 1024 * 1024;

/// Bytes in a channel's send buffer at which waiting frames go on, 256 KiB.
pub const CHANNEL_LOW_WATER_BYTES: u32 = 256 * 1024;

/// Bytes that wait here for a channel with no room, 8 MiB: four times what a neighbour
/// gives credit for, and still little beside a phone's memory. Whoever lets more
/// pile up does not read, and is hung up on. Enforced by `gossip::webrtc`.
pub const MAX_CHANNEL_QUEUE_BYTES: usize = 8 * 1024 * 1024;

/// Longest wait for candidates, milliseconds: dead interfaces stall gathering for
/// 10 to 45 s (simple-peer pull request 353). Enforced by `gossip::webrtc`.
pub const GATHERING_TIMEOUT_MS: u32 = 3_000;

/// Time a closing channel has to carry what was sent, milliseconds. Enforced by
/// `gossip::webrtc`.
pub const HANG_UP_TIMEOUT_MS: u32 = 1_000;

/// Wishes of a person that wait while a peer reads its store. More than anybody
/// presses in that time. Enforced by `peer::starting`.
pub const MAX_EARLY_WISHES: usize = 64;

/// Shortest time between two pictures of the view, milliseconds: one frame at 60
/// a second. Enforced by `browser::driver`.
pub const SHOW_INTERVAL_MS: u32 = 16;

/// Longest time for which a peer goes on with what waits before the page may do
/// something else, milliseconds: less than a frame, so that a tap is answered at once
/// while entries come by the thousand. What is begun is finished. Enforced by
/// `browser::driver`.
pub const TURN_MS: u64 = 10;

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
/// Longest single value in a snapshot of the view, bytes: what a payload held, with
/// what later changes added to it. Enforced by [`super::view::snapshot`].
pub const MAX_SNAPSHOT_ROW_BYTES: usize = 16 * MAX_PAYLOAD_BYTES as usize;
/// Time that the first own entry after a start waits for a neighbour to tell how far
/// our logs are known, milliseconds. Enforced by [`crate::peer`].
pub const FIRST_WRITE_LISTENS_MS: u64 = 2_000;
/// Entries of an import that one transaction takes: a strict transaction costs up to
/// 6 ms, and signing and showing so many stays below the 50 ms that a person notices.
/// Enforced by [`crate::peer`].
pub const IMPORT_ENTRIES: usize = 128;
/// Most times an import looks for what is missing: rooms, events, requests, answers,
/// and what changed meanwhile. Enforced by [`crate::peer`].
pub const IMPORT_ROUNDS: usize = 8;
/// Most events taken in from one file: what a festival's peers can be asked to
/// keep for one author. Enforced by [`super::exchange`].
pub const MAX_IMPORT_ENTRIES: usize = 5_000;
/// Most rooms taken in from one file. Enforced by [`super::exchange`].
pub const MAX_IMPORT_ROOMS: usize = 500;
