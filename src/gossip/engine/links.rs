//! Links: how they begin, what comes through them, how they end.

use super::{Gossip, LinkId, Output};
use crate::gossip::budget::Fault;
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::frame::{self, Received};
use crate::gossip::handshake::{Binding, Neighbour, Role};
use crate::gossip::session::{HangReason, Session, State, Talking};
use crate::gossip::wire::{KINDS, Wire};
use crate::protocol::limits::{GLARE_MS, MAX_REMEMBERED, PROOF_TIMEOUT_MS};

impl Gossip {
    pub(super) fn open(&mut self, entropy: &mut dyn Entropy, link: LinkId, binding: Binding) {
        let deadline = self.now() + PROOF_TIMEOUT_MS;
        match Session::begin(binding, self.identity.clone(), draw(entropy), deadline) {
            Ok((session, first)) => {
                self.sessions.insert(link, session);
                self.send_frames(link, first);
            }
            Err(reason) => self.outputs.push_back(Output::Hang { link, reason }),
        }
    }

    pub(super) fn receive(&mut self, entropy: &mut dyn Entropy, link: LinkId, frame: &[u8]) {
        if let Err(reason) = self.take_frame(entropy, link, frame) {
            if reason.is_lie() {
                self.remember_liar(link);
            }
            match reason {
                HangReason::TheyLeft(_) => self.end(link, reason),
                reason => self.hang(link, reason),
            }
        }
    }

    fn take_frame(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        frame: &[u8],
    ) -> Result<(), HangReason> {
        let now = self.now();
        let Some(session) = self.sessions.get_mut(&link) else {
            return Ok(());
        };
        if let Some(talking) = session.talking_mut() {
            talking.heard_at = now;
        }
        let message = match session.frames.receive(frame)? {
            None => return Ok(()),
            Some(Received::Goodbye(code)) => return Err(HangReason::TheyLeft(code)),
            Some(Received::Message(message)) => message,
        };
        match &mut session.state {
            State::Proving { .. } => self.prove(entropy, link, &message),
            State::Talking(talking) => {
                let wire = Wire::decode(&message)?;
                self.counters.receive(KINDS[usize::from(wire.kind())]);
                // Runs are bounded by credit, everything else by the minute.
                if wire.kind() != 3 {
                    talking.budget.talked(now, message.len())?;
                }
                self.take_message(entropy, link, wire)
            }
        }
    }

    fn prove(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        message: &[u8],
    ) -> Result<(), HangReason> {
        let Some(State::Proving {
            handshake, role, ..
        }) = self
            .sessions
            .get_mut(&link)
            .map(|session| &mut session.state)
        else {
            return Ok(());
        };
        let role = *role;
        let progress = handshake.receive(message).map_err(HangReason::Handshake)?;
        for message in &progress.send {
            self.send_frames(link, frame::split(message));
        }
        match progress.proven {
            Some((neighbour, hash)) => self.proven(entropy, link, role, neighbour, hash),
            None => Ok(()),
        }
    }

    fn proven(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        role: Role,
        neighbour: Neighbour,
        hash: [u8; 64],
    ) -> Result<(), HangReason> {
        let now = self.now();
        let is_unwelcome = self.blocked.contains(&neighbour.author)
            || self.barred.is_barred(now, &neighbour.installation);
        if is_unwelcome {
            return Err(HangReason::Unwelcome);
        }
        let Some(session) = self.sessions.get_mut(&link) else {
            return Ok(());
        };
        let festival = session.festival;
        session.state = State::Talking(Box::new(Talking {
            neighbour,
            role,
            hash,
            introduced_by: self.dials.get(&link).and_then(|dial| dial.via),
            proven_at: now,
            tags: None,
            ours: Vec::new(),
            theirs: [(0, festival)].into(),
            syncs: [].into(),
            budget: Default::default(),
            heard_at: now,
            said_at: now,
        }));
        if !self.settle_duplicates(link) {
            return Ok(());
        }
        self.outputs.push_back(Output::Linked { link, neighbour });
        self.greet(entropy, link);
        self.begin_sync(link, festival, 0);
        self.welcomed(entropy, link);
        Ok(())
    }

    /// Of two links to one installation one is closed; whether `link` stays. The
    /// newer one stays, because the older may be dead without our knowing; where
    /// both were made at once, both sides must choose the same.
    fn settle_duplicates(&mut self, link: LinkId) -> bool {
        let us = self.identity.installation;
        let Some(new) = self.sessions.get(&link).and_then(Session::talking) else {
            return false;
        };
        let rank = |talking: &Talking| (talking.offered_by(us), talking.hash);
        let (installation, proven_at, new_rank) =
            (new.neighbour.installation, new.proven_at, rank(new));
        let rivals: Vec<(LinkId, bool)> = self
            .talking()
            .filter(|(other, talking)| {
                *other != link && talking.neighbour.installation == installation
            })
            .map(|(other, talking)| {
                let at_once = proven_at - talking.proven_at < GLARE_MS;
                (other, at_once && rank(talking) < new_rank)
            })
            .collect();
        let stays = !rivals.iter().any(|(_, wins)| *wins);
        for (other, wins) in rivals {
            if !wins {
                self.hang(other, HangReason::Duplicate);
            }
        }
        if !stays {
            self.hang(link, HangReason::Duplicate);
        }
        stays
    }

