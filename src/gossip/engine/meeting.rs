//! The overlay at work: keeping links enough and not too many, exchanging
//! addresses, carrying introductions for others.

use super::{Gossip, LinkId, Output};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::overlay::dialling::{Dial, Step};
use crate::gossip::overlay::pick;
use crate::gossip::session::HangReason;
use crate::gossip::wire::Talk;
use crate::protocol::id::{FestivalId, InstallationId};
use crate::protocol::limits::{ACTIVE_HIGH, ACTIVE_LOW, MAX_DIALS};

/// Time between two looks at the overlay, milliseconds; spread by a half.
const MAINTAIN_MS: u64 = 2_000;

impl Gossip {
    /// A link was proven: addresses are exchanged at once, and if there are too
    /// many links now, one goes.
    pub(super) fn welcomed(&mut self, entropy: &mut dyn Entropy, link: LinkId) {
        let now = self.now();
        self.dials.remove(&link);
        let Some(session) = self.sessions.get(&link) else {
            return;
        };
        let festival = session.festival;
        let Some(installation) = session
            .talking()
            .map(|talking| talking.neighbour.installation)
        else {
            return;
        };
        self.overlays
            .entry(festival)
            .or_default()
            .reached(&installation);
        self.tell_addresses(entropy, link, festival, false);
        self.drop_excess(entropy, festival, link);
        self.maintain_at = self.maintain_at.min(now + MAINTAIN_MS / 4);
    }

    /// Whether [`Gossip::maintain`] has anything to do.
    pub(super) fn is_overlay_busy(&self) -> bool {
        !self.dials.is_empty() || (self.settings.dials && self.talking().next().is_some())
    }

    pub(super) fn maintain(&mut self, entropy: &mut dyn Entropy) {
        let now = self.now();
        self.maintain_at = now + MAINTAIN_MS / 2 + pick(entropy, MAINTAIN_MS as usize) as u64;
        let late: Vec<LinkId> = self
            .dials
            .iter()
            .filter(|(_, dial)| dial.is_late(now))
            .map(|(link, _)| *link)
            .collect();
        late.into_iter()
            .for_each(|link| self.undial(link, HangReason::TooSlow));
        let wall = self.clock.wall() / 1000;
        self.nonces.retain(|_, expiry| u64::from(*expiry) >= wall);
        let festivals: Vec<FestivalId> = self.overlays.keys().copied().collect();
        for festival in festivals {
            let linked = self.linked_installations(festival);
            if let Some(overlay) = self.overlays.get_mut(&festival) {
                overlay.prune(|via| linked.contains(via));
            }
            self.shuffle(entropy, festival);
            if self.settings.dials {
                self.seek(entropy, festival);
            }
        }
    }

    /// Dials somebody where there are too few links, and now and then somebody far
    /// away, so that the overlay does not fall into lumps.
    fn seek(&mut self, entropy: &mut dyn Entropy, festival: FestivalId) {
        let now = self.now();
        let links = self.neighbours(festival).len();
        let under_way = self.dials_of(festival);
        let Some(overlay) = self.overlays.get_mut(&festival) else {
            return;
        };
        let far = overlay.is_rewire_due(now, entropy) && links < ACTIVE_HIGH;
        let is_short = links + under_way < ACTIVE_LOW;
        if links == 0 || !(is_short || far) || under_way >= MAX_DIALS {
            return;
        }
        let linked: Vec<InstallationId> = self.linked_installations(festival);
        let us = self.identity.installation;
        let dialled: Vec<InstallationId> = self.dials.values().map(|dial| dial.target).collect();
        let barred = &self.barred;
        let Some(overlay) = self.overlays.get(&festival) else {
            return;
        };
        let target = overlay.candidate(now, entropy, far, |peer| {
            *peer == us
                || linked.contains(peer)
                || dialled.contains(peer)
                || barred.is_barred(now, peer)
        });
        if let Some(target) = target.filter(|_| self.dial_budget.spend(now)) {
            let dial = Dial {
                festival,
                target,
                via: None,
                since: now,
                step: Step::DescribingOffer,
            };
            self.dial(dial, None);
        }
    }

    pub(super) fn dials_of(&self, festival: FestivalId) -> usize {
        let dials = self.dials.values();
        dials.filter(|dial| dial.festival == festival).count()
    }

    pub(super) fn linked_installations(&self, festival: FestivalId) -> Vec<InstallationId> {
        let neighbours = self.neighbours(festival).into_iter();
        neighbours
            .map(|(_, neighbour)| neighbour.installation)
            .collect()
    }

    /// Closes links over the limit. One place is kept for somebody verified, one
    /// for whom we have known longest; the newest stays for now, too.
    fn drop_excess(&mut self, entropy: &mut dyn Entropy, festival: FestivalId, newest: LinkId) {
        loop {
            let links: Vec<(LinkId, u64, bool)> = self
                .talking()
                .filter(|(_, talking)| talking.syncs.contains_key(&festival))
                .map(|(link, talking)| {
                    let is_verified = self.verified.contains(&talking.neighbour.author);
                    (link, talking.proven_at, is_verified)
                })
                .collect();
            if links.len() <= ACTIVE_HIGH {
                return;
            }
            let oldest = links.iter().min_by_key(|(link, at, _)| (*at, *link));
            let verified: Vec<LinkId> = links
                .iter()
                .filter(|(_, _, is_verified)| *is_verified)
                .map(|(link, _, _)| *link)
                .collect();
            let keeps = |link: LinkId| {
                link == newest
                    || oldest.is_some_and(|(oldest, _, _)| *oldest == link)
                    || verified == [link]
            };
            let free: Vec<LinkId> = links
                .iter()
                .map(|(link, _, _)| *link)
                .filter(|link| !keeps(*link))
                .collect();
            if free.is_empty() {
                return;
            }
            let victim = free[pick(entropy, free.len())];
            self.hang(victim, HangReason::Enough);
        }
    }

