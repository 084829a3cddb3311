//! The first link and what becomes of links: codes over, codes back, the channel
//! open, the other side proven, the link gone.

use std::collections::VecDeque;

use super::Output;
use super::linking::Linking;
use super::local::contact_row;
use super::membership::Membership;
use super::state::{Connected, Core, Linked};
use super::view_model::{FailureView, Place, Problem, RefusalView};
use crate::gossip::engine::{self, FIRST_DIAL, LinkId, Millis};
use crate::gossip::handshake::{Neighbour, Role};
use crate::gossip::relay;
use crate::gossip::session::HangReason;
use crate::gossip::signal::{Code, Description, Offer, OfferFor, Trace};
use crate::gossip::wire::KeyCard;
use crate::protocol::id::FestivalId;

/// While somebody is connected that is written down this often, seconds: a page that is
/// loaded again or closed has no time left for it. What is said of the last contact
/// then is too early by this much at most.
const CONTACT_EVERY: i64 = 5 * 60;

impl Core {
    pub(super) fn offer(
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
        // Nobody is to take what came of the codes before for what comes of these.
        self.connected = None;
        self.last_link += 1;
        outputs.push_back(Output::Dial {
            link: self.last_link,
            offer,
        });
        self.last_link
    }

    pub(super) fn stop_linking(&mut self, outputs: &mut VecDeque<Output>) {
        if let Some(link) = core::mem::take(&mut self.linking).link() {
            outputs.push_back(Output::Hang { link });
        }
    }

