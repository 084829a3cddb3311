//! A running peer: takes inputs, hands wishes on, and carries out what gossip
//! wants. Links are in `connecting`, the store's answers in `keeping`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::arriving::Arriving;
use super::backup::Backup;
use super::carrying::Carrying;
use super::command::Command;
use super::digesting::Digests;
use super::freezing::{Freezing, Rebuilding};
use super::idle::{Idle, Kept};
use super::importing::Importing;
use super::linking::Linking;
use super::local::{Local, Row, keeping_row};
use super::membership::Membership;
use super::network::HostList;
use super::pen::Desk;
use super::projection::{Picture, Remembered};
use super::replay::Replay;
use super::view_model::{
    ExportView, FailureView, FileId, ImportView, News, Outcome, Problem, RefusalView, Screen,
};
use super::writing::Writing;
use super::{Input, Output};
use crate::gossip::engine::{self, FIRST_DIAL, Gossip, LinkId, Millis, Ticket};
use crate::gossip::entropy::Entropy;
use crate::gossip::handshake::{Identity, Neighbour, Role};
use crate::gossip::relay::{self, FIRST_MEETING, Meetings};
use crate::gossip::signal::{Description, Invitation};
use crate::protocol::exchange::zone::Offsets;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::log::Authentic;
use crate::protocol::schema::authorization::Verdict;
use crate::protocol::view::View;
use crate::storage::{Batch, Request, RequestId, WriterToken};

