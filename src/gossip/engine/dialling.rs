//! Our own introductions: offers that we send, offers that reach us.

use super::{Gossip, LinkId, Output};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::handshake::{Binding, Fingerprint, Role};
use crate::gossip::overlay::dialling::{Dial, Step};
use crate::gossip::overlay::introduction::{
    Address, Introduction, IntroductionError, Nonce, Purpose, expiry_from,
};
use crate::gossip::session::HangReason;
use crate::gossip::signal::Description;
use crate::gossip::wire::Talk;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::{ACTIVE_HIGH, ACTIVE_LOW, MAX_DIALS, MAX_HOPS};

/// Most nonces that are remembered; more introductions than a minute can bring.
pub(super) const MAX_NONCES: usize = 4096;

impl Gossip {
    fn key_of(&self, festival: &FestivalId) -> Option<FestivalKey> {
        self.festivals.get(festival).map(|(key, _)| key.clone())
    }

    /// Our browser described its side: the introduction goes out.
    pub(super) fn described(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        description: Option<Description>,
    ) {
        let Some(dial) = self.dials.get(&link).cloned() else {
            return;
        };
        let sent = description.and_then(|description| match dial.step {
            Step::DescribingOffer => self.send_offer(entropy, link, &dial, description),
            Step::DescribingAnswer {
                circuit,
                back,
                nonce,
                remote,
            } => {
                let way = (circuit, back, nonce);
                self.send_answer(entropy, link, &dial, way, remote, description)
            }
            Step::Offered { .. } | Step::Connecting(_) => Some(()),
        });
        if sent.is_none() {
            self.undial(link, HangReason::TooSlow);
        }
    }

    fn send_offer(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        dial: &Dial,
        description: Description,
    ) -> Option<()> {
        let (festival, target) = (dial.festival, dial.target);
        let way = self.way_to(festival, &target, MAX_HOPS)?;
        let (nonce, local) = (draw(entropy), description.fingerprint);
        let (expiry, sealed) = self.seal(entropy, dial, Purpose::Offer, nonce, description)?;
        let circuit = Self::draw_circuit(entropy);
        let step = Step::Offered {
            circuit,
            nonce,
            local,
        };
        let via = self.author_on(way);
        let dial = self.dials.get_mut(&link)?;
        (dial.step, dial.via) = (step, via);
        let introduce = Talk::Introduce {
            circuit,
            target,
            hops: MAX_HOPS,
            expiry,
            sealed,
        };
        self.say(way, festival, introduce);
        Some(())
    }

    fn send_answer(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        dial: &Dial,
        (circuit, back, nonce): (u64, LinkId, Nonce),
        remote: Fingerprint,
        description: Description,
    ) -> Option<()> {
        let local = description.fingerprint;
        let binding = self.binding(dial, Role::Answerer, local, remote)?;
        let (expiry, sealed) = self.seal(entropy, dial, Purpose::Answer, nonce, description)?;
        self.dials.get_mut(&link)?.step = Step::Connecting(Box::new(binding));
        let accept = Talk::Accept {
            circuit,
            expiry,
            sealed,
        };
        self.say(back, dial.festival, accept);
        Some(())
    }

    fn seal(
        &mut self,
        entropy: &mut dyn Entropy,
        dial: &Dial,
        purpose: Purpose,
        nonce: Nonce,
        description: Description,
    ) -> Option<(u32, Vec<u8>)> {
        let key = self.key_of(&dial.festival)?;
        let expiry = expiry_from(self.clock.wall());
        let address = Address {
            purpose,
            festival: dial.festival,
            key: &key,
            target: dial.target,
            expiry,
        };
        let introduction = Introduction {
            from: self.identity.neighbour(),
            nonce,
            urgent: self.neighbours(dial.festival).len() < ACTIVE_LOW / 2,
            description,
        };
        let sealed = introduction.seal(&self.identity, address, draw(entropy));
        Some((expiry, sealed.ok()?))
    }

    fn unseal(
        &self,
        festival: FestivalId,
        purpose: Purpose,
        expiry: u32,
        sealed: &[u8],
    ) -> Result<Introduction, IntroductionError> {
        let key = self.key_of(&festival).ok_or(IntroductionError::Sealed)?;
        let address = Address {
            purpose,
            festival,
            key: &key,
            target: self.identity.installation,
            expiry,
        };
        Introduction::open(&self.sealing, address, self.clock.wall(), sealed)
    }

    fn binding(
        &self,
        dial: &Dial,
        role: Role,
        local: Fingerprint,
        remote: Fingerprint,
    ) -> Option<Binding> {
        Some(Binding {
            role,
            festival: dial.festival,
            key: self.key_of(&dial.festival)?,
            local,
            remote,
            expected: Some(dial.target),
        })
    }