    fn take_message(
        &mut self,
        entropy: &mut dyn Entropy,
        link: LinkId,
        wire: Wire,
    ) -> Result<(), HangReason> {
        let Some(talking) = self.talking_on(link) else {
            return Ok(());
        };
        if talking.tags.is_none() && !matches!(wire, Wire::Hello { .. }) {
            return Err(Fault::OutOfTurn.into());
        }
        match wire {
            Wire::Hello {
                lowest,
                highest,
                tags,
            } => self.take_hello(link, lowest, highest, tags),
            Wire::Keys(cards) => {
                self.outputs.push_back(Output::Keys { link, cards });
                Ok(())
            }
            Wire::Credit { bytes } => {
                talking.budget.credited(bytes);
                let about: Vec<_> = talking.syncs.keys().copied().collect();
                about
                    .into_iter()
                    .for_each(|festival| self.serve(link, festival));
                Ok(())
            }
            Wire::Ping => Ok(()),
            Wire::Talk(channel, talk) => {
                // A festival that we have left meanwhile may still be talked about.
                let festival = talking.theirs.get(&channel).copied();
                match festival.filter(|festival| talking.syncs.contains_key(festival)) {
                    Some(festival) => self.take_talk(entropy, link, festival, talk),
                    None => Ok(()),
                }
            }
        }
    }

    pub(super) fn send(&mut self, link: LinkId, wire: &Wire) {
        let now = self.now();
        let Some(talking) = self.talking_on(link) else {
            return;
        };
        talking.said_at = now;
        self.send_frames(link, frame::split(&wire.encode()));
    }

    fn send_frames(&mut self, link: LinkId, frames: Vec<Vec<u8>>) {
        self.counters.messages_sent += u64::from(!frames.is_empty());
        for frame in frames {
            self.counters.bytes_sent += frame.len() as u64;
            self.outputs.push_back(Output::Send { link, frame });
        }
    }

    fn remember_liar(&mut self, link: LinkId) {
        let now = self.now();
        let session = self.sessions.get(&link);
        if let Some(talking) = session.and_then(Session::talking) {
            let liar = talking.neighbour.installation;
            self.barred.bar(now, liar);
        }
    }

    /// Says goodbye on a link and closes it.
    pub fn hang(&mut self, link: LinkId, reason: HangReason) {
        if self.sessions.contains_key(&link) {
            self.send_frames(link, vec![frame::goodbye(reason.code())]);
            self.end(link, reason);
        } else if self.dials.contains_key(&link) {
            self.undial(link, reason);
        }
    }

    /// Says goodbye on all links.
    pub fn leave(&mut self) {
        let links: Vec<LinkId> = self.sessions.keys().copied().collect();
        links
            .into_iter()
            .for_each(|link| self.hang(link, HangReason::WeLeave));
    }

    /// Closes a link without another word.
    fn end(&mut self, link: LinkId, reason: HangReason) {
        // What a liar has shown is not to be relied on.
        if self.forget_link(link, !reason.is_lie()) {
            self.counters.refuse(reason.name());
            self.outputs.push_back(Output::Hang { link, reason });
            let reason = Some(reason);
            self.outputs.push_back(Output::Unlinked { link, reason });
        }
    }

    pub(super) fn closed(&mut self, link: LinkId) {
        if self.forget_link(link, true) {
            self.outputs
                .push_back(Output::Unlinked { link, reason: None });
        } else {
            self.dial_failed(link);
        }
    }

    /// Takes a link out of everything; whether there was one. `remembers` says
    /// whether what was told on it counts for the next link with the same neighbour.
    fn forget_link(&mut self, link: LinkId, remembers: bool) -> bool {
        let now = self.now();
        let Some(session) = self.sessions.remove(&link) else {
            return false;
        };
        self.wants.hung(now, link);
        self.circuits.hung(link);
        if let State::Talking(talking) = session.state {
            let installation = talking.neighbour.installation;
            for (festival, sync) in talking.syncs {
                if sync.resumed && remembers {
                    let memory = (now, sync.into_memory());
                    self.remembered.insert((installation, festival), memory);
                }
            }
            while self.remembered.len() > MAX_REMEMBERED {
                let oldest = self.remembered.iter().min_by_key(|(_, (at, _))| *at);
                let Some(oldest) = oldest.map(|(name, _)| *name) else {
                    break;
                };
                self.remembered.remove(&oldest);
            }
        }
        true
    }
}
