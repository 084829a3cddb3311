//! Fuzz targets for what messages mean: any messages in any order give one view,
//! no policy grants more than there is, any file gets a programme or a sentence.

use std::collections::{BTreeMap, BTreeSet};

use crate::protocol::exchange::ics::{self, Flavour};
use crate::protocol::exchange::xml;
use crate::protocol::exchange::zone::OnlyUtc;
use crate::protocol::festival::festival_id;
use crate::protocol::generate::draft::{Draft, Drafted, Pen, person_id};
use crate::protocol::id::InstanceId;
use crate::protocol::policy::first_come::FirstCome;
use crate::protocol::policy::{OwnerContext, resolve};
use crate::protocol::schema::event::Event;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::request::{Request, RequestChange};
use crate::protocol::schema::resource::{Resource, ResourceKind};
use crate::protocol::view::View;

const NONCE: [u8; 16] = [1; 16];

/// Payloads of up to eight logs: each a byte for the log, two for the length
/// (little endian), then the payload. Accepted if something counts.
pub fn messages_into_view(data: &[u8]) -> bool {
    let festival = festival_id(&person_id(0), &NONCE);
    let mut draft = Draft::new(NONCE);
    let mut rest = data;
    while let Some((&[log, low, high], after)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_le_bytes([low, high])).min(after.len());
        let (payload, after) = after.split_at(length);
        let pen = Pen::new(usize::from(log % 4), festival, u32::from(log / 4 % 2));
        draft.write(pen, payload.to_vec());
        rest = after;
    }
    let view = view_of(&draft.messages);
    let mut sorted = draft.messages.clone();
    sorted.sort_by_key(|message| (core::cmp::Reverse(message.log), message.seq));
    let other = view_of(&sorted);
    assert_eq!(
        view.digest(&festival),
        other.digest(&festival),
        "the order shows"
    );
    !view.activity(&festival, &BTreeMap::new()).is_empty()
}

fn view_of(messages: &[Drafted]) -> View {
    View::from_messages(messages.iter().map(Drafted::input))
        .expect("a draft keeps the order of its logs")
}

/// Steps of requesters at one resource that is served first come, two bytes each.
/// Accepted if something was granted.
pub fn policy(data: &[u8]) -> bool {
    let festival = festival_id(&person_id(0), &NONCE);
    let owner = Pen::new(1, festival, 1);
    let mut draft = Draft::new(NONCE);
    let units = 1 + u32::from(data.first().copied().unwrap_or(0) % 3);
    let fields = Resource {
        units,
        allow_without_time: true,
        ..Resource::new("Garden", ResourceKind::Place)
    };
    let resource = draft.create(owner, &fields);
    let mut asked: Vec<(Pen, InstanceId, Request)> = Vec::new();
    let mut granted = false;
    for step in data.chunks_exact(2).take(24) {
        let [what, which] = [step[0], step[1]];
        ask_or_withdraw(&mut draft, festival, resource, what, which, &mut asked);
        granted |= serve(&mut draft, owner, resource, units);
    }
    granted
}

fn ask_or_withdraw(
    draft: &mut Draft,
    festival: crate::protocol::id::FestivalId,
    resource: InstanceId,
    what: u8,
    which: u8,
    asked: &mut Vec<(Pen, InstanceId, Request)>,
) {
    let known = asked.len();
    let old = (known > 0).then(|| asked[usize::from(which) % known].clone());
    if what % 4 == 3
        && let Some((pen, id, _)) = &old
    {
        draft.update::<Request>(*pen, *id, &RequestChange::withdrawal());
        return;
    }
    let (start, length) = (i64::from(which % 16), i64::from(what >> 4));
    let time = (length > 0).then_some((start, start + length));
    let (pen, fields) = match old.filter(|_| what % 4 == 2) {
        Some((pen, id, fields)) => (
            pen,
            Request {
                replaces: Some(id),
                ..fields
            },
        ),
        None => {
            let pen = Pen::new(2 + usize::from(which % 3), festival, 1);
            let event = draft.create(pen, &Event::titled("Event"));
            (pen, request(event, resource, 1 + u32::from(what % 2)))
        }
    };
    let fields = Request {
        start: time.map(|time| time.0),
        end: time.map(|time| time.1),
        ..fields
    };
    let id = draft.create(pen, &fields);
    asked.push((pen, id, fields));
}

fn request(event: InstanceId, resource: InstanceId, quantity: u32) -> Request {
    Request {
        event,
        event_festival: None,
        need: 0,
        resource,
        title: "Event".to_owned(),
        event_start: None,
        event_end: None,
        start: None,
        end: None,
        quantity,
        note: String::new(),
        replaces: None,
        withdrawn: false,
    }
}

/// Answers what is open, one after the other, and checks what is granted.
fn serve(draft: &mut Draft, owner: Pen, resource: InstanceId, units: u32) -> bool {
    loop {
        let view = view_of(&draft.messages);
        let Some(part) = view.part(&owner.festival) else {
            return false;
        };
        let Some(entity) = part.resources().get(&resource) else {
            return false;
        };
        let (arrivals, known) = (BTreeMap::new(), BTreeSet::new());
        let context = OwnerContext {
            view: &view,
            part,
            resource: entity,
            now: 0,
            arrivals: &arrivals,
            known: &known,
            secret: &[3; 32],
            seed: None,
        };
        let answer = context
            .open()
            .iter()
            .find_map(|(id, _)| resolve(&FirstCome, id, &context));
        let Some(answer) = answer else {
            let grants: Vec<_> = part.grants(resource).collect();
            let at_once = |at: i64| {
                let covers = |interval: &Interval| interval.start <= at && at < interval.end;
                let covering = grants.iter().filter(|grant| covers(&grant.interval));
                covering.map(|grant| grant.quantity).sum::<u32>()
            };
            assert!(
                grants
                    .iter()
                    .all(|grant| at_once(grant.interval.start) <= units),
                "too much is granted"
            );
            return !grants.is_empty();
        };
        draft.create(owner, &answer);
    }
}

/// A schedule.xml. Accepted if it has events.
pub fn import_xml(data: &[u8]) -> bool {
    let Ok(programme) = xml::read(data, &OnlyUtc) else {
        return false;
    };
    if let Ok(bytes) = xml::write(&programme, &OnlyUtc, 0)
        && bytes.len() < 1 << 20
    {
        let again = xml::read(&bytes, &OnlyUtc);
        assert!(again.is_ok(), "what is written can be read: {again:?}");
    }
    !programme.entries.is_empty()
}

/// An iCalendar file. Accepted if it has events.
pub fn import_ics(data: &[u8]) -> bool {
    let Ok(programme) = ics::read(data, &OnlyUtc) else {
        return false;
    };
    if let Ok(text) = ics::write(&programme, &OnlyUtc, Flavour::ScheduleApp, 0)
        && programme.zone == "UTC"
    {
        let again = ics::read(text.as_bytes(), &OnlyUtc).map(|again| again.entries.len());
        assert_eq!(
            again,
            Ok(programme.entries.len()),
            "what is written can be read"
        );
    }
    !programme.entries.is_empty()
}
