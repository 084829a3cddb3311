//! Everyone who wrote in a festival, and whom or what they would hide. Names that
//! people chose are claims; petnames and blocks are local and not known here.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::entity::Entity;
use super::part::Part;
use super::verdict::Kind;
use crate::protocol::id::{AuthorId, FestivalId, InstallationId, InstanceId, LogKey};
use crate::protocol::schema::hide::Hide;
use crate::protocol::schema::profile::Profile;

/// Somebody who wrote in a festival.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonView<'a> {
    /// The author.
    pub author: AuthorId,
    /// What they say about themselves.
    pub profile: Option<&'a Entity<Profile>>,
    /// The installations they wrote from.
    pub installations: BTreeSet<InstallationId>,
    /// Their logs that are frozen: two histories were shown.
    pub frozen: Vec<LogKey>,
    /// Their messages here.
    pub messages: u64,
    /// Their highest clock here: about unix milliseconds of their last activity.
    pub last_clock: u64,
    /// Their resources, deleted ones left out.
    pub resources: usize,
    /// Their events, deleted ones left out.
    pub events: usize,
}

/// What somebody's hides hide.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hidden<'a> {
    /// Authors, and who hides them first.
    pub authors: BTreeMap<AuthorId, &'a Entity<Hide>>,
    /// Instances, and who hides them first.
    pub instances: BTreeMap<InstanceId, &'a Entity<Hide>>,
}

impl Part {
    /// One person.
    pub fn person(&self, author: AuthorId) -> PersonView<'_> {
        let resources = self.made_by(author, Kind::Resource);
        let events = self.made_by(author, Kind::Event);
        let mut person = PersonView {
            author,
            profile: self.profile(author),
            installations: BTreeSet::new(),
            frozen: Vec::new(),
            messages: 0,
            last_clock: 0,
            resources: resources
                .filter(|id| self.resources.get(id).is_some_and(|entity| !entity.deleted))
                .count(),
            events: events
                .filter(|id| self.events.get(id).is_some_and(|entity| !entity.deleted))
                .count(),
        };
        for (key, log) in self.logs_of(author) {
            person
                .installations
                .extend(log.join.as_ref().map(|join| join.sealing_key));
            person.frozen.extend(log.frozen.map(|_| *key));
            person.messages += log.height();
            person.last_clock = person.last_clock.max(log.clock);
        }
        person
    }

    /// Everyone who wrote here.
    pub fn people(&self) -> Vec<PersonView<'_>> {
        let authors: BTreeSet<AuthorId> = self.logs.keys().map(|log| log.author).collect();
        authors
            .into_iter()
            .map(|author| self.person(author))
            .collect()
    }

    /// What those whose hides are followed hide. Nobody hides the one who follows:
    /// `me` and what is theirs stay visible.
    pub fn hidden(&self, followed: &BTreeSet<AuthorId>, me: Option<AuthorId>) -> Hidden<'_> {
        let mut hidden = Hidden::default();
        let hides = followed
            .iter()
            .flat_map(|author| self.made_by(*author, Kind::Hide));
        for hide in hides
            .filter_map(|id| self.hides.get(&id))
            .filter(|hide| !hide.deleted)
        {
            if let Some(author) = hide.value.author.filter(|author| Some(*author) != me) {
                hidden.authors.entry(author).or_insert(hide);
            }
            if let Some(instance) = hide.value.instance {
                hidden.instances.entry(instance).or_insert(hide);
            }
        }
        hidden
    }
}

impl View {
    /// What somebody says about themselves in this festival, else in any other.
    pub fn profile(&self, festival: &FestivalId, author: AuthorId) -> Option<&Entity<Profile>> {
        let here = self.part(festival).and_then(|part| part.profile(author));
        here.or_else(|| self.parts.values().find_map(|part| part.profile(author)))
    }

    /// A festival's founder, once their description is here.
    pub fn founder(&self, festival: &FestivalId) -> Option<AuthorId> {
        Some(self.part(festival)?.description()?.author())
    }
}
