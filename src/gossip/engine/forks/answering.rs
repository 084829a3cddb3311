//! Answering a neighbour that looks for a fork: which hash a log has at a place, and
//! the branch there. Both are read from the store first.

use crate::gossip::engine::serving::Reading;
use crate::gossip::engine::{Gossip, LinkId};
use crate::gossip::wire::{About, ShortHash, Talk, short};
use crate::protocol::fork::Branch;
use crate::protocol::id::FestivalId;
use crate::protocol::segment::Segment;

impl Gossip {
    pub(in crate::gossip::engine) fn take_probe(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
    ) {
        let reading = Reading::Probe(link, festival, about);
        if !self.read_for(link, festival, about, reading) {
            self.say(link, festival, Talk::Found(about, None));
        }
    }

    pub(in crate::gossip::engine) fn take_ask_branch(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
    ) {
        let reading = Reading::Branch(link, festival, about);
        self.read_for(link, festival, about, reading);
    }

    /// Reads one place for a neighbour, if it may ask and something is there.
    fn read_for(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        reading: Reading,
    ) -> bool {
        let now = self.now();
        let is_here = self
            .ledger
            .stored(&about.key)
            .is_some_and(|head| head.height() >= about.seq && head.festival() == festival);
        let may_ask = self
            .talking_on(link)
            .is_some_and(|talking| talking.budget.may_probe(now));
        let is_open = is_here && may_ask && !self.blocked.contains(&about.key.author);
        if is_open {
            self.read(reading, about.key, about.seq, 1);
        }
        is_open
    }

    pub(in crate::gossip::engine) fn answer_probe(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        segments: &[Segment],
    ) {
        let hash = holding(segments, about).and_then(|segment| hash_at(segment, about.seq));
        self.say(link, festival, Talk::Found(about, hash));
    }

    pub(in crate::gossip::engine) fn answer_branch(
        &mut self,
        link: LinkId,
        festival: FestivalId,
        about: About,
        segments: &[Segment],
    ) {
        let branch = holding(segments, about)
            .and_then(|segment| Branch::of(&segment.before, &segment.run, about.seq).ok());
        if let Some(branch) = branch {
            let mut bytes = Vec::new();
            branch.write(&mut bytes);
            self.say(link, festival, Talk::Branch(bytes));
        }
    }
}

/// The segment that holds a place.
pub(super) fn holding(segments: &[Segment], about: About) -> Option<&Segment> {
    segments.iter().find(|segment| {
        segment.run.key == about.key
            && (segment.run.first..=segment.run.last()).contains(&about.seq)
    })
}

pub(super) fn hash_at(segment: &Segment, seq: u64) -> Option<ShortHash> {
    let index = usize::try_from(seq.checked_sub(segment.run.first)?).ok()?;
    segment.hashes().get(index).map(short)
}
