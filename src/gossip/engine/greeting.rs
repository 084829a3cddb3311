//! Hello: versions and common festivals.

use std::collections::{BTreeMap, BTreeSet};

use super::{Gossip, LinkId, Output};
use crate::gossip::entropy::Entropy;
use crate::gossip::session::HangReason;
use crate::gossip::sync::Sync;
use crate::gossip::tags::{self, Side, Tag};
use crate::gossip::wire::{Talk, VERSION, Wire};
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::{AuthorId, FestivalId};
use crate::protocol::limits::HELLO_TAGS;

impl Gossip {
    /// Says which versions we speak and, to those who share them, which festivals
    /// we have.
    pub(super) fn greet(&mut self, entropy: &mut dyn Entropy, link: LinkId) {
        let us = self.identity.neighbour();
        let festivals = self.festivals_by_opening();
        let Some(session) = self.sessions.get_mut(&link) else {
            return;
        };
        let about = session.festival;
        let Some(talking) = session.talking_mut() else {
            return;
        };
        let side = Side {
            role: talking.role,
            hash: &talking.hash,
            who: &us,
        };
        let others = festivals.iter().filter(|(festival, _)| *festival != about);
        let others = others.map(|(festival, key)| (festival, key));
        let (tags, named) = tags::greet(others, side, entropy);
        talking.ours = named;
        self.send(
            link,
            &Wire::Hello {
                lowest: VERSION,
                highest: VERSION,
                tags,
            },
        );
    }

    pub(super) fn take_hello(
        &mut self,
        link: LinkId,
        lowest: u8,
        highest: u8,
        tags: Box<[Tag; HELLO_TAGS]>,
    ) -> Result<(), HangReason> {
        if !(lowest..=highest).contains(&VERSION) {
            return Err(HangReason::NoCommonVersion);
        }
        if let Some(talking) = self.talking_on(link) {
            talking.tags = Some(tags);
        }
        // Festivals are left now and then. Each return costs telling everything.
        if self.begin_common(link) {
            self.mistake(link);
        }
        Ok(())
    }

    /// Which of our festivals their last Hello names.
    fn recognise(&mut self, link: LinkId) {
        let festivals = self.festivals_by_opening();
        let Some(session) = self.sessions.get_mut(&link) else {
            return;
        };
        let about = session.festival;
        let Some(talking) = session.talking_mut() else {
            return;
        };
        let Some(tags) = &talking.tags else { return };
        let their_side = Side {
            role: talking.role.other(),
            hash: &talking.hash,
            who: &talking.neighbour,
        };
        let named = festivals.iter().map(|(festival, key)| (festival, key));
        talking.theirs = tags::recognise(tags, named, their_side);
        talking.theirs.insert(0, about);
    }

    /// Begins about every festival that both sides have named, and ends about those
    /// that one of them names no more; whether there were any of these.
    fn begin_common(&mut self, link: LinkId) -> bool {
        self.recognise(link);
        let Some(talking) = self.talking_on(link) else {
            return false;
        };
        let theirs: BTreeSet<FestivalId> = talking.theirs.values().copied().collect();
        let named = (1..).zip(&talking.ours);
        let common: Vec<(u8, FestivalId)> = named
            .filter(|(_, festival)| theirs.contains(festival))
            .map(|(channel, festival)| (channel, *festival))
            .collect();
        let is_common = |of: &FestivalId| common.iter().any(|(_, festival)| festival == of);
        let has_ended = self.end_uncommon(link, is_common);
        for (channel, festival) in common {
            match self.sync(link, festival) {
                Some(sync) => sync.channel = channel,
                None => {
                    self.outputs.push_back(Output::Common { link, festival });
                    self.begin_sync(link, festival, channel);
                }
            }
        }
        has_ended
    }

    /// Ends the talk about all festivals but the one that the link was made for and
    /// those that are still in common; whether any was ended.
    fn end_uncommon(&mut self, link: LinkId, is_common: impl Fn(&FestivalId) -> bool) -> bool {
        let now = self.now();
        let Some(session) = self.sessions.get_mut(&link) else {
            return false;
        };
        let about = session.festival;
        let Some(talking) = session.talking_mut() else {
            return false;
        };
        let ended = talking
            .syncs
            .extract_if(.., |festival, _| *festival != about && !is_common(festival));
        let ended: Vec<FestivalId> = ended.map(|(festival, _)| festival).collect();
        for festival in &ended {
            self.wants.ended(now, link, *festival);
        }
        !ended.is_empty()
    }

    pub(super) fn begin_sync(&mut self, link: LinkId, festival: FestivalId, channel: u8) {
        let Some(ours) = self.lineage else { return };
        let Some(talking) = self.talking_on(link) else {
            return;
        };
        let installation = talking.neighbour.installation;
        let remembered = self.remembered.remove(&(installation, festival));
        let memory = remembered.map(|(_, memory)| memory).unwrap_or_default();
        let mut sync = Sync::new(channel, memory);
        let known = sync.known();
        if let Some(presences) = self.presences.get(&festival) {
            sync.presence = presences.names().collect();
        }
        if let Some(talking) = self.talking_on(link) {
            talking.syncs.insert(festival, sync);
        }
        self.say(link, festival, Talk::Resume { ours, known });
    }

    /// Festivals were entered or left: all neighbours are greeted anew.
    pub(super) fn enter(
        &mut self,
        entropy: &mut dyn Entropy,
        festivals: BTreeMap<FestivalId, (FestivalKey, u64)>,
    ) {
        self.festivals = festivals;
        let links: Vec<LinkId> = self.talking().map(|(link, _)| link).collect();
        for link in links {
            self.greet(entropy, link);
            self.begin_common(link);
        }
    }

    /// Authors were blocked or forgiven: no link, no replication, no forwarding.
    pub(super) fn block(&mut self, authors: BTreeSet<AuthorId>) {
        let forgiven: BTreeSet<AuthorId> = self.blocked.difference(&authors).copied().collect();
        self.blocked = authors;
        let unwelcome: Vec<LinkId> = self
            .talking()
            .filter(|(_, talking)| self.blocked.contains(&talking.neighbour.author))
            .map(|(link, _)| link)
            .collect();
        for link in unwelcome {
            self.hang(link, HangReason::Unwelcome);
        }
        for (link, festival) in self.all_syncs() {
            let Some(sync) = self.sync(link, festival) else {
                continue;
            };
            let shown = sync.shown_logs();
            for key in shown.iter().filter(|key| forgiven.contains(&key.author)) {
                self.weigh(link, festival, *key, 0);
            }
        }
    }

    pub(super) fn all_syncs(&self) -> Vec<(LinkId, FestivalId)> {
        self.talking()
            .flat_map(|(link, talking)| talking.syncs.keys().map(move |festival| (link, *festival)))
            .collect()
    }

    fn festivals_by_opening(&self) -> Vec<(FestivalId, FestivalKey)> {
        let mut festivals: Vec<_> = self.festivals.iter().collect();
        festivals.sort_by_key(|(_, (_, opened))| core::cmp::Reverse(*opened));
        festivals
            .into_iter()
            .map(|(festival, (key, _))| (*festival, key.clone()))
            .collect()
    }
}
