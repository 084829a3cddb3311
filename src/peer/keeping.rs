//! What goes to the store and what comes of its answers. Nothing is shown,
//! announced or decided upon before it is stored.

use std::collections::VecDeque;

use super::Output;
use super::carrying::Carrying;
use super::command::Command;
use super::compose::{self, Made};
use super::deciding;
use super::local::{Row, is_contact};
use super::membership::Membership;
use super::pen::{Pen, Written};
use super::refusal::Refusal;
use super::replay::Replay;
use super::state::{Core, Pending};
use super::view_model::{Outcome, Place, Problem, RefusalView};
use super::writing::{self, InFlight};
use crate::gossip::engine;
use crate::gossip::entropy::Entropy;
use crate::protocol::limits::FIRST_WRITE_LISTENS_MS;
use crate::protocol::log::Authentic;
use crate::protocol::view::MessageIn;
use crate::storage::{Answer, Batch, Request, RequestId, Segment, StoreError};

impl Core {
    /// Takes an answer of the store.
    pub(super) fn answered(
        &mut self,
        request: RequestId,
        answer: Result<Answer, StoreError>,
        outputs: &mut VecDeque<Output>,
    ) {
        let Some(pending) = self.requests.remove(&request) else {
            return;
        };
        if !Self::may_overtake(&pending) {
            self.show_all();
        }
        match (pending, answer) {
            (Pending::Own, Ok(_)) => self.own_stored(request, outputs),
            (Pending::Own, Err(error)) => {
                let failed = self.writing.answered(request);
                if is_unsure(&error) {
                    self.begin_anew(failed, &error);
                    return;
                }
                self.writing.give_up();
                if failed.as_ref().is_some_and(|failed| failed.imports) {
                    self.import_failed(Problem::from(&error));
                    return;
                }
                let place = failed.and_then(|failed| failed.place).unwrap_or(Place::App);
                self.refusal = Some(RefusalView::new(Problem::from(&error), place));
            }
            (Pending::Foreign(steps, rows), Ok(_)) => self.foreign_stored(steps, rows),
            (Pending::Foreign(..), Err(StoreError::HeadMoved)) => {
                self.begin_anew(None, &StoreError::HeadMoved);
            }
            (Pending::Foreign(..), Err(error)) => {
                if matches!(self.carrying, Carrying::Taking(_)) {
                    self.carrying_failed(Problem::from(&error), outputs);
                }
                self.device_problem(Problem::from(&error));
                self.tell_gossip(engine::Input::NotStored);
            }
            (Pending::Read(ticket), answer) => {
                let segments = segments(answer);
                self.tell_gossip(engine::Input::Segments { ticket, segments });
            }
            (Pending::Give(file), answer) => self.give(file, &segments(answer), outputs),
            (Pending::Enter(membership), Ok(_)) => self.entered(membership, outputs),
            (Pending::Row(row), Ok(_)) => self.take_rows(&[row]),
            (Pending::Replay(mut replay), answer) => {
                replay.take(&segments(answer), &mut self.view, self.gossip.ledger());
                self.undecided = true;
                self.revision += 1;
                self.go_on_reading(replay, outputs);
            }
            (Pending::Freeze(freezing), Ok(Answer::Frozen { head, fallen })) => {
                self.frozen(freezing, head, fallen);
            }
            // Gossip asks again where it matters.
            (Pending::Freeze(_), Err(error)) => self.device_problem(Problem::from(&error)),
            (Pending::Freeze(_), Ok(_)) => {}
            (Pending::Rebuild(rebuilding), answer) => {
                self.rebuild(rebuilding, &segments(answer), outputs);
            }
            (Pending::Tidy, Ok(Answer::Tidied(fewer))) => self.tidied(fewer, outputs),
            (Pending::Snapshot(kept), Ok(_)) => self.kept_snapshot(kept),
            // It is tried again after the next thing that happens.
            (Pending::Tidy | Pending::Snapshot(_), _) => {}
            (Pending::Wipe, Ok(_)) => self.wiped = true,
            (Pending::Anew, Ok(_)) => self.is_stale = true,
            // A later one says the same.
            (Pending::Row(row), Err(error))
                if error != StoreError::NotTheWriter && is_contact(&row) => {}
            (Pending::Enter(_) | Pending::Row(_) | Pending::Anew | Pending::Wipe, Err(error)) => {
                self.is_stale |= error == StoreError::NotTheWriter;
                self.device_problem(Problem::from(&error));
            }
        }
    }