/// The view changes with the clock this often.
const MINUTE: Millis = 60_000;
/// News of who is here is shown this often at most, milliseconds.
const CALM_MS: Millis = 5_000;

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
    mailbox: VecDeque<engine::Input>,
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
    /// When news of who is here came last, in steps of [`CALM_MS`].
    pub(super) present_at: Millis,
    /// Why the last connection that a person waited for did not come about.
    pub(super) failure: Option<FailureView>,
    /// Festivals in which more is written than is kept.
    pub(super) crowded: BTreeSet<FestivalId>,
    /// Links by our own codes for newcomers, who lack what the code had no room for.
    pub(super) letting_in: BTreeSet<LinkId>,
    /// Links on which keys may be handed to us: those that let us in.
    pub(super) let_in_by: BTreeSet<LinkId>,
    /// The minute at which a wake was asked for.
    minute: Millis,
    /// Unix milliseconds at the last input.
    pub(super) now: Millis,
    /// Whether something came that a policy might decide.
    pub(super) undecided: bool,
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
            failure: None,
            crowded: BTreeSet::new(),
            letting_in: BTreeSet::new(),
            let_in_by: BTreeSet::new(),
            minute: 0,
            now: 0,
            undecided: true,
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

    /// Takes one input.
    pub(super) fn handle(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        input: Input,
        outputs: &mut VecDeque<Output>,
    ) {
        self.now = now;
        if self.comes_first(&input) {
            self.disturb(outputs);
        }
        match input {
            Input::Start | Input::Watch => {}
            Input::Command(command) => self.command(now, entropy, command, outputs),
            Input::Answered(request, answer) => self.answered(request, answer, outputs),
            Input::Described { link, sdp } if link >= FIRST_DIAL => {
                let description = sdp.and_then(|sdp| Description::from_sdp(&sdp).ok());
                self.tell_gossip(engine::Input::Described { link, description });
            }
            Input::Described { link, sdp } if link >= FIRST_MEETING => {
                let description = sdp.and_then(|sdp| Description::from_sdp(&sdp).ok());
                self.tell_meetings(relay::Input::Described(link, description));
            }
            Input::Described { link, sdp } => self.described(now, link, sdp.as_deref(), outputs),
            Input::Opened { link } if link >= FIRST_DIAL => {
                self.tell_gossip(engine::Input::Connected { link });
            }
            Input::Opened { link } if link >= FIRST_MEETING => self.met(link, outputs),
            Input::Opened { link } => self.opened(link, outputs),
            Input::Received { link, frame } => {
                self.tell_gossip(engine::Input::Received { link, frame });
            }
            Input::Traced { link, trace } => self.failed_to_connect(link, &trace),
            Input::Closed { link } => self.closed(link),
            Input::Config(text) => self.take_host_list(&text, outputs),
            Input::Online(online) => {
                self.online = online;
                self.revision += 1;
                self.tell_meetings(relay::Input::Online(online));
            }
            Input::SocketOpened { socket } => self.tell_meetings(relay::Input::Opened(socket)),
            Input::TextReceived { socket, text } => {
                self.tell_meetings(relay::Input::Received(socket, text));
            }
            Input::SocketClosed { socket } => self.tell_meetings(relay::Input::Closed(socket)),
            piece @ Input::Piece { .. } => {
                if let Some(Input::Piece { file, bytes }) = self.backup_piece(piece, outputs) {
                    self.piece(file, bytes, outputs);
                }
            }
            Input::Hosted { file, size } => self.take_hosted(file, size, outputs),
            Input::Persisted(promised) => self.keep_row(keeping_row(promised), outputs),
            Input::Tick => {
                self.undecided = true;
                self.rejoins = true;
                self.work_on_backup(entropy, outputs);
                self.tell_gossip(engine::Input::Tick);
                self.tell_meetings(relay::Input::Tick);
            }
            Input::Leave => self.gossip.leave(),
        }
        self.show_some(outputs);
        // First the ledger learns what was stored: the next wish goes on from there.
        self.empty_mailbox(entropy, outputs);
        self.begin_rebuilds(outputs);
        if !self.watches {
            self.write_next(entropy, outputs);
            self.empty_mailbox(entropy, outputs);
            self.go_on_taking(outputs);
            self.empty_mailbox(entropy, outputs);
            self.idle_turn(outputs);
        }
        self.digest_turn(outputs);
        let minute = (now / MINUTE + 1) * MINUTE;
        if core::mem::replace(&mut self.minute, minute) != minute {
            outputs.push_back(Output::Wake(minute));
            self.tell_presence();
            self.empty_mailbox(entropy, outputs);
        }
        if self.watches {
            self.meeting_mailbox.clear();
        } else {
            self.run_meetings(entropy, outputs);
        }
    }

    /// Whether an input comes before idle work.
    fn comes_first(&self, input: &Input) -> bool {
        match input {
            Input::Answered(request, _) => !matches!(
                self.requests.get(request),
                Some(Pending::Tidy | Pending::Snapshot(_))
            ),
            Input::Tick => false,
            _ => true,
        }
    }

    /// Lets go of everything: links, and what waited. Gives the number of the last
    /// request, and the wishes with which a next core begins.
    pub(super) fn let_go(
        &mut self,
        entropy: &mut dyn Entropy,
        outputs: &mut VecDeque<Output>,
    ) -> (RequestId, Vec<Command>) {
        self.stop_linking(outputs);
        self.tell_meetings(relay::Input::Online(false));
        self.run_meetings(entropy, outputs);
        self.gossip.leave();
        while let Some(output) = self.gossip.poll() {
            match output {
                engine::Output::Send { link, frame } => {
                    outputs.push_back(Output::Send { link, frame });
                }
                engine::Output::Hang { link, .. } => outputs.push_back(Output::Hang { link }),
                _ => {}
            }
        }
        let mut wishes = vec![Command::Look(self.screen.clone())];
        wishes.extend(self.writing.take_waiting());
        (self.last_request, wishes)
    }

    /// Now, unix seconds.
    pub(super) fn seconds(&self) -> i64 {
        i64::try_from(self.now / 1000).unwrap_or(i64::MAX)
    }

    /// What a pen writes with.
    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            view: &self.view,
            local: &self.local,
            memberships: &self.memberships,
            identity: &self.identity,
            ledger: self.gossip.ledger(),
            now: self.now,
        }
    }

    /// What is said once, when everything was read.
    pub(super) fn begin(&mut self, outputs: &mut VecDeque<Output>) {
        outputs.push_back(self.beginning());
        self.tell_network(outputs);
        self.ask_for_hosted(outputs);
    }

    fn command(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        command: Command,
        outputs: &mut VecDeque<Output>,
    ) {
        if let Command::Look(screen) = command {
            self.screen = screen;
            self.picture = None;
            return;
        }
        self.refusal = None;
        let place = command.place();
        let done = match command {
            Command::Invite { festival } => self.offer(festival, true, outputs),
            Command::Reconnect { festival } => self.offer(festival, false, outputs),
            Command::EnterCode { text } => self.enter_code(now, &text, outputs),
            Command::TheyHaveIt => {
                self.they_have_it(outputs);
                Ok(())
            }
            Command::StopLinking => {
                self.stop_linking(outputs);
                Ok(())
            }
            Command::GiveBundle { festival, whole } => {
                self.give_bundle(entropy, festival, whole, outputs)
            }
            Command::TakeFile { file, size } => self.take_file(file, size, outputs),
            Command::WatchFilm { text } => self.watch_film(&text),
            Command::SealBackup { passphrase } => self.seal_backup(passphrase, outputs),
            Command::WordsPractised => {
                self.words_practised(outputs);
                Ok(())
            }
            Command::OpenBackup { source, practise } => {
                self.open_backup(source, practise, outputs);
                Ok(())
            }
            Command::Restore => self.restore(outputs),
            Command::CloseBackup => {
                self.close_backup(outputs);
                Ok(())
            }
            Command::StopCarrying => {
                self.stop_carrying(outputs);
                Ok(())
            }
            Command::Wipe => {
                self.gossip.leave();
                self.ask(Request::Wipe, Pending::Wipe, outputs);
                Ok(())
            }
            Command::Import { festival, file } => self.import(festival, &file),
            Command::StopImport => {
                self.stop_importing();
                Ok(())
            }
            Command::Export {
                festival,
                format,
                mine,
                base,
            } => self.export(festival, format, mine, &base),
            Command::DropExport => {
                self.exported = None;
                Ok(())
            }
            Command::DismissProblem => Ok(()),
            wish => {
                self.writing.push(wish);
                Ok(())
            }
        };
        if let Err(problem) = done {
            self.refusal = Some(RefusalView::new(problem, place));
        }
    }

    /// Asks the store.
    pub(super) fn ask(
        &mut self,
        request: Request,
        pending: Pending,
        outputs: &mut VecDeque<Output>,
    ) -> RequestId {
        self.last_request += 1;
        self.requests.insert(self.last_request, pending);
        outputs.push_back(Output::Store(self.last_request, request));
        self.last_request
    }

    /// Puts something into gossip's mailbox: it is handed over with the source of
    /// randomness when this input's own work is done.
    pub(super) fn tell_gossip(&mut self, input: engine::Input) {
        self.mailbox.push_back(input);
    }

    fn empty_mailbox(&mut self, entropy: &mut dyn Entropy, outputs: &mut VecDeque<Output>) {
        self.drain_gossip(outputs);
        while let Some(input) = self.mailbox.pop_front() {
            self.gossip.handle(self.now, entropy, input);
            self.drain_gossip(outputs);
        }
    }

    /// Tells gossip which festivals we have, so that neighbours find those in common.
    pub(super) fn tell_festivals(&mut self) {
        let festivals = self.memberships.iter();
        let festivals = festivals
            .map(|(festival, known)| (*festival, (known.invitation.key.clone(), 0)))
            .collect();
        self.tell_gossip(engine::Input::Festivals(festivals));
        self.tell_meeting_festivals();
        self.tell_presence();
    }

    fn drain_gossip(&mut self, outputs: &mut VecDeque<Output>) {
        while let Some(output) = self.gossip.poll() {
            match output {
                engine::Output::Send { link, frame } => {
                    outputs.push_back(Output::Send { link, frame })
                }
                engine::Output::Hang { link, .. } => outputs.push_back(Output::Hang { link }),
                engine::Output::Dial { link, offer } => {
                    let offer = offer.map(|offer| offer.to_sdp(Role::Offerer));
                    outputs.push_back(Output::Dial { link, offer });
                }
                engine::Output::Accept { link, answer } => {
                    let answer = answer.to_sdp(Role::Answerer);
                    outputs.push_back(Output::Accept { link, answer });
                }
                engine::Output::OwnLogLost { festival, log } => {
                    self.lose_own_log(festival, log, outputs);
                }
                engine::Output::Freeze {
                    festival,
                    proof,
                    shorten,
                } => self.freeze(festival, proof, shorten, outputs),
                // Not shown yet.
                engine::Output::Common { .. } => {}
                engine::Output::Carried(tally) => self.tally(tally),
                engine::Output::Keys { link, cards } => self.take_keys(link, &cards, outputs),
                // A picture of who is here need not be newer than a few seconds.
                engine::Output::Present { .. } => self.present_at = self.now / CALM_MS,
                engine::Output::Crowded { festival } => {
                    self.revision += u64::from(self.crowded.insert(festival));
                }
                engine::Output::Wake(at) => outputs.push_back(Output::Wake(at)),
                engine::Output::Linked { link, neighbour } => self.proven(link, neighbour, outputs),
                engine::Output::Unlinked { link, reason } => self.unlinked(link, reason, outputs),
                engine::Output::Store(steps) => self.keep_foreign(steps, outputs),
                engine::Output::Read {
                    ticket,
                    log,
                    from,
                    max_bytes,
                } => {
                    let read = Request::Read {
                        log,
                        from,
                        max_bytes,
                    };
                    self.ask(read, Pending::Read(ticket), outputs);
                }
            }
        }
    }

    /// Asks the browser to keep this device's data, once something of one's own is
    /// there to be kept.
    pub(super) fn ask_to_keep(&mut self, outputs: &mut VecDeque<Output>) {
        let open = self.local.keeping == super::view_model::Keeping::NotAsked;
        if open && !core::mem::replace(&mut self.asked_to_keep, true) {
            outputs.push_back(Output::Persist);
        }
    }

    /// What was refused by the device itself.
    pub(super) fn device_problem(&mut self, problem: Problem) {
        let place = super::view_model::Place::App;
        self.refusal = Some(RefusalView::new(problem, place));
    }

    /// A batch of rows of the core's own.
    pub(super) fn rows_batch(&self, rows: Vec<Row>) -> Batch {
        let own = crate::storage::OwnSteps {
            token: self.token,
            steps: Vec::new(),
        };
        Batch {
            own: Some(own),
            local: rows,
            ..Batch::default()
        }
    }
}