    /// An offer reached us.
    pub(super) fn introduced(
        &mut self,
        back: LinkId,
        festival: FestivalId,
        circuit: u64,
        expiry: u32,
        sealed: &[u8],
    ) {
        match self.welcome(festival, expiry, sealed) {
            Ok(introduction) => {
                let dial = Dial {
                    festival,
                    target: introduction.from.installation,
                    via: self.author_on(back),
                    since: self.now(),
                    step: Step::DescribingAnswer {
                        circuit,
                        back,
                        nonce: introduction.nonce,
                        remote: introduction.description.fingerprint,
                    },
                };
                self.dial(dial, Some(introduction.description));
            }
            Err(reason) => {
                self.counters.refuse(reason);
                self.say(back, festival, Talk::Unreachable { circuit });
            }
        }
    }

    /// Whether we want the link that an offer asks for; else why not.
    fn welcome(
        &mut self,
        festival: FestivalId,
        expiry: u32,
        sealed: &[u8],
    ) -> Result<Introduction, &'static str> {
        let now = self.now();
        let introduction = self
            .unseal(festival, Purpose::Offer, expiry, sealed)
            .map_err(|error| match error {
                IntroductionError::Expired => "introduction-expired",
                IntroductionError::Signature(_) => "introduction-unsigned",
                _ => "introduction-not-for-us",
            })?;
        let from = introduction.from;
        if self.nonces.contains_key(&introduction.nonce) || self.nonces.len() >= MAX_NONCES {
            return Err("introduction-replayed");
        }
        self.nonces.insert(introduction.nonce, expiry);
        let linked = self.linked_installations(festival);
        let is_dialled = self
            .dials
            .values()
            .any(|dial| dial.target == from.installation);
        let is_known = linked.contains(&from.installation) || is_dialled;
        if is_known || from.installation == self.identity.installation {
            return Err("introduction-needless");
        }
        if self.blocked.contains(&from.author) || self.barred.is_barred(now, &from.installation) {
            return Err("introduction-unwelcome");
        }
        let room = if introduction.urgent {
            ACTIVE_HIGH + 1
        } else {
            ACTIVE_HIGH
        };
        let under_way = self.dials_of(festival);
        let has_room = linked.len() + under_way < room && under_way < 2 * MAX_DIALS;
        if !(self.settings.dials && has_room && self.dial_budget.spend(now)) {
            return Err("introduction-no-room");
        }
        Ok(introduction)
    }

    pub(super) fn dial_on(&self, asked: u64) -> Option<LinkId> {
        let on = |step: &Step| matches!(step, Step::Offered { circuit, .. } if *circuit == asked);
        let found = self.dials.iter().find(|(_, dial)| on(&dial.step));
        found.map(|(link, _)| *link)
    }

    /// The answer to one of our offers came.
    pub(super) fn accepted(
        &mut self,
        circuit: u64,
        festival: FestivalId,
        expiry: u32,
        sealed: &[u8],
    ) {
        let Some(link) = self.dial_on(circuit) else {
            return;
        };
        let opened = self.unseal(festival, Purpose::Answer, expiry, sealed);
        let Some(dial) = self.dials.get(&link).cloned() else {
            return;
        };
        let answer = opened.ok().filter(|answer| {
            matches!(dial.step, Step::Offered { nonce, .. } if nonce == answer.nonce)
                && answer.from.installation == dial.target
        });
        let binding = match (&answer, &dial.step) {
            (Some(answer), Step::Offered { local, .. }) => {
                let remote = answer.description.fingerprint;
                self.binding(&dial, Role::Offerer, *local, remote)
            }
            _ => None,
        };
        match (answer, binding) {
            (Some(answer), Some(binding)) => {
                if let Some(dial) = self.dials.get_mut(&link) {
                    dial.step = Step::Connecting(Box::new(binding));
                }
                let answer = answer.description;
                self.outputs.push_back(Output::Accept { link, answer });
            }
            _ => {
                self.counters.refuse("false-answer");
                self.undial(link, HangReason::TooSlow);
            }
        }
    }

    /// The channel of a dial is open.
    pub(super) fn connected(&mut self, entropy: &mut dyn Entropy, link: LinkId) {
        match self.dials.get(&link).map(|dial| &dial.step) {
            Some(Step::Connecting(binding)) => {
                let binding = (**binding).clone();
                self.open(entropy, link, binding);
            }
            _ => self.outputs.push_back(Output::Hang {
                link,
                reason: HangReason::TooSlow,
            }),
        }
    }

    /// A dial came to nothing; the driver knows.
    pub(super) fn dial_failed(&mut self, link: LinkId) {
        let now = self.now();
        if let Some(dial) = self.dials.remove(&link) {
            let overlay = self.overlays.entry(dial.festival).or_default();
            overlay.failed(now, dial.target);
        }
    }

    /// Gives a dial up.
    pub(super) fn undial(&mut self, link: LinkId, reason: HangReason) {
        if self.dials.contains_key(&link) {
            self.dial_failed(link);
            self.outputs.push_back(Output::Hang { link, reason });
        }
    }

    /// Whether an installation is being dialled.
    pub fn is_dialling(&self, installation: &InstallationId) -> bool {
        self.dials.values().any(|dial| dial.target == *installation)
    }
}
