//! Answers by hand. The overlap check runs before every accept is signed, with
//! what the same wish accepts counted in.

use std::collections::{BTreeMap, BTreeSet};

use super::super::command::Others;
use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::Problem;
use super::Made;
use super::resources::own;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::policy;
use crate::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use crate::protocol::schema::fields::Change;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::Request;
use crate::protocol::schema::resource::{Blackout, Resource, ResourceChange};
use crate::protocol::view::ask::{AskState, Grant};
use crate::protocol::view::part::Part;
use crate::protocol::view::queue::QueueItem;

/// What is said.
pub(super) struct Say {
    pub(super) verdict: Verdict,
    pub(super) reason: ReasonCode,
    pub(super) text: String,
}

pub(super) fn answer(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
    say: Say,
    grant: Option<(Option<Interval>, u32)>,
    others: Others,
) -> Result<Made, Refusal> {
    let part = pen.desk.view.part(&festival).ok_or(Problem::NotThere)?;
    let ask = part.asks().get(&id).ok_or(Problem::NotThere)?;
    let resource = ask.resource().ok_or(Problem::NotThere)?;
    let owned = part.resources().get(&resource).ok_or(Problem::NotThere)?;
    if owned.author() != pen.me() {
        return Err(Problem::NotYours.into());
    }
    may_answer(part, &id, say.verdict)?;
    let text = say.text.trim().to_owned();
    let answer = if say.verdict == Verdict::Accept {
        let asked = ask.request.as_ref().ok_or(Problem::NotThere)?;
        let (interval, quantity) = grant.unwrap_or((asked.value.interval(), asked.value.quantity));
        within(&asked.value, interval, quantity)?;
        let accept = Authorization::accept(id, resource, interval, quantity);
        policy::confirm(part, &accept)?;
        accept
    } else {
        Authorization::refuse(id, resource, say.verdict, say.reason)
    };
    pen.create(&festival, &Authorization { text, ..answer })?;
    if say.verdict == Verdict::Accept {
        let accepted = Grant {
            interval: answer_time(grant, part, &id),
            quantity: grant.map_or_else(|| quantity_of(part, &id), |(_, quantity)| quantity),
            request: id,
        };
        tell_others(pen, part, resource, accepted, others)?;
    }
    Ok(Made::instance(festival, id))
}

/// Says that what was granted happens elsewhere. The grant stands, so the event
/// stays as confirmed as it was, and the owner's words stand on it; its maker may
/// then ask for the other place. Where that is the owner's own, its time is blocked
/// for the event, so that nobody else is sent there.
pub(super) fn say_moved(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
    to: Option<InstanceId>,
    text: &str,
) -> Result<Made, Refusal> {
    let part = pen.desk.view.part(&festival).ok_or(Problem::NotThere)?;
    let grant = part.grant(&id).ok_or(Problem::NoAnswerFits)?;
    let ask = part.asks().get(&id).ok_or(Problem::NotThere)?;
    let resource = ask.resource().ok_or(Problem::NotThere)?;
    own(pen, &festival, &resource)?;
    let answer = ask.answer().ok_or(Problem::NoAnswerFits)?;
    let interval = answer.value.interval();
    let accept = Authorization::accept(id, resource, interval, grant.quantity);
    let text = text.trim().to_owned();
    pen.create(&festival, &Authorization { text, ..accept })?;
    if let (Some(to), Some(interval)) = (to.filter(|to| *to != resource), interval) {
        let there = &own(pen, &festival, &to)?.value;
        part.fits(to, Some(interval), 1, &BTreeSet::new(), &[])?;
        let mut blackouts = there.blackouts.clone();
        blackouts.push(Blackout {
            start: interval.start,
            end: interval.end,
            reason: request(part, &id).map_or_else(String::new, |asked| asked.title.clone()),
        });
        let change = ResourceChange {
            blackouts: Change::Set(blackouts),
            ..ResourceChange::default()
        };
        pen.update::<Resource>(&festival, to, &change)?;
    }
    Ok(Made::instance(festival, id))
}

fn request<'a>(part: &'a Part, id: &InstanceId) -> Option<&'a Request> {
    let ask = part.asks().get(id)?;
    ask.request.as_ref().map(|request| &request.value)
}

fn answer_time(grant: Option<(Option<Interval>, u32)>, part: &Part, id: &InstanceId) -> Interval {
    let asked = request(part, id).and_then(Request::interval);
    grant
        .map_or(asked, |(interval, _)| interval)
        .unwrap_or(Interval::ALWAYS)
}

fn quantity_of(part: &Part, id: &InstanceId) -> u32 {
    request(part, id).map_or(1, |request| request.quantity)
}

