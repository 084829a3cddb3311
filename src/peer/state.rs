//! All that a running peer knows and waits for, and what it begins with.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::arriving::Arriving;
use super::backup::Backup;
use super::carrying::Carrying;
use super::digesting::Digests;
use super::freezing::{Freezing, Rebuilding};
use super::idle::{Idle, Kept};
use super::importing::Importing;
use super::linking::Linking;
use super::local::{Local, Row};
use super::membership::Membership;
use super::network::HostList;
use super::projection::{Picture, Remembered};
use super::replay::Replay;
use super::view_model::{
    ExportView, FailureView, FileId, ImportView, News, Outcome, RefusalView, Screen,
};
use super::writing::Writing;
use crate::gossip::engine::{self, Gossip, LinkId, Millis, Ticket};
use crate::gossip::handshake::{Identity, Neighbour};
use crate::gossip::relay::{self, Meetings};
use crate::gossip::signal::Invitation;
use crate::protocol::exchange::zone::Offsets;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId, LogKey};
use crate::protocol::log::Authentic;
use crate::protocol::schema::authorization::Verdict;
use crate::protocol::view::View;
use crate::storage::{RequestId, WriterToken};

/// The running state.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) identity: Identity,
    /// Breaks ties between requests; follows from the author's key.
    pub(super) secret: [u8; 32],
    pub(super) token: WriterToken,
    pub(super) memberships: BTreeMap<FestivalId, Membership>,
    pub(super) view: View,
    pub(super) local: Local,
    pub(super) gossip: Gossip,
    /// Finds people where there is no neighbour to ask.
    pub(super) meetings: Meetings,
    pub(super) meeting_mailbox: VecDeque<relay::Input>,
    /// What the page's host lists.
    pub(super) host: HostList,
    pub(super) online: bool,
    /// What gossip is to be told at the end of this input.
    pub(super) mailbox: VecDeque<engine::Input>,
    /// What is stored and not yet in the view.
    pub(super) arriving: Option<Arriving>,
    pub(super) writing: Writing,
    pub(super) linking: Linking,
    pub(super) carrying: Carrying,
    pub(super) last_file: FileId,
    /// Whether the host's bundle was asked for.
    pub(super) asked_for_hosted: bool,
    /// Till when pictures of a film count for nothing.
    pub(super) film_rests_until: Millis,
    pub(super) backup: Backup,
    /// Festivals to enter when their link is proven.
    pub(super) entering: BTreeMap<LinkId, Invitation>,
    pub(super) linked: BTreeMap<LinkId, Linked>,
    pub(super) requests: BTreeMap<RequestId, Pending>,
    pub(super) last_request: RequestId,
    pub(super) last_link: LinkId,
    /// When news of who is here came last, in steps of `core`’s `CALM_MS`.
    pub(super) present_at: Millis,
    /// When it was last written down that somebody is connected, in steps of
    /// `connecting`’s `CONTACT_EVERY`.
    pub(super) contact_at: Option<i64>,
    /// The last connection by codes that came about, until another one is begun.
    pub(super) connected: Option<Connected>,
    /// Why the last connection that a person waited for did not come about.
    pub(super) failure: Option<FailureView>,
    /// Festivals in which more is written than is kept.
    pub(super) crowded: BTreeSet<FestivalId>,
    /// Links by our own codes for newcomers, who lack what the code had no room for.
    pub(super) letting_in: BTreeSet<LinkId>,
    /// Links on which keys may be handed to us: those that let us in.
    pub(super) let_in_by: BTreeSet<LinkId>,
    /// The minute at which a wake was asked for.
    pub(super) minute: Millis,
    /// Unix milliseconds at the last input.
    pub(super) now: Millis,
    /// Whether something came that a policy might decide.
    pub(super) undecided: bool,
    /// What was said last of whose logs are here, and at which revision it was found:
    /// it is said each minute, and follows from all requests.
    pub(super) reported: BTreeMap<FestivalId, (u64, Vec<LogKey>)>,
    /// When the clock alone has a policy decide, unix seconds.
    pub(super) decides_at: Option<i64>,
    /// What the last round of the policies answered.
    pub(super) last_round: Vec<(InstanceId, Verdict)>,
    pub(super) asked_to_keep: bool,
    /// Festivals whose view is to be computed anew.
    pub(super) rebuilds: BTreeSet<FestivalId>,
    /// Whether some log of ours is lost and a new one to be begun.
    pub(super) rejoins: bool,
    /// Whether something of ours was written since the start, and till when the
    /// first of it waits for a neighbour.
    pub(super) has_written: bool,
    pub(super) listens_until: Option<Millis>,
    pub(super) idle: Idle,
    pub(super) screen: Screen,
    pub(super) saved: Option<Outcome>,
    pub(super) refusal: Option<RefusalView>,
    pub(super) wiped: bool,
    /// Whether another tab is the peer: nothing is written here.
    pub(super) watches: bool,
    /// Whether the store holds other logs than are in memory: read all again.
    pub(super) is_stale: bool,
    /// How far zones are from UTC.
    pub(super) zones: Offsets,
    pub(super) importing: Option<Importing>,
    pub(super) imported: Option<ImportView>,
    pub(super) exported: Option<Rc<ExportView>>,
    pub(super) exports: u64,
    /// Counts what changed in the view and the local rows.
    pub(super) revision: u64,
    /// The screen as it was made last.
    pub(super) picture: Option<Picture>,
    /// What is kept between pictures.
    pub(super) remembered: Remembered,
    pub(super) digests: Digests,
    /// What changed since one looked, and at which revision that was counted.
    pub(super) news: BTreeMap<FestivalId, News>,
    pub(super) news_of: Option<u64>,
}