    /// What the store holds is not what was thought, or another tab was the writer in
    /// the meantime: everything is read again, as the writer. A wish that was surely not
    /// stored is judged again then; of one that may have been, in spite of the error,
    /// only the refusal is kept.
    fn begin_anew(&mut self, failed: Option<InFlight>, error: &StoreError) {
        self.is_stale = true;
        let Some(failed) = failed else { return };
        let was_not_stored = matches!(error, StoreError::HeadMoved | StoreError::NotTheWriter);
        match failed.wish.filter(|_| was_not_stored) {
            Some(wish) => self.writing.push_front(wish),
            // What a policy wanted it will want again.
            None if was_not_stored && !failed.imports => {}
            None => {
                let place = failed.place.unwrap_or(Place::App);
                self.refusal = Some(RefusalView::new(Problem::from(error), place));
            }
        }
    }

    fn own_stored(&mut self, request: RequestId, outputs: &mut VecDeque<Output>) {
        let Some(stored) = self.writing.answered(request) else {
            return;
        };
        let InFlight {
            place,
            made,
            written,
            imports,
            wish,
            ..
        } = stored;
        let entries = written.entries();
        let begun = made.festival;
        self.untidied();
        // What I did is seen at once.
        self.picture = None;
        for membership in written.memberships {
            self.entered(membership, outputs);
        }
        written.steps.iter().for_each(|step| self.show_step(step));
        self.take_rows(&written.rows);
        self.undecided |= !written.steps.is_empty();
        self.undecided |= !written.rows.is_empty();
        self.hang_blocked();
        if let Some(left) = made.left {
            self.memberships.remove(&left);
            self.tell_festivals();
            self.view.forget(&left);
            self.hang_festival(&left);
        }
        if let Some(emptied) = made.emptied {
            let logs = self.gossip.ledger().logs(emptied).collect();
            self.ask(Request::Forget(logs), Pending::Anew, outputs);
        }
        if place == Some(Place::Network) {
            self.tell_network(outputs);
        }
        // A form's draft is kept beside what is sent from there, and is not what became of it.
        let is_draft = matches!(
            wish,
            Some(Command::SaveDraft { .. } | Command::DropDraft { .. })
        );
        if let Some(place) = place.filter(|_| !is_draft) {
            self.succeeded(place, made, entries);
        }
        if imports {
            self.import_stored(entries);
        }
        if let (Some(Command::StartSample { file, .. }), Some(festival)) = (wish, begun)
            && let Err(problem) = self.import(festival, &file)
        {
            self.refusal = Some(RefusalView::new(problem, Place::NewFestival));
        }
        if !written.steps.is_empty() {
            self.ask_to_keep(outputs);
            self.tell_gossip(engine::Input::OwnStored(written.steps));
        }
    }

    pub(super) fn succeeded(&mut self, place: Place, made: Made, entries: usize) {
        let number = self.saved.map_or(1, |saved| saved.number + 1);
        self.saved = Some(Outcome {
            number,
            place,
            instance: made.instance,
            festival: made.festival,
            entries,
        });
    }

    /// A festival is ours now; what is stored of it from earlier is read.
    fn entered(&mut self, membership: Membership, outputs: &mut VecDeque<Output>) {
        let festival = membership.festival();
        self.revision += 1;
        if self.memberships.insert(festival, membership).is_none() {
            self.tell_festivals();
            self.ask_for_hosted(outputs);
            let replay = Replay::of(self.gossip.ledger(), &self.view, [festival]);
            self.go_on_reading(replay, outputs);
        }
    }

    fn go_on_reading(&mut self, replay: Replay, outputs: &mut VecDeque<Output>) {
        if let Some(request) = replay.request() {
            self.ask(request, Pending::Replay(replay), outputs);
        }
    }

    /// Enters a festival to which a link was proven.
    pub(super) fn enter(&mut self, membership: Membership, outputs: &mut VecDeque<Output>) {
        let batch = self.rows_batch(vec![(membership.row_key(), membership.row())]);
        self.ask(Request::Commit(batch), Pending::Enter(membership), outputs);
    }

    /// Stores a row of the core's own.
    pub(super) fn keep_row(&mut self, row: Row, outputs: &mut VecDeque<Output>) {
        let batch = self.rows_batch(vec![row.clone()]);
        self.ask(Request::Commit(batch), Pending::Row(row), outputs);
    }

    /// Stores steps of others, with the rows that count requests to decide here.
    pub(super) fn keep_foreign(&mut self, steps: Vec<Authentic>, outputs: &mut VecDeque<Output>) {
        let rows = deciding::arrivals(&self.desk(), &steps);
        let batch = Batch {
            foreign: steps.clone(),
            local: rows.clone(),
            ..Batch::default()
        };
        self.ask(
            Request::Commit(batch),
            Pending::Foreign(steps, rows),
            outputs,
        );
    }

    pub(super) fn take_rows(&mut self, rows: &[Row]) {
        self.revision += 1;
        for (key, value) in rows {
            self.local.take(key, value.as_deref());
        }
    }

    /// Takes a stored step into the view.
    fn show_step(&mut self, step: &Authentic) {
        self.show_messages(step, 0, usize::MAX);
    }

