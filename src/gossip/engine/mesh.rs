//! What the meeting points are told of the links that there are.

use super::Gossip;
use crate::gossip::presence::Presences;
use crate::gossip::relay::Mesh;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId, LogKey, SeqNum};
use crate::protocol::limits::ACTIVE_HIGH;

impl Mesh for Gossip {
    fn links(&self, festival: &FestivalId) -> usize {
        self.neighbours(*festival).len()
    }

    fn is_full(&self, festival: &FestivalId) -> bool {
        self.links(festival) >= ACTIVE_HIGH
    }

    fn live(&self, festival: &FestivalId) -> usize {
        let now = self.now();
        let heard = self.presences.get(festival);
        heard.map_or(1, |heard| heard.live(now)).max(1)
    }

    fn is_linked(&self, festival: &FestivalId, installation: &InstallationId) -> bool {
        self.linked_installations(*festival).contains(installation)
            || self.is_dialling(installation)
    }

    fn is_present(&self, festival: &FestivalId, installation: &InstallationId) -> bool {
        let now = self.now();
        let heard = self.presences.get(festival);
        heard.is_some_and(|heard| heard.is_live(now, installation))
    }

    fn is_unwelcome(&self, author: &AuthorId, installation: &InstallationId) -> bool {
        self.blocked.contains(author) || self.barred.is_barred(self.now(), installation)
    }
}

impl Gossip {
    /// Whether some device of `author` has a log at least so far, as it says itself:
    /// as a neighbour, or in its last presence record.
    pub fn has_reached(
        &self,
        festival: &FestivalId,
        author: &AuthorId,
        log: &LogKey,
        seq: SeqNum,
    ) -> bool {
        let by_link = self.talking().any(|(_, talking)| {
            let sync = talking.syncs.get(festival);
            talking.neighbour.author == *author
                && sync.is_some_and(|sync| sync.shown_height(log) >= seq)
        });
        by_link
            || self.records_of(festival, author).any(|record| {
                let mut logs = record.logs.iter();
                logs.any(|(known, height)| known == log && *height >= seq)
            })
    }

    /// When a device of `author` was last there, unix seconds by its own clock.
    pub fn last_here(&self, festival: &FestivalId, author: &AuthorId) -> Option<u64> {
        let times = self.records_of(festival, author).map(|record| record.time);
        times.max()
    }

    fn records_of<'a>(
        &'a self,
        festival: &FestivalId,
        author: &'a AuthorId,
    ) -> impl Iterator<Item = &'a crate::gossip::presence::Record> {
        let known = self.presences.get(festival);
        let all = known.into_iter().flat_map(Presences::all);
        all.filter(move |record| record.author == *author)
    }
}
