//! What comes of letters: answers to announcements, offers, links.

use super::{Dial, Meetings, Mesh, Output, Step};
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::{Binding, Fingerprint, Role};
use crate::gossip::overlay::introduction::{Address, Introduction, Nonce, Purpose};
use crate::gossip::relay::calls::{Heard, below};
use crate::gossip::relay::event;
use crate::gossip::relay::letter::{self, Body, Letter, Sealed};
use crate::gossip::signal::Description;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::{ANSWER_DELAY_MS, ANSWERS_ENOUGH, MAX_DIALS, MEETING_SKEW_MS};

/// Most people who are remembered as knocking.
const MAX_KNOCKING: usize = 32;

impl Meetings {
    /// Somebody looks for members.
    #[expect(clippy::too_many_arguments, reason = "they are the letter")]
    pub(super) fn take_announcement(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        festival: FestivalId,
        call: InstallationId,
        from: InstallationId,
        alone: bool,
    ) {
        if from == self.identity.installation {
            return;
        }
        // Who says to be alone while we think to be linked was killed and came back: the
        // old link is dead, which ICE takes half a minute to find out.
        let is_here = mesh.is_linked(&festival, &from) || mesh.is_present(&festival, &from);
        let is_known = self.is_dialling(&from) || (!alone && is_here);
        // Whoever has links enough lets others go first.
        let patience = if mesh.is_full(&festival) {
            ANSWER_DELAY_MS
        } else {
            0
        };
        let answer_at = now + patience + below(entropy, ANSWER_DELAY_MS);
        let heard = Heard {
            festival,
            from,
            alone,
            since: now,
            answer_at: (!is_known).then_some(answer_at),
            answers: 0,
        };
        if self.heard.hear(call, heard) && alone && !is_known {
            let knocking = self.knocked.entry(festival).or_default();
            knocking.retain(|(who, _)| *who != from);
            knocking.truncate(MAX_KNOCKING - 1);
            knocking.insert(0, (from, now));
        }
    }

    /// Answers an announcement with an offer.
    pub(super) fn offer(
        &mut self,
        now: Millis,
        mesh: &dyn Mesh,
        call: InstallationId,
        heard: &Heard,
    ) {
        let (festival, target) = (heard.festival, heard.from);
        let is_linked = !heard.alone && mesh.is_linked(&festival, &target);
        if !is_linked && !self.is_dialling(&target) {
            self.dial(now, festival, call, target, Step::DescribingOffer, None);
        }
    }

    fn dial(
        &mut self,
        now: Millis,
        festival: FestivalId,
        call: InstallationId,
        target: InstallationId,
        step: Step,
        offer: Option<Description>,
    ) {
        if self.dials.len() >= 2 * MAX_DIALS || !self.budget.spend(now) {
            return;
        }
        let link = self.next_link;
        self.next_link += 1;
        let dial = Dial {
            festival,
            call,
            target,
            since: now,
            step,
        };
        self.dials.insert(link, dial);
        self.outputs.push_back(Output::Dial(link, offer));
    }

    /// An offer came: to us, or to somebody else.
    pub(super) fn take_offer(
        &mut self,
        now: Millis,
        mesh: &dyn Mesh,
        festival: FestivalId,
        call: InstallationId,
        sealed: &Sealed,
    ) {
        let us = self.identity.installation;
        let known = self.festivals.get_mut(&festival);
        let own = known.and_then(|known| {
            let key = &known.key;
            let own = known.calls.iter_mut().find(|own| own.secret.id() == call)?;
            let to = address(Purpose::Offer, festival, key, call, sealed.expiry);
            let opened = Introduction::open(&own.secret, to, now, &sealed.bytes);
            Some((own, opened))
        });
        let Some((own, opened)) = own else {
            self.heard.answered(&call);
            return;
        };
        let Ok(offer) = opened else { return };
        let from = offer.from;
        let is_new = own.offers.len() < ANSWERS_ENOUGH && own.offers.insert(offer.nonce);
        let is_unwelcome = from.installation == us
            || mesh.is_unwelcome(&from.author, &from.installation)
            || mesh.is_linked(&festival, &from.installation);
        if !is_new || is_unwelcome {
            return;
        }
        // Two who are alone may have offered to each other: the lower one's offer stands.
        let rivals = self.dials.iter();
        let rivals = rivals.filter(|(_, dial)| dial.target == from.installation && dial.is_ours());
        let rivals: Vec<LinkId> = rivals.map(|(link, _)| *link).collect();
        if !rivals.is_empty() && us < from.installation {
            return;
        }
        for link in rivals {
            self.hang(link);
        }
        let step = Step::DescribingAnswer {
            nonce: offer.nonce,
            remote: offer.description.fingerprint,
        };
        let description = Some(offer.description);
        self.dial(now, festival, call, from.installation, step, description);
    }

