//! The digests that the connections' page shows. A digest is made of all that is known
//! of a festival, so it is made some rows a turn, only while that page is looked at,
//! and not while entries come by the thousand; it is kept until something changes.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::Output;
use super::state::Core;
use super::view_model::Screen;
use crate::protocol::id::FestivalId;
use crate::protocol::view::digest::Digesting;

/// Digits that are shown.
const DIGITS: usize = 16;
/// Rows of a turn: some milliseconds of work.
const ROWS_A_TURN: usize = 500;

/// The digests of the view at one revision.
#[derive(Debug, Default)]
pub(super) struct Digests {
    /// [`Core::revision`] that they are of.
    revision: u64,
    known: BTreeMap<FestivalId, Rc<str>>,
    begun: Option<(FestivalId, Digesting)>,
}

impl Core {
    /// The first digits of a festival's digest, where it is known by now.
    pub(super) fn digest(&self, festival: &FestivalId) -> Option<Rc<str>> {
        let digests = &self.digests;
        let known = digests.known.get(festival);
        known.filter(|_| digests.revision == self.revision).cloned()
    }

    /// A turn of making digests, if they are looked at.
    pub(super) fn digest_turn(&mut self, outputs: &mut VecDeque<Output>) {
        let mut links = self.linked.keys();
        let is_done = |link| self.gossip.progress(link).is_none_or(|way| way.done);
        let is_still = !self.carrying.is_under_way() && self.arriving.is_none();
        if self.screen != Screen::Connections || !is_still || !links.all(|link| is_done(*link)) {
            return;
        }
        if self.digests.revision != self.revision {
            self.digests = Digests {
                revision: self.revision,
                ..Digests::default()
            };
        }
        let digests = &mut self.digests;
        for festival in self.memberships.keys() {
            let Some(part) = self.view.part(festival) else {
                continue;
            };
            if digests.known.contains_key(festival) {
                continue;
            }
            let begun = digests.begun.take().filter(|(of, _)| of == festival);
            let mut digesting = begun.map_or_else(|| part.begin_digest(), |(_, begun)| begun);
            let Some(digest) = part.digest_on(&mut digesting, ROWS_A_TURN) else {
                digests.begun = Some((*festival, digesting));
                outputs.push_back(Output::Wake(self.now));
                return;
            };
            let digits = data_encoding::HEXLOWER.encode(&digest);
            digests.known.insert(*festival, digits[..DIGITS].into());
            self.picture = None;
        }
    }
}
