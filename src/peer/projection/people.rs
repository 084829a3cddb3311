//! People: everyone in a festival, one of them, oneself.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::super::mark::comparison;
use super::super::view_model::{
    EventCard, FestivalId, MeView, PeopleView, PersonPage, PersonRow, Place, Profile, Rows,
    author_digits,
};
use super::lens::{LeftOut, Lens};
use crate::protocol::id::AuthorId;
use crate::protocol::view::people::PersonView as Known;
use crate::protocol::view::verdict::Kind;

impl Lens<'_> {
    /// Everyone, the latest active first.
    pub(super) fn people(&self, festival: &FestivalId) -> PeopleView {
        let part = self.core.view.part(festival);
        let left_out = self.left_out(festival);
        let followed = self.followed(festival);
        let mut people: Vec<PersonRow> = part
            .map(|part| part.people())
            .unwrap_or_default()
            .iter()
            .map(|known| self.person_row(festival, known, &left_out, &followed))
            .collect();
        people.sort_by_key(|row| core::cmp::Reverse((row.last_active, row.person.author)));
        PeopleView {
            festival: *festival,
            people: people.into(),
        }
    }

    fn person_row(
        &self,
        festival: &FestivalId,
        known: &Known<'_>,
        left_out: &LeftOut<'_>,
        followed: &BTreeSet<AuthorId>,
    ) -> PersonRow {
        let profile = known.profile.map(|profile| &profile.value);
        let author = known.author;
        let mut links = self.core.linked.values();
        PersonRow {
            person: self.person(author),
            about: profile.map_or("", |profile| &profile.about).into(),
            resources: known.resources,
            events: known.events,
            devices: known.installations.len(),
            last_active: i64::try_from(known.last_clock / 1000).unwrap_or(i64::MAX),
            two_histories: !known.frozen.is_empty(),
            hidden_by: left_out.author(&author).map(|by| self.person(by)),
            hidden_by_me: self.hidden_by_me(festival, Some(&author), None),
            connected: links.any(|linked| linked.neighbour.author == author),
            founder: self.founder(festival) == Some(author),
            followed: followed.contains(&author),
        }
    }

    /// One person, also one who has written nothing here.
    pub(super) fn person_page(&self, festival: &FestivalId, author: AuthorId) -> PersonPage {
        let unknown = crate::protocol::view::part::Part::new(*festival);
        let part = self.core.view.part(festival).unwrap_or(&unknown);
        let known = part.person(author);
        let left_out = self.left_out(festival);
        let row = self.person_row(festival, &known, &left_out, &self.followed(festival));
        let changed = self.changed(festival);
        let mut events: Vec<EventCard> = part
            .made_by(author, Kind::Event)
            .filter_map(|id| self.core.view.event(festival, &id))
            .filter(|view| !view.event.deleted)
            .map(|view| self.event_card(&view, &changed))
            .collect();
        events.sort_by_key(|card| {
            let start = card.time.as_ref().map(|time| time.start);
            (start.is_none(), start, card.id)
        });
        let (open_requests, granted) = self.asked_by(author);
        PersonPage {
            festival: *festival,
            row,
            key: author_digits(&author).into(),
            comparison: comparison(&self.me, &author),
            profile: self
                .core
                .view
                .profile(festival, author)
                .map(|profile| Rc::new(profile.value.clone())),
            events: events.into(),
            resources: self.resources_of(festival, author, Rows::default()).first,
            open_requests,
            granted,
        }
    }

    /// Who one is, and what this device keeps.
    pub(super) fn me_view(&self) -> MeView {
        let core = self.core;
        let profiles = core.view.festivals().filter_map(|part| {
            let profile: &Profile = &part.profile(self.me)?.value;
            Some((part.festival(), Rc::new(profile.clone())))
        });
        let heads = || {
            let festivals = core.memberships.keys();
            festivals.flat_map(|festival| core.gossip.ledger().of_festival(*festival))
        };
        let mine = heads().filter(|head| head.key().author == self.me);
        let installations: BTreeSet<_> = core
            .view
            .festivals()
            .flat_map(|part| part.person(self.me).installations)
            .collect();
        MeView {
            profiles: profiles.collect(),
            draft: core.local.drafts.get(&Place::Me).cloned(),
            blocked: core
                .local
                .blocked
                .iter()
                .map(|author| self.person(*author))
                .collect(),
            logs: heads().count(),
            entries: heads().map(|head| head.height()).sum(),
            own_entries: mine.map(|head| head.height()).sum(),
            devices: installations.len(),
        }
    }
}