    /// The announcer's answer to an offer, perhaps to ours.
    pub(super) fn take_answer(
        &mut self,
        now: Millis,
        festival: FestivalId,
        call: InstallationId,
        sealed: &Sealed,
    ) {
        let Some(known) = self.festivals.get(&festival) else {
            return;
        };
        let us = self.identity.installation;
        let to = address(Purpose::Answer, festival, &known.key, us, sealed.expiry);
        let Ok(answer) = Introduction::open(&self.sealing, to, now, &sealed.bytes) else {
            return;
        };
        let key = known.key.clone();
        let mut dials = self.dials.iter_mut();
        let offered = dials.find_map(|(link, dial)| match dial.step {
            Step::Offered { nonce, local }
                if nonce == answer.nonce
                    && dial.call == call
                    && dial.target == answer.from.installation =>
            {
                Some((*link, dial, local))
            }
            _ => None,
        });
        let Some((link, dial, local)) = offered else {
            return;
        };
        dial.step = Step::Connecting(Box::new(Binding {
            role: Role::Offerer,
            festival,
            key,
            local,
            remote: answer.description.fingerprint,
            expected: Some(dial.target),
        }));
        let accept = Output::Accept(link, answer.description);
        self.outputs.push_back(accept);
    }

    /// Our browser described its side: the letter goes out.
    pub(super) fn described(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        link: LinkId,
        description: Option<Description>,
    ) {
        let Some(dial) = self.dials.get(&link).cloned() else {
            return;
        };
        let sent = description.and_then(|description| match dial.step {
            Step::DescribingOffer => self.send_offer(now, entropy, link, &dial, description),
            Step::DescribingAnswer { nonce, remote } => {
                self.send_answer(now, entropy, link, &dial, (nonce, remote), description)
            }
            Step::Offered { .. } | Step::Connecting(_) => Some(()),
        });
        if sent.is_none() {
            self.hang(link);
        }
    }

    fn send_offer(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        link: LinkId,
        dial: &Dial,
        description: Description,
    ) -> Option<()> {
        let (nonce, local) = (draw(entropy), description.fingerprint);
        let sealed = self.seal(
            now,
            entropy,
            dial,
            (Purpose::Offer, dial.call),
            nonce,
            description,
        )?;
        self.dials.get_mut(&link)?.step = Step::Offered { nonce, local };
        self.send(now, entropy, dial, Body::Offer(sealed))
    }

    fn send_answer(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        link: LinkId,
        dial: &Dial,
        (nonce, remote): (Nonce, Fingerprint),
        description: Description,
    ) -> Option<()> {
        let local = description.fingerprint;
        let key = self.festivals.get(&dial.festival)?.key.clone();
        let binding = Binding {
            role: Role::Answerer,
            festival: dial.festival,
            key,
            local,
            remote,
            expected: Some(dial.target),
        };
        let to = (Purpose::Answer, dial.target);
        let sealed = self.seal(now, entropy, dial, to, nonce, description)?;
        self.dials.get_mut(&link)?.step = Step::Connecting(Box::new(binding));
        self.send(now, entropy, dial, Body::Answer(sealed))
    }

    fn seal(
        &self,
        now: Millis,
        entropy: &mut dyn Entropy,
        dial: &Dial,
        (purpose, target): (Purpose, InstallationId),
        nonce: Nonce,
        description: Description,
    ) -> Option<Sealed> {
        let key = &self.festivals.get(&dial.festival)?.key;
        let expiry = u32::try_from((now + MEETING_SKEW_MS) / 1000).unwrap_or(u32::MAX);
        let introduction = Introduction {
            from: self.identity.neighbour(),
            nonce,
            urgent: true,
            description,
        };
        let to = address(purpose, dial.festival, key, target, expiry);
        let bytes = introduction.seal(&self.identity, to, draw(entropy)).ok()?;
        Some(Sealed { expiry, bytes })
    }

    fn send(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        dial: &Dial,
        body: Body,
    ) -> Option<()> {
        let letter = Letter {
            call: dial.call,
            time: now / 1000,
            body,
        };
        let message = self.write(now, entropy, dial.festival, &letter)?;
        self.publish(dial.festival, &message);
        Some(())
    }

    /// A letter as a message to a relay.
    pub(super) fn write(
        &self,
        now: Millis,
        entropy: &mut dyn Entropy,
        festival: FestivalId,
        letter: &Letter,
    ) -> Option<String> {
        let key = &self.festivals.get(&festival)?.key;
        let tag = letter::tag_at(&festival, key, now);
        let content = letter.seal(&festival, key, &tag, draw(entropy))?;
        event::publish(&draw(entropy), &draw(entropy), now / 1000, &tag, &content)
    }

    /// Tells all meeting points of a festival that listen to us.
    pub(super) fn publish(&mut self, festival: FestivalId, message: &str) {
        let Some(known) = self.festivals.get(&festival) else {
            return;
        };
        let sockets: Vec<_> = self.connected(&known.relays).collect();
        for socket in sockets {
            self.outputs
                .push_back(Output::Send(socket, message.to_owned()));
        }
    }

    /// Gives a connection up.
    pub(super) fn hang(&mut self, link: LinkId) {
        if self.dials.remove(&link).is_some() {
            self.outputs.push_back(Output::Hang(link));
        }
    }
}

fn address<'a>(
    purpose: Purpose,
    festival: FestivalId,
    key: &'a crate::protocol::festival::FestivalKey,
    target: InstallationId,
    expiry: u32,
) -> Address<'a> {
    Address {
        purpose,
        festival,
        key,
        target,
        expiry,
    }
}
