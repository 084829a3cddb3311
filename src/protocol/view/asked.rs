//! What is asked of one owner, counted by resource and kept between questions: a
//! badge is on every screen, and most owners have thousands of requests behind them
//! and a few before them.

use std::collections::{BTreeMap, BTreeSet};

use super::View;
use super::ask::AskState;
use super::part::Part;
use super::since::{Came, Since};
use super::verdict::Kind;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};

/// A resource, and the festival that it is of.
pub type Whose = (FestivalId, InstanceId);

/// What is asked for one resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedFor {
    /// Who waits for a first answer, once a request.
    pub waiting: Vec<AuthorId>,
    /// Requests that are open: waiting or on the waiting list.
    pub open: usize,
    /// Requests that occupy something, and are not open.
    pub granted: usize,
    /// Whether answers are for requests that are not here: these may turn out to be
    /// for another resource.
    unsure: bool,
}

/// What is asked for each of one owner's resources for which anything is.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    by_resource: BTreeMap<Whose, AskedFor>,
    since: Since,
}

impl Asked {
    /// All of it.
    pub fn by_resource(&self) -> &BTreeMap<Whose, AskedFor> {
        &self.by_resource
    }

    /// Takes in what came since the last time. `revision` is another number whenever
    /// the view is another one; the owner is always the same.
    pub fn catch_up(&mut self, view: &View, revision: u64, owner: AuthorId) {
        let scope: Vec<FestivalId> = view.festivals().map(Part::festival).collect();
        let stale: BTreeSet<Whose> = match self.since.take(view, revision, &scope) {
            Came::Nothing => return,
            Came::News(news) => {
                let resources = news.iter().filter_map(|(at, news)| {
                    let part = view.part(at)?;
                    let subject = news.slot.subject;
                    let request = match news.slot.kind {
                        Kind::Resource => return Some((*at, subject)),
                        Kind::Request => subject,
                        Kind::Authorization => part.request_of_answer(&subject)?,
                        _ => return None,
                    };
                    Some((*at, part.asks().get(&request)?.resource()?))
                });
                let unsure = self.by_resource.iter();
                let unsure = unsure.filter(|(_, asked)| asked.unsure);
                resources.chain(unsure.map(|(whose, _)| *whose)).collect()
            }
            Came::Anew => {
                self.by_resource.clear();
                let parts = view.festivals();
                let mine = parts.flat_map(|part| {
                    let mine = part.made_by(owner, Kind::Resource);
                    mine.map(|resource| (part.festival(), resource))
                });
                mine.collect()
            }
        };
        for (at, resource) in stale {
            let part = view.part(&at);
            let mine = part.filter(|part| {
                let resource = part.resources().get(&resource);
                resource.is_some_and(|resource| resource.author() == owner)
            });
            let asked = mine.map(|part| asked_for(part, resource));
            match asked.filter(|asked| asked.open + asked.granted > 0) {
                Some(asked) => self.by_resource.insert((at, resource), asked),
                None => self.by_resource.remove(&(at, resource)),
            };
        }
    }
}

fn asked_for(part: &Part, resource: InstanceId) -> AskedFor {
    let mut asked = AskedFor::default();
    for id in part.asks_for(resource) {
        let state = part.state(&id);
        if state == AskState::Waiting {
            let ask = part.asks().get(&id);
            let request = ask.and_then(|ask| ask.request.as_ref());
            asked
                .waiting
                .extend(request.map(|request| request.author()));
        }
        if state.is_open() {
            asked.open += 1;
        } else if part.grant_of(&id, resource).is_some() {
            asked.granted += 1;
        }
        asked.unsure |= state == AskState::Unknown;
    }
    asked
}
