//! Requests follow their event: each need that names a resource has a request for
//! what the event wants now. What still fits stays, what moved is asked for anew
//! (in place of the old grant, which stands meanwhile), what is needed no more is
//! withdrawn. A refusal is not asked again unless something changed or the maker
//! says so.

use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::Problem;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::schema::event::{Event, Need};
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::{Request, RequestChange};
use crate::protocol::view::View;
use crate::protocol::view::ask::AskState;
use crate::protocol::view::part::Part;

/// One of our requests for a need.
#[derive(Clone, Copy)]
struct Asked<'a> {
    festival: FestivalId,
    id: InstanceId,
    state: AskState,
    fields: &'a Request,
}

impl Asked<'_> {
    fn is_live(&self) -> bool {
        self.state.is_open() || self.state == AskState::Accepted
    }
}

/// An event that asks.
#[derive(Clone, Copy)]
pub(super) struct Asker<'a> {
    /// Its festival.
    pub(super) festival: FestivalId,
    /// Which.
    pub(super) id: InstanceId,
    /// As it is from now on.
    pub(super) fields: &'a Event,
}

/// Whether a grant still covers what an event wants: the time and the units.
pub(in crate::peer) fn covers(
    part: &Part,
    request: &InstanceId,
    wanted: Option<Interval>,
    quantity: u32,
) -> bool {
    let timed = part
        .asks()
        .get(request)
        .and_then(|ask| ask.answer())
        .is_some_and(|answer| answer.value.interval().is_some());
    part.grant(request).is_some_and(|grant| {
        let in_time = match wanted {
            Some(wanted) => timed && grant.interval.contains(&wanted),
            None => !timed,
        };
        in_time && grant.quantity >= quantity
    })
}

/// Our requests for a need of our event, the oldest first.
fn asked<'a>(pen: &Pen<'a>, home: &FestivalId, event: InstanceId, need: u32) -> Vec<Asked<'a>> {
    let view: &'a View = pen.desk.view;
    let scope = core::iter::once(*home).chain(view.ancestors(home));
    let mut all = Vec::new();
    for part in scope.filter_map(|festival| view.part(&festival)) {
        for id in part.asks_of(event, pen.me(), need) {
            let request = part.asks().get(&id).and_then(|ask| ask.request.as_ref());
            let Some(request) = request else {
                continue;
            };
            let asked = Asked {
                festival: part.festival(),
                id,
                state: part.state(&id),
                fields: &request.value,
            };
            all.push((request.origin.stamp, asked));
        }
    }
    all.sort_by_key(|(stamp, _)| *stamp);
    all.into_iter().map(|(_, asked)| asked).collect()
}

/// Withdraws what is still open or granted of a need.
pub(super) fn withdraw_all(
    pen: &mut Pen<'_>,
    home: &FestivalId,
    event: InstanceId,
    need: u32,
) -> Result<(), Refusal> {
    for asked in asked(pen, home, event, need) {
        if asked.is_live() {
            take_back(pen, &asked.festival, asked.id)?;
        }
    }
    Ok(())
}

/// Withdraws one request.
pub(super) fn take_back(
    pen: &mut Pen<'_>,
    festival: &FestivalId,
    request: InstanceId,
) -> Result<(), Refusal> {
    pen.update::<Request>(festival, request, &RequestChange::withdrawal())
}

/// Lets the requests for a need follow its event. `again` asks also where the same
/// was refused before, and says why nothing can be asked.
pub(super) fn follow(
    pen: &mut Pen<'_>,
    asker: Asker<'_>,
    need: &Need,
    note: &str,
    again: bool,
) -> Result<(), Refusal> {
    let all = asked(pen, &asker.festival, asker.id, need.need);
    let Some(resource) = need.resource else {
        return if again {
            Err(Problem::NothingToAsk.into())
        } else {
            Ok(())
        };
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|asked| asked.fields.resource == resource);
    for other in elsewhere.iter().filter(|asked| asked.is_live()) {
        take_back(pen, &other.festival, other.id)?;
    }
    match offered(pen.desk.view, &asker.festival, &resource) {
        Some((festival, without_time)) => {
            let wanted = asker.fields.interval_of(need);
            let granted = here.iter().find(|asked| asked.state == AskState::Accepted);
            let part = pen.desk.view.part(&festival);
            let stands = granted
                .zip(part)
                .is_some_and(|(asked, part)| covers(part, &asked.id, wanted, need.quantity));
            let same = |asked: &Asked<'_>| {
                asked.fields.interval() == wanted && asked.fields.quantity == need.quantity
            };
            let waits = here
                .iter()
                .any(|asked| asked.state.is_open() && same(asked));
            // Granted, in full or in part, for just what is wanted now.
            let settled = !again && granted.is_some_and(same);
            let refused = !again
                && here
                    .last()
                    .is_some_and(|asked| !asked.is_live() && same(asked));
            let can = wanted.is_some() || without_time;
            // Whatever waits for something else than what is wanted now.
            for old in here.iter().filter(|asked| asked.state.is_open()) {
                if stands || !same(old) {
                    take_back(pen, &old.festival, old.id)?;
                }
            }
            if stands || waits || refused || settled {
                return Ok(());
            }
            if !can {
                return if again {
                    Err(Problem::ClashNeedsTime.into())
                } else {
                    Ok(())
                };
            }
            let replaces = granted.map(|asked| asked.id);
            let request = request(asker, need, resource, &festival, note, replaces);
            pen.create(&festival, &request).map(drop)
        }
        None if again => Err(Problem::NothingToAsk.into()),
        None => Ok(()),
    }
}

/// The festival of a resource that events of `home` may ask for, and whether it
/// can be asked for without a time.
fn offered(view: &View, home: &FestivalId, resource: &InstanceId) -> Option<(FestivalId, bool)> {
    let festival = view.festival_of_resource(resource)?;
    let entity = view.part(&festival)?.resources().get(resource)?;
    let may = !entity.deleted && view.may_ask_in(home, &festival);
    may.then_some((festival, entity.value.allow_without_time))
}

fn request(
    asker: Asker<'_>,
    need: &Need,
    resource: InstanceId,
    festival: &FestivalId,
    note: &str,
    replaces: Option<InstanceId>,
) -> Request {
    let wanted = asker.fields.interval_of(need);
    let time = asker.fields.time.as_ref();
    Request {
        event: asker.id,
        event_festival: (asker.festival != *festival).then_some(asker.festival),
        need: need.need,
        resource,
        title: asker.fields.title.clone(),
        event_start: time.map(|time| time.start),
        event_end: time.map(|time| time.end),
        start: wanted.map(|wanted| wanted.start),
        end: wanted.map(|wanted| wanted.end),
        quantity: need.quantity,
        note: note.trim().to_owned(),
        replaces,
        withdrawn: false,
    }
}
