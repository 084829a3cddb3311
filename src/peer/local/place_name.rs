//! The names under which drafts are stored: one for each place that has a form. The
//! numbers are never given to another place.

use crate::peer::view_model::Place;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::reader::Reader;

/// The name of a place: its number, then what it names.
pub(in crate::peer) fn place_name(place: &Place) -> Vec<u8> {
    let (number, name, need): (u8, &[u8], Option<u32>) = match place {
        Place::App => (0, &[], None),
        Place::Linking => (1, &[], None),
        Place::NewFestival => (2, &[], None),
        Place::Festival(festival) => (3, festival.as_bytes(), None),
        Place::NewEvent(festival) => (4, festival.as_bytes(), None),
        Place::Event(event) => (5, event.as_bytes(), None),
        Place::Need(event, need) => (6, event.as_bytes(), Some(*need)),
        Place::NewResource(festival) => (7, festival.as_bytes(), None),
        Place::Resource(resource) => (8, resource.as_bytes(), None),
        Place::Request(request) => (9, request.as_bytes(), None),
        Place::Person(author) => (10, author.as_bytes(), None),
        Place::Me => (11, &[], None),
        Place::Import(festival) => (12, festival.as_bytes(), None),
        Place::Network => (13, &[], None),
        Place::Carrying => (14, &[], None),
        Place::Backup => (15, &[], None),
        Place::AllRequests => (16, &[], None),
        Place::Use(resource) => (17, resource.as_bytes(), None),
    };
    let mut bytes = vec![number];
    bytes.extend_from_slice(name);
    bytes.extend(need.into_iter().flat_map(u32::to_le_bytes));
    bytes
}

/// The place of such a name; none where it is damaged.
pub(super) fn place_of(bytes: &[u8]) -> Option<Place> {
    let mut reader = Reader::new(bytes);
    let number = reader.byte().ok()?;
    let place = match number {
        0 => Place::App,
        1 => Place::Linking,
        2 => Place::NewFestival,
        11 => Place::Me,
        13 => Place::Network,
        14 => Place::Carrying,
        15 => Place::Backup,
        16 => Place::AllRequests,
        _ => {
            let name: [u8; 32] = reader.array().ok()?;
            let instance = InstanceId::from_bytes(name);
            match number {
                3 => Place::Festival(FestivalId::from_bytes(name)),
                4 => Place::NewEvent(FestivalId::from_bytes(name)),
                5 => Place::Event(instance),
                6 => Place::Need(instance, u32::from_le_bytes(reader.array().ok()?)),
                7 => Place::NewResource(FestivalId::from_bytes(name)),
                8 => Place::Resource(instance),
                9 => Place::Request(instance),
                10 => Place::Person(AuthorId::from_bytes(name)),
                12 => Place::Import(FestivalId::from_bytes(name)),
                17 => Place::Use(instance),
                _ => return None,
            }
        }
    };
    reader.end().ok().map(|()| place)
}
