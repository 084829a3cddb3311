//! The festivals and the sockets to their meeting points: what is asked there, what
//! comes from there.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gathering, Meetings, Mesh, Output, SocketId};
use crate::gossip::engine::Millis;
use crate::gossip::entropy::Entropy;
use crate::gossip::relay::address::{RelayUrl, choose};
use crate::gossip::relay::calls::{Schedule, below};
use crate::gossip::relay::event::{self, Said};
use crate::gossip::relay::letter::{self, Body, Letter};
use crate::gossip::relay::relays::Relay;
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MAX_OPEN_RELAYS;

impl Meetings {
    pub(super) fn enter(&mut self, festivals: BTreeMap<FestivalId, (FestivalKey, Vec<RelayUrl>)>) {
        let mut known = core::mem::take(&mut self.festivals);
        for (festival, (key, urls)) in festivals {
            let relays = choose(&festival, &urls);
            let (schedule, calls) = match known.remove(&festival) {
                Some(old) => (old.schedule, old.calls),
                None => (Schedule::default(), Vec::new()),
            };
            let gathering = Gathering {
                key,
                relays,
                schedule,
                calls,
            };
            self.festivals.insert(festival, gathering);
        }
    }

    /// The meeting points to be connected with: those of festivals without
    /// neighbours first, where there is no room for all.
    pub(super) fn wanted(&self, mesh: &dyn Mesh) -> BTreeSet<RelayUrl> {
        let mut wanted = BTreeSet::new();
        if !(self.on && self.online) {
            return wanted;
        }
        let mut festivals: Vec<_> = self.festivals.iter().collect();
        festivals.sort_by_key(|(festival, _)| mesh.links(festival) > 0);
        for (_, gathering) in festivals {
            for url in &gathering.relays {
                if wanted.len() < MAX_OPEN_RELAYS {
                    wanted.insert(url.clone());
                }
            }
        }
        wanted
    }

    pub(super) fn connected<'a>(
        &'a self,
        urls: &'a [RelayUrl],
    ) -> impl Iterator<Item = SocketId> + 'a {
        let relays = urls.iter().filter_map(|url| self.relays.get(url));
        let connected = relays.filter(|relay| relay.is_connected());
        connected.filter_map(|relay| relay.socket)
    }

    fn url_of(&self, socket: SocketId) -> Option<RelayUrl> {
        let relay = |(_, relay): &(&RelayUrl, &Relay)| relay.socket == Some(socket);
        self.relays.iter().find(relay).map(|(url, _)| url.clone())
    }

    pub(super) fn opened(&mut self, now: Millis, socket: SocketId) {
        let Some(url) = self.url_of(socket) else {
            return;
        };
        if let Some(relay) = self.relays.get_mut(&url) {
            relay.opened(now);
        }
        self.subscribe(now, &url);
        // Who has announced a moment ago is heard here, too.
        let calls = self
            .festivals
            .values()
            .filter(|known| known.relays.contains(&url));
        let calls = calls.flat_map(|known| &known.calls);
        let fresh = calls.filter(|call| !call.is_over(now));
        let messages: Vec<String> = fresh.map(|call| call.message.clone()).collect();
        for message in messages {
            self.outputs.push_back(Output::Send(socket, message));
        }
    }

    /// Asks a meeting point for all that is said to us there; again when a festival
    /// or a day has changed.
    pub(super) fn subscribe(&mut self, now: Millis, url: &RelayUrl) {
        let mut tags = Vec::new();
        for (festival, known) in &self.festivals {
            if known.relays.contains(url) {
                tags.extend(letter::days(now).map(|day| letter::tag(festival, &known.key, day)));
            }
        }
        let Some(relay) = self
            .relays
            .get_mut(url)
            .filter(|relay| relay.is_connected())
        else {
            return;
        };
        if let Some(socket) = relay.socket
            && relay.tags != tags
        {
            relay.tags.clone_from(&tags);
            // The same name replaces what was asked before.
            let message = event::subscribe("m", &tags);
            self.outputs.push_back(Output::Send(socket, message));
        }
    }

    pub(super) fn closed(&mut self, now: Millis, entropy: &mut dyn Entropy, socket: SocketId) {
        let jitter = below(entropy, u64::MAX);
        if let Some(url) = self.url_of(socket) {
            let is_needed = self.is_needed(&url);
            if let Some(relay) = self.relays.get_mut(&url) {
                relay.gone(now, jitter, is_needed);
            }
        }
    }

    /// Whether some festival has no other meeting point that listens to us.
    pub(super) fn is_needed(&self, url: &RelayUrl) -> bool {
        let is_heard = |other: &RelayUrl| {
            other != url && self.relays.get(other).is_some_and(Relay::is_connected)
        };
        let mut festivals = self.festivals.values();
        festivals.any(|known| known.relays.contains(url) && !known.relays.iter().any(is_heard))
    }

    pub(super) fn received(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        socket: SocketId,
        text: &str,
    ) {
        let Some(url) = self.url_of(socket) else {
            return;
        };
        let Some(relay) = self.relays.get_mut(&url) else {
            return;
        };
        if relay.floods(now) {
            relay.socket = None;
            self.outputs.push_back(Output::Close(socket));
            return;
        }
        match event::read(text) {
            Said::Taken => relay.served(),
            Said::Refused(refusal) => {
                relay.refused(now, refusal);
                relay.socket = None;
                self.outputs.push_back(Output::Close(socket));
            }
            Said::Event { tag, content } => self.take_event(now, entropy, mesh, &tag, &content),
            Said::Other => {}
        }
    }

    fn take_event(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        tag: &str,
        content: &str,
    ) {
        let mut found = None;
        for (festival, known) in &self.festivals {
            let mut days = letter::days(now).into_iter();
            if days.any(|day| letter::tag(festival, &known.key, day) == tag) {
                let letter = Letter::open(festival, &known.key, tag, content, now);
                found = letter.map(|letter| (*festival, letter));
                break;
            }
        }
        let Some((festival, letter)) = found else {
            return;
        };
        match letter.body {
            Body::Announcement { from, alone } => {
                self.take_announcement(now, entropy, mesh, festival, letter.call, from, alone);
            }
            Body::Offer(sealed) => self.take_offer(now, mesh, festival, letter.call, &sealed),
            Body::Answer(sealed) => self.take_answer(now, festival, letter.call, &sealed),
        }
    }
}