    // ---- addresses -----------------------------------------------------------------

    fn shuffle(&mut self, entropy: &mut dyn Entropy, festival: FestivalId) {
        let now = self.now();
        let links = self.links_about(festival);
        let Some(overlay) = self.overlays.get_mut(&festival) else {
            return;
        };
        if overlay.is_shuffle_due(now, entropy) && !links.is_empty() {
            let link = links[pick(entropy, links.len())];
            self.tell_addresses(entropy, link, festival, false);
        }
    }

    fn tell_addresses(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        festival: FestivalId,
        reply: bool,
    ) {
        let neighbours = self.linked_installations(festival);
        let Some(to) = self
            .talking_on(link)
            .map(|talking| talking.neighbour.installation)
        else {
            return;
        };
        let overlay = self.overlays.entry(festival).or_default();
        let peers = overlay.sample(entropy, &neighbours, &to);
        self.say(link, festival, Talk::Shuffle { reply, peers });
    }

    pub(super) fn take_shuffle(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        festival: FestivalId,
        reply: bool,
        peers: &[(InstallationId, u8)],
    ) {
        let mut linked = self.linked_installations(festival);
        linked.push(self.identity.installation);
        let Some(via) = self
            .talking_on(link)
            .map(|talking| talking.neighbour.installation)
        else {
            return;
        };
        let overlay = self.overlays.entry(festival).or_default();
        overlay.learn(entropy, via, peers, |peer| linked.contains(peer));
        let now = self.now();
        let may_ask = self
            .talking_on(link)
            .is_some_and(|talking| talking.budget.may_shuffle(now));
        if !reply && may_ask {
            self.tell_addresses(entropy, link, festival, true);
        }
    }

    // ---- circuits ------------------------------------------------------------------

    /// The link that leads to an installation, itself or by a neighbour.
    pub(super) fn way_to(
        &self,
        festival: FestivalId,
        target: &InstallationId,
        hops: u8,
    ) -> Option<LinkId> {
        let neighbours = self.neighbours(festival);
        let link_of = |installation: &InstallationId| {
            neighbours
                .iter()
                .find(|(_, neighbour)| neighbour.installation == *installation)
                .map(|(link, _)| *link)
        };
        if let Some(link) = link_of(target) {
            return Some(link);
        }
        let way = self.overlays.get(&festival)?.way(target)?;
        (way.hops <= hops).then(|| link_of(&way.via)).flatten()
    }

    /// Carries an introduction on, or says that it cannot.
    #[expect(clippy::too_many_arguments, reason = "they are the message")]
    pub(super) fn take_introduce(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        circuit: u64,
        target: InstallationId,
        hops: u8,
        expiry: u32,
        sealed: Vec<u8>,
    ) {
        if target == self.identity.installation {
            self.introduced(link, festival, circuit, expiry, &sealed);
            return;
        }
        let now = self.now();
        let way = hops
            .checked_sub(1)
            .filter(|hops| *hops > 0)
            .and_then(|hops| Some((self.way_to(festival, &target, hops)?, hops)))
            .filter(|(way, _)| *way != link);
        match way {
            Some((way, hops)) if self.circuits.open(now, circuit, link, way) => {
                let on = Talk::Introduce {
                    circuit,
                    target,
                    hops,
                    expiry,
                    sealed,
                };
                self.say(way, festival, on);
            }
            _ => {
                self.counters.refuse("unreachable");
                self.say(link, festival, Talk::Unreachable { circuit });
            }
        }
    }

    pub(super) fn take_accept(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        circuit: u64,
        expiry: u32,
        sealed: Vec<u8>,
    ) {
        match self.circuits.answer(circuit, link) {
            Some(back) => {
                let on = Talk::Accept {
                    circuit,
                    expiry,
                    sealed,
                };
                self.say(back, festival, on);
            }
            None => self.accepted(circuit, festival, expiry, &sealed),
        }
    }

    pub(super) fn take_unreachable(&mut self, link: LinkId, festival: FestivalId, circuit: u64) {
        match self.circuits.answer(circuit, link) {
            Some(back) => self.say(back, festival, Talk::Unreachable { circuit }),
            None => {
                if let Some(link) = self.dial_on(circuit) {
                    self.undial(link, HangReason::TooSlow);
                }
            }
        }
    }

    pub(super) fn dial(
        &mut self,
        dial: Dial,
        offer: Option<crate::gossip::signal::Description>,
    ) -> LinkId {
        let link = self.next_dial;
        self.next_dial += 1;
        self.counters.dials += 1;
        self.dials.insert(link, dial);
        self.outputs.push_back(Output::Dial { link, offer });
        link
    }

    pub(super) fn draw_circuit(entropy: &mut dyn Entropy) -> u64 {
        u64::from_le_bytes(draw(entropy))
    }
}