/// A proven link.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked {
    /// Who is there.
    pub(super) neighbour: Neighbour,
    /// Since when, unix seconds.
    pub(super) since: i64,
    /// Who introduced the two, where a member did.
    pub(super) introduced_by: Option<AuthorId>,
}

/// A connection by codes that came about: it is told after its link is gone, too.
#[derive(Clone, Copy, Debug)]
pub(super) struct Connected {
    /// Its link.
    pub(super) link: LinkId,
    /// Who was there.
    pub(super) who: AuthorId,
    /// The festival that it is about.
    pub(super) festival: FestivalId,
}

/// What an answer of the store is about.
#[derive(Debug)]
pub(super) enum Pending {
    /// A wish, or what a policy decided.
    Own,
    /// Steps of others, and the rows that count them.
    Foreign(Vec<Authentic>, Vec<Row>),
    /// Entries for a neighbour.
    Read(Ticket),
    /// Entries for the file that is being written.
    Give(FileId),
    /// A festival is entered.
    Enter(Membership),
    /// A row of the core's own.
    Row(Row),
    /// Logs of a festival that was entered again.
    Replay(Replay),
    /// Short records are merged.
    Tidy,
    /// A snapshot of the view.
    Snapshot(Kept),
    /// A proof that a log is forked.
    Freeze(Freezing),
    /// Logs of a festival that is computed anew.
    Rebuild(Rebuilding),
    /// Another person is here from now on, or a festival was emptied: all is read again.
    Anew,
    /// All is forgotten.
    Wipe,
}

/// What a core begins with.
pub(super) struct Beginning {
    pub(super) identity: Identity,
    pub(super) secret: [u8; 32],
    pub(super) token: WriterToken,
    pub(super) memberships: BTreeMap<FestivalId, Membership>,
    pub(super) view: View,
    pub(super) local: Local,
    pub(super) gossip: Gossip,
    pub(super) meetings: Meetings,
    pub(super) last_request: RequestId,
}

impl Core {
    pub(super) fn new(beginning: Beginning) -> Self {
        Self {
            identity: beginning.identity,
            secret: beginning.secret,
            token: beginning.token,
            memberships: beginning.memberships,
            view: beginning.view,
            local: beginning.local,
            meetings: beginning.meetings,
            meeting_mailbox: VecDeque::new(),
            host: HostList::default(),
            online: true,
            gossip: beginning.gossip,
            mailbox: VecDeque::new(),
            arriving: None,
            writing: Writing::default(),
            linking: Linking::Idle,
            carrying: Carrying::Idle,
            last_file: 0,
            asked_for_hosted: false,
            film_rests_until: 0,
            backup: Backup::default(),
            entering: BTreeMap::new(),
            linked: BTreeMap::new(),
            requests: BTreeMap::new(),
            last_request: beginning.last_request,
            last_link: 0,
            present_at: 0,
            contact_at: None,
            connected: None,
            failure: None,
            crowded: BTreeSet::new(),
            letting_in: BTreeSet::new(),
            let_in_by: BTreeSet::new(),
            minute: 0,
            now: 0,
            undecided: true,
            reported: BTreeMap::new(),
            decides_at: None,
            last_round: Vec::new(),
            asked_to_keep: false,
            rebuilds: BTreeSet::new(),
            rejoins: true,
            has_written: false,
            listens_until: None,
            idle: Idle::default(),
            screen: Screen::Home,
            saved: None,
            refusal: None,
            wiped: false,
            watches: false,
            is_stale: false,
            zones: Offsets::default(),
            importing: None,
            imported: None,
            exported: None,
            exports: 0,
            revision: 0,
            picture: None,
            remembered: Remembered::default(),
            digests: Digests::default(),
            news: BTreeMap::new(),
            news_of: None,
        }
    }
}
