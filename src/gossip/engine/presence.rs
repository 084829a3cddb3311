//! Who is where: our own record from time to time, others' records passed on.

use super::{Gossip, LinkId, Millis, Output};
use crate::gossip::budget::Fault;
use crate::gossip::presence::Record;
use crate::gossip::session::HangReason;
use crate::gossip::wire::Talk;
use crate::protocol::id::{DeviceNumber, FestivalId, LogKey};
use crate::protocol::limits::MAX_PRESENCE_LOGS;

/// What our own record says, and when it is due.
#[derive(Clone, Debug)]
pub(super) struct OwnPresence {
    device: Option<DeviceNumber>,
    logs: Vec<LogKey>,
    counter: u64,
    due: Millis,
}

impl Gossip {
    pub(super) fn present(
        &mut self,
        festival: FestivalId,
        device: Option<DeviceNumber>,
        logs: Vec<LogKey>,
    ) {
        let now = self.now();
        let known = self.own_presence.get(&festival);
        let (counter, due) = known.map_or((0, now), |known| (known.counter, known.due));
        let own = OwnPresence {
            device,
            logs,
            counter,
            due,
        };
        self.own_presence.insert(festival, own);
    }

    /// Signs our records anew where it is time, and sends on what fits.
    pub(super) fn present_again(&mut self) {
        let now = self.now();
        let due: Vec<FestivalId> = self
            .own_presence
            .iter()
            .filter(|(_, own)| own.due <= now)
            .map(|(festival, _)| *festival)
            .collect();
        for festival in due {
            self.sign_presence(festival);
        }
        self.flush_presence();
    }

    fn sign_presence(&mut self, festival: FestivalId) {
        let (now, wall) = (self.now(), self.clock.wall());
        let interval = self.presences.entry(festival).or_default().interval(now);
        let Some(own) = self.own_presence.get_mut(&festival) else {
            return;
        };
        own.counter = (own.counter + 1).max(wall / 60_000);
        own.due = now + interval;
        let logs = own.logs.iter().take(MAX_PRESENCE_LOGS);
        let record = Record {
            author: self.identity.author.author(),
            installation: self.identity.installation,
            device: own.device,
            counter: own.counter,
            time: wall / 1000,
            logs: logs.map(|key| (*key, self.ledger.height(key))).collect(),
        };
        let bytes = record.sign(&festival, &self.identity);
        self.spread(None, festival, record, bytes);
    }

    pub(super) fn take_presence(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        bytes: Vec<u8>,
    ) -> Result<(), HangReason> {
        let record =
            Record::open(&festival, &bytes).map_err(|_| HangReason::from(Fault::FalsePresence))?;
        if !self.blocked.contains(&record.author) {
            self.spread(Some(link), festival, record, bytes);
        }
        Ok(())
    }

    fn spread(
        &mut self,
        from: Option<LinkId>,
        festival: FestivalId,
        record: Record,
        bytes: Vec<u8>,
    ) {
        let (now, wall) = (self.now(), self.clock.wall());
        let name = (record.author, record.installation);
        let presences = self.presences.entry(festival).or_default();
        if !presences.keep(now, wall, record, bytes) {
            return;
        }
        self.outputs.push_back(Output::Present { festival });
        for link in self.links_about(festival) {
            if let Some(sync) = self.sync(link, festival).filter(|_| from != Some(link)) {
                sync.presence.insert(name);
            }
        }
    }

    fn flush_presence(&mut self) {
        let now = self.now();
        for (link, festival) in self.all_syncs() {
            let Some(name) = self
                .sync(link, festival)
                .and_then(|sync| sync.take_presence(now))
            else {
                continue;
            };
            let known = self.presences.get(&festival);
            let Some(bytes) = known
                .and_then(|known| known.bytes(&name))
                .map(<[u8]>::to_vec)
            else {
                continue;
            };
            if let Some(sync) = self.sync(link, festival) {
                sync.sent_presence(now, bytes.len());
            }
            self.say(link, festival, Talk::Presence(bytes));
        }
    }

    /// When a record is due, or fits on a link.
    pub(super) fn next_presence(&self) -> Option<Millis> {
        let own = self.own_presence.values().map(|own| own.due);
        let others = self
            .talking()
            .flat_map(|(_, talking)| talking.syncs.values());
        let others =
            others.filter_map(|sync| (!sync.presence.is_empty()).then_some(sync.presence_free_at));
        own.chain(others).min()
    }
}
