//! Events: made, changed, cancelled, deleted; and asking for what they need.

use std::collections::BTreeMap;

use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::Problem;
use super::Made;
use super::asking::{self, Asker};
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::event::{Event, EventChange, EventState, EventStatus, Need, USE};
use crate::protocol::schema::fields::{Change, Schema};
use crate::protocol::schema::request::Request;
use crate::protocol::view::entity::Entity;

/// An event of ours.
fn own<'a>(
    pen: &Pen<'a>,
    festival: &FestivalId,
    id: &InstanceId,
) -> Result<&'a Entity<Event>, Refusal> {
    let part = pen.desk.view.part(festival).ok_or(Problem::NotThere)?;
    let event = part.events().get(id).ok_or(Problem::NotThere)?;
    if event.author() != pen.me() {
        return Err(Problem::NotYours.into());
    }
    Ok(event)
}

/// An event of ours that is neither cancelled nor deleted.
fn open<'a>(
    pen: &Pen<'a>,
    festival: &FestivalId,
    id: &InstanceId,
) -> Result<&'a Entity<Event>, Refusal> {
    let event = own(pen, festival, id)?;
    if event.deleted || event.value.is_cancelled() {
        return Err(Problem::Over.into());
    }
    Ok(event)
}

pub(super) fn save(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: Option<InstanceId>,
    mut fields: Event,
    notes: &BTreeMap<u32, String>,
) -> Result<Made, Refusal> {
    fields.title = fields.title.trim().to_owned();
    fields.status = EventStatus::default();
    let mut before: &[Need] = &[];
    let id = match id {
        None => pen.create(&festival, &fields)?,
        Some(id) => {
            let old = open(pen, &festival, &id)?;
            before = &old.value.needs;
            fields.check()?;
            let change = old.value.change_to(&fields);
            if change != EventChange::default() {
                pen.update::<Event>(&festival, id, &change)?;
            }
            id
        }
    };
    let asker = Asker {
        festival,
        id,
        fields: &fields,
    };
    for old in before {
        let named = |need: &Need| need.resource.is_some();
        let now = fields.need(old.need);
        if now.is_none_or(|now| named(old) && !named(now)) {
            asking::withdraw_all(pen, &festival, id, old.need)?;
        }
    }
    for need in &fields.needs {
        let note = notes.get(&need.need).map_or("", String::as_str);
        asking::follow(pen, asker, need, note, false)?;
    }
    Ok(Made::instance(festival, id))
}

/// Withdraws everything an event asked for.
fn free_all(
    pen: &mut Pen<'_>,
    festival: &FestivalId,
    event: &Entity<Event>,
) -> Result<(), Refusal> {
    for need in &event.value.needs {
        asking::withdraw_all(pen, festival, event.id(), need.need)?;
    }
    Ok(())
}

pub(super) fn cancel(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
    reason: String,
) -> Result<Made, Refusal> {
    let event = open(pen, &festival, &id)?;
    let status = EventStatus {
        state: EventState::Cancelled,
        reason: reason.trim().to_owned(),
    };
    let change = EventChange {
        status: Change::Set(status),
        ..EventChange::default()
    };
    pen.update::<Event>(&festival, id, &change)?;
    free_all(pen, &festival, event)?;
    Ok(Made::instance(festival, id))
}

pub(super) fn delete(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
) -> Result<Made, Refusal> {
    let event = own(pen, &festival, &id)?;
    if event.deleted {
        return Err(Problem::Over.into());
    }
    free_all(pen, &festival, event)?;
    pen.delete::<Event>(&festival, id)?;
    Ok(Made::instance(festival, id))
}

pub(super) fn ask_again(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
    need: u32,
    note: &str,
) -> Result<Made, Refusal> {
    let event = open(pen, &festival, &id)?;
    let need = event.value.need(need).ok_or(Problem::NotThere)?;
    let asker = Asker {
        festival,
        id,
        fields: &event.value,
    };
    asking::follow(pen, asker, need, note, true)?;
    Ok(Made::instance(festival, id))
}

pub(super) fn withdraw(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
) -> Result<Made, Refusal> {
    let part = pen.desk.view.part(&festival).ok_or(Problem::NotThere)?;
    let request = part.asks().get(&id).and_then(|ask| ask.request.as_ref());
    let request = request.ok_or(Problem::NotThere)?;
    if request.author() != pen.me() {
        return Err(Problem::NotYours.into());
    }
    if part.state(&id).is_final() {
        return Err(Problem::Over.into());
    }
    // A small event is there for what it takes: without that, nothing is left of it.
    match small_event(pen, &festival, &request.value) {
        Some((home, event)) => drop(delete(pen, home, event)?),
        None => asking::take_back(pen, &festival, id)?,
    }
    Ok(Made::instance(festival, id))
}

/// The event of ours that is there for what this request asks for in `festival`, and for
/// nothing else; with its festival.
fn small_event(
    pen: &Pen<'_>,
    festival: &FestivalId,
    request: &Request,
) -> Option<(FestivalId, InstanceId)> {
    let view = pen.desk.view;
    let (home, event) = view.find_event(&request.event)?;
    let is_small = event.value.kind.as_deref() == Some(USE) && event.author() == pen.me();
    let is_all = matches!(&*event.value.needs, [need] if need.need == request.need);
    let is_near = home == *festival || view.ancestors(&home).contains(festival);
    (is_small && is_all && is_near && !event.deleted).then(|| (home, event.id()))
}