    pub(super) fn enter_code(
        &mut self,
        now: Millis,
        text: &str,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        match Code::from_text(text, now)? {
            Code::Offer(offer) => self.answer(offer, outputs),
            // A page asks before it joins: the UI opens links by their address.
            Code::Join(_) => Err(Problem::JoinLink),
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
        let (hash, remote) = (offer.hash(), offer.description.fingerprint);
        let mut description = offer.description;
        let withheld = core::mem::take(&mut description.candidates);
        let link = self.dial(Some(description.to_sdp(Role::Offerer)), outputs);
        self.linking = Linking::DescribingAnswer {
            link,
            invitation,
            hash,
            remote,
            withheld,
        };
        Ok(())
    }

    /// The other side has our answer: now our browser looks for it, too.
    pub(super) fn they_have_it(&mut self, outputs: &mut VecDeque<Output>) {
        if let Some((link, candidates)) = self.linking.released() {
            let candidates = candidates.iter().enumerate();
            let candidates = candidates.map(|(index, known)| known.to_attribute(index));
            outputs.push_back(Output::Candidates {
                link,
                candidates: candidates.collect(),
            });
        }
    }

    pub(super) fn described(
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
                self.linking_problem(Problem::CannotConnect);
            }
        }
    }

    pub(super) fn opened(&mut self, link: LinkId, outputs: &mut VecDeque<Output>) {
        let Some((binding, invitation)) = self.linking.opened(link) else {
            outputs.push_back(Output::Hang { link });
            return;
        };
        if self.linking.lets_in() {
            self.letting_in.insert(link);
        }
        self.linking = Linking::Idle;
        if !self.memberships.contains_key(&binding.festival) {
            self.entering.insert(link, invitation);
        }
        self.tell_gossip(engine::Input::Opened { link, binding });
    }

    /// A connection did not come about. Those that members make among themselves
    /// fail often and are tried elsewhere: nobody waits for them.
    pub(super) fn failed_to_connect(&mut self, link: LinkId, trace: &Trace) {
        if link < FIRST_DIAL {
            self.revision += 1;
            self.failure = Some(FailureView::new(trace.diagnose(), self.seconds()));
        }
    }

    pub(super) fn closed(&mut self, link: LinkId) {
        if self.linking.link() == Some(link) {
            self.linking = Linking::Idle;
            self.linking_problem(Problem::NotReached);
        }
        self.tell_meetings(relay::Input::Hung(link));
        self.tell_gossip(engine::Input::Closed { link });
    }

    fn linking_problem(&mut self, problem: Problem) {
        self.refusal = Some(RefusalView::new(problem, Place::Linking));
    }

    pub(super) fn proven(
        &mut self,
        link: LinkId,
        neighbour: Neighbour,
        outputs: &mut VecDeque<Output>,
    ) {
        let invitation = self.entering.remove(&link);
        if self.local.blocked.contains(&neighbour.author) {
            self.gossip.hang(link, HangReason::WeLeave);
            self.linking_problem(Problem::Blocked);
            return;
        }
        let since = self.seconds();
        self.failure = None;
        let linked = Linked {
            neighbour,
            since,
            introduced_by: self.gossip.introduced_by(link),
        };
        self.linked.insert(link, linked);
        self.keep_contact(outputs);
        self.connected_by_codes(link, &neighbour);
        self.tell_meetings(relay::Input::Tick);
        self.share_keys(link);
        if let Some(invitation) = invitation {
            self.let_in_by.insert(link);
            self.enter(Membership::new(invitation), outputs);
        }
    }

    /// What two people have waited for is told them. Links that devices make among
    /// themselves come and go without a word.
    fn connected_by_codes(&mut self, link: LinkId, neighbour: &Neighbour) {
        if link < relay::FIRST_MEETING
            && let Some(festival) = self.gossip.festival_of(link)
        {
            self.connected = Some(Connected {
                link,
                who: neighbour.author,
                festival,
            });
        }
    }

    /// Writes down that somebody is connected, if that is due.
    pub(super) fn keep_contact(&mut self, outputs: &mut VecDeque<Output>) {
        let now = self.seconds();
        let step = Some(now / CONTACT_EVERY);
        if !self.linked.is_empty() && self.contact_at != step {
            self.contact_at = step;
            self.keep_row(contact_row(now), outputs);
        }
    }

    pub(super) fn unlinked(
        &mut self,
        link: LinkId,
        reason: Option<HangReason>,
        outputs: &mut VecDeque<Output>,
    ) {
        self.entering.remove(&link);
        self.let_in_by.remove(&link);
        self.letting_in.remove(&link);
        self.tell_meetings(relay::Input::Tick);
        let was_proven = self.linked.remove(&link).is_some();
        if was_proven && self.linked.is_empty() {
            self.keep_row(contact_row(self.seconds()), outputs);
        }
        let problem = match reason {
            Some(reason) => Problem::of_hang(reason),
            None => (!was_proven).then_some(Problem::NotReached),
        };
        if let Some(problem) = problem {
            self.linking_problem(problem);
        }
    }

    /// Hands a newcomer whom our code let in what the code had no room for: titles,
    /// and the festivals that this one is part of.
    fn share_keys(&mut self, link: LinkId) {
        let festival = self.gossip.festival_of(link);
        if self.letting_in.remove(&link)
            && let Some(festival) = festival
        {
            let cards = self.key_cards(&festival);
            self.tell_gossip(engine::Input::Share { link, cards });
        }
    }

    /// Whoever let us in hands us keys. Nobody else may, and only once: a stranger
    /// must not be able to enter us anywhere.
    pub(super) fn take_keys(
        &mut self,
        link: LinkId,
        cards: &[KeyCard],
        outputs: &mut VecDeque<Output>,
    ) {
        let about = self.gossip.festival_of(link);
        let is_about = cards.first().map(KeyCard::festival) == about;
        if !(self.let_in_by.remove(&link) && is_about) {
            return;
        }
        for card in cards {
            let membership = Membership::by_card(card);
            let known = self.memberships.get(&membership.festival());
            match known {
                Some(known) if known.claimed.is_none() => {
                    let claimed = membership.claimed;
                    let known = Membership {
                        claimed,
                        ..known.clone()
                    };
                    self.enter(known, outputs);
                }
                Some(_) => {}
                None => self.enter(membership, outputs),
            }
        }
    }

    /// Closes links with people who are blocked now.
    pub(super) fn hang_blocked(&mut self) {
        let blocked = |linked: &Linked| self.local.blocked.contains(&linked.neighbour.author);
        let links: Vec<LinkId> = self
            .linked
            .iter()
            .filter(|(_, linked)| blocked(linked))
            .map(|(link, _)| *link)
            .collect();
        for link in links {
            self.gossip.hang(link, HangReason::WeLeave);
        }
    }

    /// Closes the links that are about a festival that was left.
    pub(super) fn hang_festival(&mut self, festival: &FestivalId) {
        let links: Vec<LinkId> = self
            .linked
            .keys()
            .copied()
            .filter(|link| self.gossip.festival_of(*link) == Some(*festival))
            .collect();
        for link in links {
            self.gossip.hang(link, HangReason::WeLeave);
        }
    }
}