/// Whether such an answer still means something.
fn may_answer(part: &Part, id: &InstanceId, verdict: Verdict) -> Result<(), Refusal> {
    let state = part.state(id);
    let fits = match verdict {
        Verdict::Revoke => part.grant(id).is_some(),
        _ => state.is_open() || matches!(state, AskState::Declined | AskState::Unavailable),
    };
    match (fits, state.is_final()) {
        (true, _) => Ok(()),
        (false, true) => Err(Problem::Over.into()),
        (false, false) => Err(Problem::NoAnswerFits.into()),
    }
}

/// A grant lies within what was asked for, else it would be void.
fn within(asked: &Request, interval: Option<Interval>, quantity: u32) -> Result<(), Refusal> {
    let in_time = match (asked.interval(), interval) {
        (Some(asked), Some(granted)) => asked.contains(&granted),
        (None, None) => true,
        _ => false,
    };
    if in_time && (1..=asked.quantity).contains(&quantity) {
        Ok(())
    } else {
        Err(Problem::NoAnswerFits.into())
    }
}

/// Open requests that no longer fit beside what is accepted.
pub(in crate::peer) fn displaced(part: &Part, accepted: Grant) -> Vec<InstanceId> {
    let held = [accepted];
    let mut rivals = part.rivals(&accepted.request);
    rivals.retain(|rival| part.request_fits(rival, &held).is_err());
    rivals
}

fn tell_others(
    pen: &mut Pen<'_>,
    part: &Part,
    resource: InstanceId,
    accepted: Grant,
    others: Others,
) -> Result<(), Refusal> {
    let verdict = match others {
        Others::Wait => return Ok(()),
        Others::Decline => Verdict::Decline,
        Others::Waitlist => Verdict::Waitlist,
    };
    for rival in displaced(part, accepted) {
        let told = verdict == Verdict::Waitlist && part.state(&rival) == AskState::Waitlisted;
        if !told {
            let answer = Authorization::refuse(rival, resource, verdict, ReasonCode::Taken);
            pen.create(&part.festival(), &answer)?;
        }
    }
    Ok(())
}

pub(super) fn accept_all(pen: &mut Pen<'_>, only: Option<InstanceId>) -> Result<Made, Refusal> {
    let view = pen.desk.view;
    let mut queue: Vec<QueueItem<'_>> = view.queue(pen.me());
    let blocked = &pen.desk.local.blocked;
    queue.retain(|item| {
        let author = item.ask.request.as_ref().map(|request| request.author());
        item.state.is_open()
            && only.is_none_or(|only| item.resource == only)
            && author.is_some_and(|author| !blocked.contains(&author))
    });
    let arrivals = &pen.desk.local.arrivals;
    queue.sort_by_key(|item| {
        let arrival = arrivals
            .get(&item.id)
            .map_or(u64::MAX, |arrival| arrival.counter);
        let stamp = item
            .ask
            .request
            .as_ref()
            .map(|request| request.origin.stamp);
        (arrival, stamp, item.id)
    });
    let mut held: BTreeMap<InstanceId, Vec<Grant>> = BTreeMap::new();
    for item in &queue {
        let (Some(part), Some(asked)) = (view.part(&item.festival), &item.ask.request) else {
            continue;
        };
        let held = held.entry(item.resource).or_default();
        if part.request_fits(&item.id, held).is_err() {
            continue;
        }
        let (interval, quantity) = (asked.value.interval(), asked.value.quantity);
        let answer = Authorization::accept(item.id, item.resource, interval, quantity);
        pen.create(&item.festival, &answer)?;
        held.push(Grant {
            interval: interval.unwrap_or(Interval::ALWAYS),
            quantity,
            request: item.id,
        });
    }
    if held.values().all(Vec::is_empty) {
        return Err(Problem::NothingFits.into());
    }
    Ok(Made {
        instance: only,
        ..Made::default()
    })
}

pub(super) fn decline_all_of(
    pen: &mut Pen<'_>,
    author: AuthorId,
    reason: ReasonCode,
    text: &str,
    revoke: bool,
) -> Result<Made, Refusal> {
    let view = pen.desk.view;
    let mut told = BTreeSet::new();
    for item in view.queue(pen.me()) {
        let theirs = item
            .ask
            .request
            .as_ref()
            .is_some_and(|request| request.author() == author);
        let verdict = match (item.state.is_open(), item.grant) {
            (true, _) => Verdict::Decline,
            (false, Some(_)) if revoke => Verdict::Revoke,
            _ => continue,
        };
        if theirs && told.insert(item.id) {
            let refusal = Authorization::refuse(item.id, item.resource, verdict, reason);
            let text = text.trim().to_owned();
            pen.create(&item.festival, &Authorization { text, ..refusal })?;
        }
    }
    Ok(Made::default())
}
