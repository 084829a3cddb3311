//! A running peer: commands, links and the store's answers.

use std::collections::{BTreeMap, VecDeque};

use super::command::Command;
use super::linking::Linking;
use super::membership::Membership;
use super::programme::Programme;
use super::view_model::Problem;
use super::writing::{self, InFlight, Wish, Writing};
use super::{Input, Output};
use crate::gossip::engine::{self, Gossip, LinkId, Millis, Ticket};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::{Identity, Neighbour, Role};
use crate::gossip::session::HangReason;
use crate::gossip::signal::{Code, Description, Invitation, Offer, OfferFor};
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MAX_TITLE_BYTES;
use crate::protocol::log::Authentic;
use crate::protocol::message::Message;
use crate::protocol::schema::event::{self, Event};
use crate::storage::{Answer, Batch, OwnSteps, Request, RequestId, StoreError, WriterToken};

/// The running state.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) identity: Identity,
    token: WriterToken,
    pub(super) memberships: BTreeMap<FestivalId, Membership>,
    pub(super) programme: Programme,
    pub(super) gossip: Gossip,
    writing: Writing,
    pub(super) linking: Linking,
    /// Festivals to enter when their link is proven.
    entering: BTreeMap<LinkId, Invitation>,
    pub(super) linked: BTreeMap<LinkId, Neighbour>,
    requests: BTreeMap<RequestId, Pending>,
    /// Steps of others that the store has before it.
    storing: Vec<Authentic>,
    last_request: RequestId,
    last_link: LinkId,
    pub(super) problem: Option<Problem>,
}

/// What an answer of the store is about.
#[derive(Debug)]
enum Pending {
    Own,
    Foreign,
    Read(Ticket),
    Enter(Membership),
}

impl Core {
    pub(super) fn new(
        identity: Identity,
        token: WriterToken,
        memberships: BTreeMap<FestivalId, Membership>,
        programme: Programme,
        gossip: Gossip,
        last_request: RequestId,
    ) -> Self {
        Self {
            identity,
            token,
            memberships,
            programme,
            gossip,
            writing: Writing::default(),
            linking: Linking::Idle,
            entering: BTreeMap::new(),
            linked: BTreeMap::new(),
            requests: BTreeMap::new(),
            storing: Vec::new(),
            last_request,
            last_link: 0,
            problem: None,
        }
    }

    pub(super) fn handle(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        input: Input,
        outputs: &mut VecDeque<Output>,
    ) {
        match input {
            Input::Start => {}
            Input::Command(command) => self.command(now, entropy, command, outputs),
            Input::Answered(request, answer) => self.answered(now, request, answer),
            Input::Described { link, sdp } => self.described(now, link, sdp.as_deref(), outputs),
            Input::Opened { link } => self.opened(now, link, draw(entropy), outputs),
            Input::Received { link, frame } => self
                .gossip
                .handle(now, engine::Input::Received { link, frame }),
            Input::Closed { link } => self.closed(now, link),
            Input::Tick => self.gossip.handle(now, engine::Input::Tick),
            Input::Leave => self.gossip.leave(),
        }
        self.write_next(entropy, outputs);
        self.drain_gossip(outputs);
    }

    // ---- commands ---------------------------------------------------------

    fn command(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        command: Command,
        outputs: &mut VecDeque<Output>,
    ) {
        self.problem = None;
        let done = match command {
            Command::StartFestival { title } => self.start_festival(entropy, title, outputs),
            Command::PublishEvent {
                festival,
                title,
                description,
            } => self.publish_event(now, festival, title, description),
            Command::Invite { festival } => self.offer(festival, true, outputs),
            Command::Reconnect { festival } => self.offer(festival, false, outputs),
            Command::EnterCode { text } => self.enter_code(now, &text, outputs),
            Command::StopLinking => {
                self.stop_linking(outputs);
                Ok(())
            }
            Command::DismissProblem => Ok(()),
        };
        self.problem = done.err();
    }

    fn start_festival(
        &mut self,
        entropy: &mut dyn Entropy,
        title: String,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        let title = checked_title(title)?;
        let invitation = Invitation {
            founder: self.identity.author.author(),
            nonce: draw(entropy),
            key: FestivalKey::from_bytes(draw(entropy)),
        };
        self.enter(
            Membership {
                invitation,
                title: Some(title),
                device: None,
            },
            outputs,
        );
        Ok(())
    }

