//! Commands: every wish the UI can have. What comes of a wish shows in the next
//! view model: what was saved as [`super::view_model::Outcome`], a refusal as
//! [`super::view_model::RefusalView`], both naming the [`Place`] that the wish was
//! about and, for a form, the field.
//!
//! Forms hand over whole structs; the core writes only what changed. What belongs
//! together (an event, its requests, their withdrawals) is written together or not
//! at all.

mod choices;
mod place;
mod secret;

use std::collections::BTreeMap;
use std::rc::Rc;

pub use choices::{BackupSource, HideTarget, Others};
pub use secret::Secret;

use super::view_model::{Draft, ExportFormat, FileId, NetworkChoice, Place, Screen};
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::schema::authorization::{ReasonCode, Verdict};
use crate::protocol::schema::event::Event;
use crate::protocol::schema::festival::Festival;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::profile::Profile;
use crate::protocol::schema::resource::Resource;

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Look at another screen.
    Look(Screen),

    // ---- festivals ----
    /// Found a festival.
    StartFestival {
        /// Its name, 1..=256 bytes.
        title: String,
        /// Its IANA zone; `UTC` where empty.
        time_zone: String,
        /// The festival it is part of, which announces it.
        parent: Option<FestivalId>,
        /// Whether anyone in the parent may enter.
        open: bool,
    },
    /// Found a festival that is not told to anybody, with a programme in it to look
    /// around in.
    StartSample {
        /// Its name, 1..=256 bytes.
        title: String,
        /// Its IANA zone; `UTC` where empty.
        time_zone: String,
        /// The programme, as [`Command::Import`] takes it.
        file: Rc<[u8]>,
    },
    /// Change what I say about a festival that I founded.
    SaveFestival {
        /// Which.
        festival: FestivalId,
        /// All fields; the nonce stays whatever is given.
        fields: Box<Festival>,
    },
    /// Enter the festival of a join link, and those that it is part of.
    Join {
        /// The link, or its code.
        text: String,
    },
    /// Enter a festival that is announced in another one with its key.
    EnterBranch {
        /// The festival below.
        festival: FestivalId,
    },
    /// Publish again what fell away from my log in a festival because it was forked;
    /// how much that is stands in the festival's row.
    PublishAgain {
        /// Where.
        festival: FestivalId,
    },
    /// Do not: forget what fell away.
    ForgetFallen {
        /// Where.
        festival: FestivalId,
    },
    /// Forget a festival on this device.
    Leave {
        /// Which.
        festival: FestivalId,
    },

    /// Forget what is known of a festival on this device, and stay in it.
    ForgetEntries {
        /// Which.
        festival: FestivalId,
    },

    // ---- events ----
    /// Publish or change an event: asks for what its needs name, asks again for what
    /// moved, withdraws what is needed no more.
    SaveEvent {
        /// Where.
        festival: FestivalId,
        /// Which; none makes a new one.
        id: Option<InstanceId>,
        /// All fields. Numbers of needs must stay those of the same need.
        fields: Box<Event>,
        /// Words to the owner, by need.
        notes: BTreeMap<u32, String>,
    },
    /// Cancel an event and free what it was granted; final.
    CancelEvent {
        /// Where.
        festival: FestivalId,
        /// Which.
        event: InstanceId,
        /// Why.
        reason: String,
    },
    /// Delete an event and free what it was granted; final.
    DeleteEvent {
        /// Where.
        festival: FestivalId,
        /// Which.
        event: InstanceId,
    },
    /// Ask (again) for what a need names.
    AskAgain {
        /// The event's festival.
        festival: FestivalId,
        /// The event.
        event: InstanceId,
        /// The need.
        need: u32,
        /// Words to the owner.
        note: String,
    },
    /// Take a request back; final.
    Withdraw {
        /// The festival of the request.
        festival: FestivalId,
        /// Which.
        request: InstanceId,
    },

    // ---- resources ----
    /// Offer or change a resource.
    SaveResource {
        /// Where.
        festival: FestivalId,
        /// Which; none makes a new one, for which this device decides.
        id: Option<InstanceId>,
        /// All fields; decider and the commitment of a draw are the core's.
        fields: Box<Resource>,
    },
    /// Delete a resource; final.
    DeleteResource {
        /// Where.
        festival: FestivalId,
        /// Which.
        resource: InstanceId,
    },
    /// Let this device's policy answer for a resource of mine from now on.
    TakeOverDecider {
        /// Where.
        festival: FestivalId,
        /// Which.
        resource: InstanceId,
    },

    // ---- answers ----
    /// Answer a request for a resource of mine by hand.
    Answer {
        /// The festival of the request.
        festival: FestivalId,
        /// Which.
        request: InstanceId,
        /// What to say.
        verdict: Verdict,
        /// Why, in a word.
        reason: ReasonCode,
        /// Why, in words; may be empty.
        text: String,
        /// For an accept of less than was asked for: time and units.
        grant: Option<(Option<Interval>, u32)>,
        /// What an accept says to those who no longer fit.
        others: Others,
    },
    /// Say that what was granted happens elsewhere, at the last minute: the grant
    /// stands, and the words stand on the event.
    SayMoved {
        /// The festival of the request.
        festival: FestivalId,
        /// Which.
        request: InstanceId,
        /// A place of mine whose time is blocked for it.
        to: Option<InstanceId>,
        /// What everyone reads.
        text: String,
    },
    /// Accept everything open that fits, in the order of arrival.
    AcceptAllThatFit {
        /// Of this resource; none means of all.
        resource: Option<InstanceId>,
    },
    /// Decline all open requests of one person.
    DeclineAllOf {
        /// Whose.
        author: AuthorId,
        /// Why, in a word.
        reason: ReasonCode,
        /// Why, in words; may be empty.
        text: String,
        /// Whether what they were granted is revoked too.
        revoke: bool,
    },

    // ---- programmes in files ----
    /// Take a programme from a file into a festival as my own places and events.
    /// How far it is: [`ImportView`](super::view_model::ImportView).
    Import {
        /// Where to.
        festival: FestivalId,
        /// The file: schedule.xml, schedule.json or iCalendar, whatever its name.
        file: Rc<[u8]>,
    },
    /// Stop the import, or put away what the last one came to.
    StopImport,
    /// Make a file; it comes as [`ExportView`](super::view_model::ExportView).
    Export {
        /// Of which festival.
        festival: FestivalId,
        /// As what.
        format: ExportFormat,
        /// Only what I made or starred.
        mine: bool,
        /// The absolute address of this page, without a fragment.
        base: String,
    },
    /// The file that was made has been handed over.
    DropExport,

    // ---- people ----
    /// Propose to hide something, for all who follow my hides.
    Hide {
        /// Where.
        festival: FestivalId,
        /// What.
        target: HideTarget,
        /// Why; may be empty.
        reason: String,
    },
    /// Take my proposal to hide something back.
    Unhide {
        /// Where.
        festival: FestivalId,
        /// What.
        target: HideTarget,
    },
    /// Follow what somebody proposes to hide, or stop following; the founder is
    /// followed unless stopped. Never published.
    FollowHides {
        /// Where.
        festival: FestivalId,
        /// Whose.
        author: AuthorId,
        /// Whether to follow.
        follow: bool,
    },
    /// Block somebody on this device: no links, nothing of theirs shown.
    Block {
        /// Whom.
        author: AuthorId,
    },
    /// Undo a block.
    Unblock {
        /// Whom.
        author: AuthorId,
    },
    /// Give somebody a name on this device; an empty one takes it away.
    Petname {
        /// Whom.
        author: AuthorId,
        /// The name.
        name: String,
    },
    /// Remember whether somebody's key was compared face to face.
    Verify {
        /// Whose.
        author: AuthorId,
        /// Whether it was.
        verified: bool,
    },
    /// Say something about myself in a festival.
    SaveProfile {
        /// Where.
        festival: FestivalId,
        /// All fields.
        fields: Box<Profile>,
    },

    // ---- on this device ----
    /// Star an event or a resource, or take the star away.
    Star {
        /// Which.
        instance: InstanceId,
        /// Whether it has a star.
        on: bool,
    },
    /// A festival's programme was seen for the first time: what comes from now on is news,
    /// and what answers requests of one's own already.
    FirstLook {
        /// Which.
        festival: FestivalId,
    },
    /// Everything in a festival was looked at.
    MarkRead {
        /// Which.
        festival: FestivalId,
    },
    /// Keep what a form holds.
    SaveDraft {
        /// Whose form.
        place: Place,
        /// Its fields as they were typed, together at most 64 KiB.
        draft: Draft,
    },
    /// Forget what a form held.
    DropDraft {
        /// Whose form.
        place: Place,
    },
    /// Forget everything on this device: keys, festivals, all.
    Wipe,

    // ---- carried by hand ----
    /// Write what is known here of a festival into a file.
    GiveBundle {
        /// Which festival.
        festival: FestivalId,
        /// All of it, not only what changed since the last file.
        whole: bool,
    },
    /// Take a file in that the driver has opened.
    TakeFile {
        /// Its name for the driver.
        file: FileId,
        /// How many bytes it has.
        size: u64,
    },
    /// A camera saw one of the codes in which somebody shows a small bundle.
    WatchFilm {
        /// The code's text.
        text: String,
    },
    /// Seal a backup file with a passphrase.
    SealBackup {
        /// In the form NFKC, at least
        /// [`crate::protocol::limits::MIN_PASSPHRASE_CHARS`] long.
        passphrase: Secret,
    },
    /// The words were written down, and those asked for were right.
    WordsPractised,
    /// Open a backup, to see whom it brings back.
    OpenBackup {
        /// Which.
        source: BackupSource,
        /// Only for practice: whether it would bring the person here back.
        practise: bool,
    },
    /// Become the person whose backup is open; the peer begins again.
    Restore,
    /// Put away what is being done about backups.
    CloseBackup,
    /// Give up the file that is under way, or put away what came of the last one.
    StopCarrying,

    // ---- links ----
    /// Make a code that lets a newcomer in and connects to them.
    Invite {
        /// To which festival.
        festival: FestivalId,
    },
    /// Make a code that connects to somebody who is in the festival already.
    Reconnect {
        /// In which festival.
        festival: FestivalId,
    },
    /// Take the code that somebody else made: an offer or an answer.
    EnterCode {
        /// As it was pasted.
        text: String,
    },
    /// Choose which services of others find people.
    SetNetwork(Box<NetworkChoice>),
    /// The other side has taken our answer: now our browser may look for it.
    TheyHaveIt,
    /// Give up the connection that is being made by codes.
    StopLinking,
    /// The refusal shown was read.
    DismissProblem,
}
