//! A programme from the view: what is written into files and what other people's
//! apps show. Events without a time stay out.

use super::xml_out::uuid;
use super::{Entry, Programme, Status};
use crate::protocol::id::FestivalId;
use crate::protocol::view::View;
use crate::protocol::view::filter::Filter;
use crate::protocol::view::needs::EventView;

/// The programme of a festival as a filter wants it.
pub fn programme(view: &View, festival: &FestivalId, filter: &Filter) -> Programme {
    programme_of(view, festival, &view.schedule(festival, filter))
}

/// The programme that these events of a festival are.
pub fn programme_of(view: &View, festival: &FestivalId, events: &[EventView<'_>]) -> Programme {
    let description = view.part(festival).and_then(|part| part.description());
    let title = description
        .map(|festival| festival.value.title.clone())
        .unwrap_or_default();
    let zone = description.map_or_else(
        || "UTC".to_owned(),
        |festival| festival.value.time_zone.clone(),
    );
    let entries = events
        .iter()
        .filter_map(|event| entry(view, event))
        .collect();
    Programme {
        title,
        zone,
        entries,
    }
}

fn entry(view: &View, seen: &EventView<'_>) -> Option<Entry> {
    let event = &seen.event.value;
    let time = event.time.as_ref()?;
    let confirmed = seen.confirmed;
    let of = confirmed.musts + confirmed.unknown;
    let status = match (
        event.is_cancelled() || seen.event.deleted,
        confirmed.is_complete(),
    ) {
        (true, _) => Status::Cancelled,
        (false, true) => Status::Confirmed,
        (false, false) => Status::Tentative {
            accepted: confirmed.accepted,
            of,
        },
    };
    let room = seen.place.and_then(|place| {
        let home = view.festival_of_resource(&place)?;
        Some(
            view.part(&home)?
                .resources()
                .get(&place)?
                .value
                .title
                .clone(),
        )
    });
    let own_guid = || {
        uuid(
            &[
                seen.festival.as_bytes().as_slice(),
                seen.event.id().as_bytes(),
            ]
            .concat(),
        )
    };
    Some(Entry {
        guid: event
            .source
            .as_ref()
            .map_or_else(own_guid, |source| source.guid.clone()),
        title: event.title.clone(),
        subtitle: event.subtitle.clone().unwrap_or_default(),
        summary: event.summary.clone(),
        description: event.description.clone().unwrap_or_default(),
        kind: event.kind.clone().unwrap_or_default(),
        track: event.track.clone().unwrap_or_default(),
        room: room.unwrap_or_default(),
        interval: time.interval(),
        all_day: time.all_day,
        language: event.language.clone().unwrap_or_default(),
        people: event.hosts.iter().map(|host| host.name.clone()).collect(),
        links: event
            .links
            .iter()
            .map(|link| (link.url.clone(), link.label.clone()))
            .collect(),
        status,
        revision: seen.event.history.changes,
    })
}
