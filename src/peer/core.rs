//! A running peer: takes inputs, hands wishes on, and carries out what gossip
//! wants. Links are in `connecting`, the store's answers in `keeping`.

use std::collections::VecDeque;

use super::command::Command;
use super::local::{Row, keeping_row};
use super::pen::Desk;
use super::state::{Core, Pending};
use super::view_model::{Problem, RefusalView};
use super::{Input, Output};
use crate::gossip::engine::{self, FIRST_DIAL, Millis};
use crate::gossip::entropy::Entropy;
use crate::gossip::handshake::Role;
use crate::gossip::relay::{self, FIRST_MEETING};
use crate::gossip::signal::Description;
use crate::storage::{Batch, Request, RequestId};

/// The view changes with the clock this often.
const MINUTE: Millis = 60_000;
/// News of who is here is shown this often at most, milliseconds.
const CALM_MS: Millis = 5_000;

impl Core {
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
                let is_due = |at| at <= self.seconds();
                self.undecided |= self.decides_at.is_some_and(is_due);
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
            self.keep_contact(outputs);
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
