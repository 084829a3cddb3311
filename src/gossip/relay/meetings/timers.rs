//! What is done when its time comes: meeting points are tried again, announcements
//! made, late connections given up.

use std::collections::BTreeSet;

use super::{Meetings, Mesh, Output};
use crate::gossip::engine::{LinkId, Millis};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::installation::InstallationKey;
use crate::gossip::relay::calls::OwnCall;
use crate::gossip::relay::letter::{Body, Letter};
use crate::gossip::relay::relays::Relay;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MEETING_LIFETIME_MS;

impl Meetings {
    pub(super) fn run(&mut self, now: Millis, entropy: &mut dyn Entropy, mesh: &dyn Mesh) {
        self.tend_relays(now, mesh);
        let late: Vec<LinkId> = self
            .dials
            .iter()
            .filter(|(_, dial)| dial.is_late(now))
            .map(|(link, _)| *link)
            .collect();
        for link in late {
            self.hang(link);
        }
        let festivals: Vec<FestivalId> = self.festivals.keys().copied().collect();
        for festival in festivals {
            self.announce_if_due(now, entropy, mesh, festival);
        }
        for (call, heard) in self.heard.take_due(now) {
            self.offer(now, mesh, call, &heard);
        }
        self.ask_to_wake(now, mesh);
    }

    fn tend_relays(&mut self, now: Millis, mesh: &dyn Mesh) {
        let wanted = self.wanted(mesh);
        let unwanted = self.relays.extract_if(.., |url, _| !wanted.contains(url));
        for (_, relay) in unwanted {
            if let Some(socket) = relay.socket {
                self.outputs.push_back(Output::Close(socket));
            }
        }
        for url in &wanted {
            let is_needed = self.is_needed(url);
            let relay = self.relays.entry(url.clone()).or_default();
            relay.mend(now);
            if is_needed {
                relay.hurry(now);
            }
            if relay.is_due(now) {
                relay.call(self.next_socket);
                let open = Output::Open(self.next_socket, url.clone());
                self.outputs.push_back(open);
                self.next_socket += 1;
            }
        }
        for url in wanted {
            self.subscribe(now, &url);
        }
    }

    fn announce_if_due(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        mesh: &dyn Mesh,
        festival: FestivalId,
    ) {
        let alone = mesh.links(&festival) == 0;
        let live = mesh.live(&festival);
        let Some(known) = self.festivals.get_mut(&festival) else {
            return;
        };
        known.schedule.mend(now);
        known.calls.retain(|call| !call.is_over(now));
        let is_due = if alone {
            known.schedule.is_due_alone(now)
        } else {
            known.schedule.is_due_among(now, live, entropy)
        };
        if is_due && self.is_listening(&festival) {
            self.announce(now, entropy, festival, alone);
        }
    }

    fn announce(
        &mut self,
        now: Millis,
        entropy: &mut dyn Entropy,
        festival: FestivalId,
        alone: bool,
    ) -> Option<()> {
        let secret = InstallationKey::from_seed(draw(entropy));
        let letter = Letter {
            call: secret.id(),
            time: now / 1000,
            body: Body::Announcement {
                from: self.identity.installation,
                alone,
            },
        };
        let message = self.write(now, entropy, festival, &letter)?;
        self.publish(festival, &message);
        let known = self.festivals.get_mut(&festival)?;
        known.schedule.announced(now, entropy);
        known.calls.push(OwnCall {
            secret,
            message,
            offers: BTreeSet::new(),
            since: now,
        });
        self.announced += 1;
        Some(())
    }

    fn ask_to_wake(&mut self, now: Millis, mesh: &dyn Mesh) {
        if !(self.on && self.online) || self.festivals.is_empty() {
            return;
        }
        let relays = self.relays.values().filter_map(Relay::due);
        let listening = self
            .festivals
            .iter()
            .filter(|(festival, _)| self.is_listening(festival));
        let announcing =
            listening.map(|(festival, known)| known.schedule.due(now, mesh.links(festival) == 0));
        let dials = self
            .dials
            .values()
            .map(|dial| dial.since + MEETING_LIFETIME_MS);
        let next = relays
            .chain(announcing)
            .chain(dials)
            .chain(self.heard.due())
            .min();
        if let Some(next) = next {
            self.outputs.push_back(Output::Wake(next.max(now + 1)));
        }
    }
}
