//! An import under way: a programme from a file becomes the person's own resources
//! and events, some entries a transaction, wishes of the person in between. It
//! looks at the view alone, so one that broke off goes on with the same file.
//!
//! Meanwhile the policies wait: what the person imports is answered by the import.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use super::compose::{self, Made};
use super::pen::{Pen, Written};
use super::refusal::Refusal;
use super::state::Core;
use super::view_model::{ImportState, ImportView, Place, Problem, RefusalView};
use crate::gossip::entropy::Entropy;
use crate::protocol::exchange::import::{Item, Step, next_step};
use crate::protocol::exchange::{self, Programme};
use crate::protocol::id::FestivalId;
use crate::protocol::limits::{IMPORT_ENTRIES, IMPORT_ROUNDS};

/// How the origin of what is imported is called: one name whatever the format, so
/// that the same programme from another kind of file changes what is here.
const SYSTEM: &str = "schedule";

/// An import.
#[derive(Debug)]
pub(super) struct Importing {
    festival: FestivalId,
    programme: Programme,
    queue: VecDeque<Item>,
    /// Steps asked for so far: rooms, events, requests, answers, and what changed
    /// meanwhile. One that brings nothing about must come to an end.
    rounds: usize,
    written: usize,
    /// Entries that the next steps will want, about.
    later: usize,
}

impl Importing {
    fn new(festival: FestivalId, programme: Programme) -> Self {
        let placed = placed(&programme);
        let later = programme.rooms().len() + programme.entries.len() + 2 * placed;
        Self {
            festival,
            programme,
            queue: VecDeque::new(),
            rounds: 0,
            written: 0,
            later,
        }
    }

    fn view(&self, state: ImportState) -> ImportView {
        let of = match state {
            ImportState::UnderWay => self.written + self.queue.len() + self.later,
            ImportState::Done | ImportState::Stopped => self.written,
        };
        ImportView {
            festival: self.festival,
            title: self.programme.title.as_str().into(),
            state,
            written: self.written,
            of,
            clashes: Rc::default(),
        }
    }

    /// Takes the next step; gives its clashes where there is nothing left to do.
    fn take(&mut self, step: Step) -> Option<Vec<String>> {
        self.rounds += 1;
        if step.items.is_empty() || self.rounds > IMPORT_ROUNDS {
            return Some(step.clashes);
        }
        let placed = placed(&self.programme);
        self.later = match step.items.first() {
            Some(Item::Resource(_)) => self.programme.entries.len() + 2 * placed,
            Some(Item::Event(_) | Item::EventChange(..)) => 2 * placed,
            Some(Item::Request(_)) => step.items.len(),
            Some(Item::Answer(_)) | None => 0,
        };
        self.queue = step.items.into();
        None
    }

    /// The titles of these events.
    fn titles(&self, guids: &[String]) -> Rc<[Rc<str>]> {
        let guids: BTreeSet<&str> = guids.iter().map(String::as_str).collect();
        let entries = self.programme.entries.iter();
        let named = entries.filter(|entry| guids.contains(exchange::import::guid(entry).as_str()));
        named.map(|entry| entry.title.as_str().into()).collect()
    }
}

/// Entries that ask for a room.
fn placed(programme: &Programme) -> usize {
    let entries = programme.entries.iter();
    entries.filter(|entry| !entry.room.is_empty()).count()
}

impl Core {
    /// Begins to take in a file.
    pub(super) fn import(&mut self, festival: FestivalId, file: &[u8]) -> Result<(), Problem> {
        if !self.memberships.contains_key(&festival) {
            return Err(Problem::UnknownFestival);
        }
        if self.importing.is_some() {
            return Err(Problem::ImportUnderWay);
        }
        let programme = exchange::read(file, &self.zones).map_err(|error| Problem::from(&error))?;
        if programme.entries.is_empty() {
            return Err(Problem::ImportEmpty);
        }
        let importing = Importing::new(festival, programme);
        self.imported = Some(importing.view(ImportState::UnderWay));
        self.importing = Some(importing);
        Ok(())
    }

    /// Ends the import where it is, or puts away what the last one came to.
    pub(super) fn stop_importing(&mut self) {
        self.imported = self
            .importing
            .take()
            .map(|importing| importing.view(ImportState::Stopped));
    }

    /// The next entries of the import; none where there is none, or it is over.
    pub(super) fn import_next(&mut self, entropy: &mut dyn Entropy) -> Option<Written> {
        let mut importing = self.importing.take()?;
        if importing.queue.is_empty() {
            let me = self.identity.author.author();
            let programme = &importing.programme;
            let step = next_step(&self.view, &importing.festival, me, programme, SYSTEM);
            if let Some(clashes) = importing.take(step) {
                self.import_done(&importing, &clashes);
                return None;
            }
        }
        let count = importing.queue.len().min(IMPORT_ENTRIES);
        let items: Vec<Item> = importing.queue.drain(..count).collect();
        match self.sign_items(entropy, importing.festival, items) {
            Ok(written) => {
                self.importing = Some(importing);
                Some(written)
            }
            Err(refusal) => {
                self.imported = Some(importing.view(ImportState::Stopped));
                self.refusal = Some(refusal.at(Place::Import(importing.festival)));
                None
            }
        }
    }

    fn sign_items(
        &self,
        entropy: &mut dyn Entropy,
        festival: FestivalId,
        items: Vec<Item>,
    ) -> Result<Written, Refusal> {
        let mut pen = Pen::new(self.desk(), entropy)?;
        for item in items {
            compose::import_item(&mut pen, festival, item)?;
        }
        pen.finish()
    }

    fn import_done(&mut self, importing: &Importing, clashes: &[String]) {
        let mut view = importing.view(ImportState::Done);
        view.clashes = importing.titles(clashes);
        self.imported = Some(view);
        let made = Made::festival(importing.festival);
        let place = Place::Import(importing.festival);
        self.succeeded(place, made, importing.written);
    }

    /// Entries of the import are stored.
    pub(super) fn import_stored(&mut self, entries: usize) {
        if let Some(importing) = &mut self.importing {
            importing.written += entries;
            self.imported = Some(importing.view(ImportState::UnderWay));
        }
    }

    /// Entries of the import could not be stored.
    pub(super) fn import_failed(&mut self, problem: Problem) {
        if let Some(importing) = self.importing.take() {
            self.imported = Some(importing.view(ImportState::Stopped));
            let place = Place::Import(importing.festival);
            self.refusal = Some(RefusalView::new(problem, place));
        }
    }
}