    fn publish_event(
        &mut self,
        now: Millis,
        festival: FestivalId,
        title: String,
        description: String,
    ) -> Result<(), Problem> {
        let description = Some(description.trim().to_owned()).filter(|text| !text.is_empty());
        let event = Event {
            description,
            ..Event::titled(checked_title(title)?)
        };
        event.check().map_err(|_| Problem::Title)?;
        let message = Message::create(event::NAME, &event, now, now).map_err(|_| Problem::Title)?;
        self.writing.push(Wish { festival, message });
        Ok(())
    }

    fn enter(&mut self, membership: Membership, outputs: &mut VecDeque<Output>) {
        let own = Some(OwnSteps {
            token: self.token,
            steps: Vec::new(),
        });
        let local = vec![(membership.row_key(), membership.row())];
        let batch = Batch {
            own,
            local,
            ..Batch::default()
        };
        self.ask(Request::Commit(batch), Pending::Enter(membership), outputs);
    }

    fn ask(
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

    // ---- the first link ---------------------------------------------------

    fn offer(
        &mut self,
        festival: FestivalId,
        to_newcomer: bool,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        let invitation = self
            .memberships
            .get(&festival)
            .ok_or(Problem::UnknownFestival)?
            .invitation
            .clone();
        self.stop_linking(outputs);
        let link = self.dial(None, outputs);
        self.linking = Linking::DescribingOffer {
            link,
            invitation,
            to_newcomer,
        };
        Ok(())
    }

    fn dial(&mut self, offer: Option<String>, outputs: &mut VecDeque<Output>) -> LinkId {
        self.last_link += 1;
        outputs.push_back(Output::Dial {
            link: self.last_link,
            offer,
        });
        self.last_link
    }

    fn stop_linking(&mut self, outputs: &mut VecDeque<Output>) {
        if let Some(link) = core::mem::take(&mut self.linking).link() {
            outputs.push_back(Output::Hang { link });
        }
    }

    fn enter_code(
        &mut self,
        now: Millis,
        text: &str,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        match Code::from_text(text, now)? {
            Code::Offer(offer) => self.answer(offer, outputs),
            Code::Answer(answer) => {
                let (link, answer) = self.linking.answered(&answer)?;
                outputs.push_back(Output::Accept { link, answer });
                Ok(())
            }
        }
    }

    fn answer(&mut self, offer: Offer, outputs: &mut VecDeque<Output>) -> Result<(), Problem> {
        if self.linking.is_own(&offer) {
            return Err(Problem::OwnCode);
        }
        let invitation = match &offer.to {
            OfferFor::Newcomer(invitation) => invitation.clone(),
            OfferFor::Member(start) => self
                .memberships
                .values()
                .map(|membership| &membership.invitation)
                .find(|invitation| invitation.festival().as_bytes()[..8] == start[..])
                .ok_or(Problem::UnknownFestival)?
                .clone(),
        };
        self.stop_linking(outputs);
        let link = self.dial(Some(offer.description.to_sdp(Role::Offerer)), outputs);
        let (hash, remote) = (offer.hash(), offer.description.fingerprint);
        self.linking = Linking::DescribingAnswer {
            link,
            invitation,
            hash,
            remote,
        };
        Ok(())
    }

    fn described(
        &mut self,
        now: Millis,
        link: LinkId,
        sdp: Option<&str>,
        outputs: &mut VecDeque<Output>,
    ) {
        if self.linking.link() != Some(link) {
            return;
        }
        match sdp.map(Description::from_sdp) {
            Some(Ok(description)) => {
                self.linking = core::mem::take(&mut self.linking).described(description, now);
            }
            _ => {
                self.stop_linking(outputs);
                self.problem = Some(Problem::CannotConnect);
            }
        }
    }

    fn opened(
        &mut self,
        now: Millis,
        link: LinkId,
        seed: [u8; 32],
        outputs: &mut VecDeque<Output>,
    ) {
        let Some((binding, invitation)) = self.linking.opened(link) else {
            outputs.push_back(Output::Hang { link });
            return;
        };
        self.linking = Linking::Idle;
        if !self.memberships.contains_key(&binding.festival) {
            self.entering.insert(link, invitation);
        }
        self.gossip.handle(
            now,
            engine::Input::Opened {
                link,
                binding,
                seed,
            },
        );
    }

    fn closed(&mut self, now: Millis, link: LinkId) {
        if self.linking.link() == Some(link) {
            self.linking = Linking::Idle;
            self.problem = Some(Problem::NotReached);
        }
        self.gossip.handle(now, engine::Input::Closed { link });
    }

    // ---- the store's answers ----------------------------------------------

    fn answered(&mut self, now: Millis, request: RequestId, answer: Result<Answer, StoreError>) {
        let Some(pending) = self.requests.remove(&request) else {
            return;
        };
        if let Err(error) = &answer {
            self.problem = Some(Problem::from(error));
        }
        match (pending, answer) {
            (Pending::Own, Ok(_)) => {
                if let Some(InFlight {
                    step, membership, ..
                }) = self.writing.answered(request)
                {
                    self.memberships.insert(membership.festival(), membership);
                    self.show_step(&step);
                    self.gossip
                        .handle(now, engine::Input::OwnStored(vec![step]));
                }
            }
            (Pending::Own, Err(_)) => {
                self.writing.answered(request);
                self.writing.give_up();
            }
            (Pending::Foreign, Ok(_)) => {
                for step in core::mem::take(&mut self.storing) {
                    self.show_step(&step);
                }
                self.gossip.handle(now, engine::Input::Stored);
            }
            (Pending::Foreign, Err(_)) => {
                self.storing.clear();
                self.gossip.handle(now, engine::Input::NotStored);
            }
            (Pending::Read(ticket), answer) => {
                let segments = match answer {
                    Ok(Answer::Segments(segments)) => segments,
                    _ => Vec::new(),
                };
                self.gossip
                    .handle(now, engine::Input::Segments { ticket, segments });
            }
            (Pending::Enter(membership), Ok(_)) => {
                self.memberships.insert(membership.festival(), membership);
            }
            (Pending::Enter(_), Err(_)) => {}
        }
    }

    fn show_step(&mut self, step: &Authentic) {
        let head = step.head();
        for (seq, hash, payload) in step.messages() {
            self.programme
                .apply(head.festival(), head.key(), seq, hash, payload);
        }
    }

    fn write_next(&mut self, entropy: &mut dyn Entropy, outputs: &mut VecDeque<Output>) {
        while let Some(wish) = self.writing.next() {
            let Some(membership) = self.memberships.get(&wish.festival) else {
                continue;
            };
            let clock = self.programme.clock_of(&self.identity.author.author()) + 1;
            let signed = writing::sign(
                wish,
                &self.identity,
                membership,
                self.gossip.ledger(),
                clock,
                entropy,
            );
            match signed {
                Ok((step, membership)) => {
                    let batch = writing::batch(self.token, step.clone(), &membership);
                    let request = self.ask(Request::Commit(batch), Pending::Own, outputs);
                    self.writing.sent(InFlight {
                        request,
                        step,
                        membership,
                    });
                }
                Err(_) => {
                    self.problem = Some(Problem::Title);
                }
            }
        }
    }

    // ---- what gossip wants ------------------------------------------------

    fn drain_gossip(&mut self, outputs: &mut VecDeque<Output>) {
        while let Some(output) = self.gossip.poll() {
            match output {
                engine::Output::Send { link, frame } => {
                    outputs.push_back(Output::Send { link, frame })
                }
                engine::Output::Hang { link, .. } => outputs.push_back(Output::Hang { link }),
                engine::Output::Wake(at) => outputs.push_back(Output::Wake(at)),
                engine::Output::Linked { link, neighbour } => self.proven(link, neighbour, outputs),
                engine::Output::Unlinked { link, reason } => self.unlinked(link, reason),
                engine::Output::Store(steps) => {
                    self.storing.clone_from(&steps);
                    let batch = Batch {
                        foreign: steps,
                        ..Batch::default()
                    };
                    self.ask(Request::Commit(batch), Pending::Foreign, outputs);
                }
                engine::Output::Read {
                    ticket,
                    log,
                    from,
                    max_bytes,
                } => {
                    self.ask(
                        Request::Read {
                            log,
                            from,
                            max_bytes,
                        },
                        Pending::Read(ticket),
                        outputs,
                    );
                }
            }
        }
    }

    fn proven(&mut self, link: LinkId, neighbour: Neighbour, outputs: &mut VecDeque<Output>) {
        self.linked.insert(link, neighbour);
        if let Some(invitation) = self.entering.remove(&link) {
            self.enter(
                Membership {
                    invitation,
                    title: None,
                    device: None,
                },
                outputs,
            );
        }
    }

    fn unlinked(&mut self, link: LinkId, reason: Option<HangReason>) {
        self.entering.remove(&link);
        let was_proven = self.linked.remove(&link).is_some();
        let problem = match reason {
            Some(reason) => Problem::of_hang(reason),
            None => (!was_proven).then_some(Problem::NotReached),
        };
        self.problem = problem.or(self.problem);
    }
}

/// A title without surrounding space, 1..=256 bytes.
fn checked_title(title: String) -> Result<String, Problem> {
    let title = title.trim();
    let fits = !title.is_empty() && title.len() <= MAX_TITLE_BYTES;
    if fits {
        Ok(title.to_owned())
    } else {
        Err(Problem::Title)
    }
}