    /// Takes `most` messages of a stored step into the view, behind the first ones. How
    /// many were gone through. What does not follow there is of a festival that is just
    /// being read, and comes by that way.
    pub(super) fn show_messages(&mut self, step: &Authentic, behind: usize, most: usize) -> usize {
        self.revision += 1;
        let head = step.head();
        let mut shown = 0;
        for (seq, hash, payload) in step.messages().skip(behind).take(most) {
            let message = MessageIn {
                log: head.key(),
                festival: head.festival(),
                seq,
                id: hash.instance(),
                payload,
            };
            if self.view.apply(message).is_err() {
                return step.run().entries.len();
            }
            shown += 1;
        }
        shown
    }

    /// Writes the next wish, or what the policies decide, if nothing is in flight.
    pub(super) fn write_next(&mut self, entropy: &mut dyn Entropy, outputs: &mut VecDeque<Output>) {
        // What is not what was thought is read again first; the wishes go with it.
        if self.is_stale || self.listens_first(outputs) {
            return;
        }
        while let Some(command) = self.writing.next() {
            let (place, wish) = (command.place(), command.clone());
            let composed = Pen::new(self.desk(), entropy).and_then(|mut pen| {
                let made = compose::compose(&mut pen, command)?;
                Ok((made, pen.finish()?))
            });
            match composed {
                Ok((made, written)) if written.is_empty() => self.succeeded(place, made, 0),
                Ok((made, written)) => {
                    let mut batch = InFlight::of(Some(place), made, written);
                    batch.wish = Some(wish);
                    self.send(batch, outputs);
                }
                Err(refusal) => self.refusal = Some(refusal.at(place)),
            }
        }
        if self.rejoins
            && self.writing.is_free()
            && let Ok(written) = self.rejoin(entropy)
            && !written.is_empty()
        {
            self.send(InFlight::of(None, Made::default(), written), outputs);
        }
        if self.writing.is_free()
            && let Some(written) = self.import_next(entropy)
        {
            let mut batch = InFlight::of(None, Made::default(), written);
            batch.imports = true;
            self.send(batch, outputs);
        }
        let is_whole = self.arriving.is_none();
        if self.undecided && is_whole && self.writing.is_free() && self.importing.is_none() {
            self.undecided = false;
            match self.decide(entropy, outputs) {
                Ok(written) if written.is_empty() => {}
                Ok(written) => self.send(InFlight::of(None, Made::default(), written), outputs),
                // What is in the way may be gone at the next wake.
                Err(_) => self.decides_at = Some(i64::MIN),
            }
        }
    }

    /// Whether the first thing written after a start waits for a neighbour to tell how
    /// far our logs are known: a store that was restored from a copy may not know.
    fn listens_first(&mut self, outputs: &mut VecDeque<Output>) -> bool {
        if self.has_written {
            return false;
        }
        let mut festivals = self.memberships.keys();
        let is_unheard = festivals.any(|festival| {
            !self.gossip.neighbours(*festival).is_empty() && !self.gossip.has_heard(*festival)
        });
        if !is_unheard {
            return false;
        }
        let now = self.now;
        let until = *self.listens_until.get_or_insert_with(|| {
            let until = now + FIRST_WRITE_LISTENS_MS;
            outputs.push_back(Output::Wake(until));
            until
        });
        now < until
    }

    fn decide(
        &mut self,
        entropy: &mut dyn Entropy,
        outputs: &mut VecDeque<Output>,
    ) -> Result<Written, Refusal> {
        let mut pen = Pen::new(self.desk(), entropy)?;
        let round = deciding::decide(&mut pen, &self.secret)?;
        let written = pen.finish()?;
        self.decides_at = round.later;
        let later = round.later.and_then(|at| u64::try_from(at).ok());
        if let Some(later) = later {
            outputs.push_back(Output::Wake(later.saturating_mul(1000)));
        }
        if round.answered.is_empty() || round.answered == self.last_round {
            return Ok(Written::default());
        }
        self.last_round = round.answered;
        Ok(written)
    }

    fn send(&mut self, mut batch: InFlight, outputs: &mut VecDeque<Output>) {
        let arrivals = deciding::arrivals(&self.desk(), &batch.written.steps);
        batch.written.rows.extend(arrivals);
        self.has_written |= !batch.written.steps.is_empty();
        let commit = Request::Commit(writing::batch(self.token, &batch.written));
        batch.request = self.ask(commit, Pending::Own, outputs);
        self.writing.sent(batch);
    }
}

/// Whether it may be stored in spite of the error, or the store holds other logs or
/// another writer than were thought.
fn is_unsure(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::HeadMoved
            | StoreError::NotTheWriter
            | StoreError::Closed
            | StoreError::Device(_)
    )
}

fn segments(answer: Result<Answer, StoreError>) -> Vec<Segment> {
    match answer {
        Ok(Answer::Segments(segments)) => segments,
        _ => Vec::new(),
    }
}
