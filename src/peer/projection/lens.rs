//! The lens: what every projection asks again and again (people, titles, what is
//! hidden or changed), looked up once a picture.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::mark::Mark;
use super::super::state::Core;
use super::super::view_model::{HiddenView, PersonView};
use super::cards::KeptCards;
use super::frame::Counted;
use super::listing::LastSchedule;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId, LogKey, SeqNum};
use crate::protocol::schema::resource::Resource;
use crate::protocol::view::View;
use crate::protocol::view::activity::Activity;
use crate::protocol::view::asked::Asked;
use crate::protocol::view::entity::Entity;
use crate::protocol::view::people::Hidden;
use crate::protocol::view::programme::Programme;
use crate::protocol::view::since::{Came, Since};
use crate::protocol::view::verdict::Kind;

/// Where the last of my messages about an instance stands, by instance.
#[derive(Debug, Default)]
struct Latest {
    of: BTreeMap<InstanceId, (LogKey, SeqNum)>,
    since: Since,
}

/// What follows from thousands of messages, and is kept between pictures.
#[derive(Debug, Default)]
pub(in crate::peer) struct Remembered {
    programmes: RefCell<BTreeMap<FestivalId, Programme>>,
    latest: RefCell<BTreeMap<FestivalId, Latest>>,
    asked: RefCell<Asked>,
    pub(super) cards: RefCell<KeptCards>,
    /// What each festival comes to, and at which revision that was counted.
    pub(super) counted: RefCell<BTreeMap<FestivalId, (u64, Counted)>>,
    /// What changed in each festival since somebody looked, and at which revision that was
    /// looked up.
    changed: RefCell<BTreeMap<FestivalId, (u64, Changed)>>,
    /// The programme that was looked at last.
    pub(super) schedule: RefCell<Option<LastSchedule>>,
}

impl Remembered {
    /// Reads what so many events say of the programmes that were looked at. Whether there
    /// may be more to read.
    pub(in crate::peer) fn read_ahead(&self, view: &View, most: usize) -> bool {
        let mut programmes = self.programmes.borrow_mut();
        programmes.iter_mut().any(|(festival, programme)| {
            let part = view.part(festival);
            part.is_some_and(|part| programme.read_ahead(part, most))
        })
    }
}

/// What happened, and in which festival it was written, by what it happened to.
pub(super) type Happened = BTreeMap<InstanceId, Vec<(FestivalId, Activity)>>;

/// The events and resources of a festival that changed since somebody looked.
pub(super) type Changed = Rc<BTreeSet<InstanceId>>;

/// One picture being made.
pub(super) struct Lens<'a> {
    pub(super) core: &'a Core,
    pub(super) me: AuthorId,
    /// The festival that is looked at: people have their name there.
    here: Option<FestivalId>,
    people: RefCell<BTreeMap<AuthorId, PersonView>>,
    active: RefCell<BTreeMap<(FestivalId, AuthorId), i64>>,
    known: BTreeSet<AuthorId>,
}

/// What is left out of lists in one festival.
pub(super) struct LeftOut<'a> {
    blocked: &'a BTreeSet<AuthorId>,
    hidden: Hidden<'a>,
    me: AuthorId,
}

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Its author is blocked here: it is never shown.
    Blocked,
    /// Somebody whose hides are followed hides it.
    HiddenBy(AuthorId),
}

impl LeftOut<'_> {
    /// Why something is left out, if it is. Nothing of one's own is.
    pub(super) fn why(&self, author: AuthorId, instance: &InstanceId) -> Option<Why> {
        if author == self.me {
            return None;
        }
        if self.blocked.contains(&author) {
            return Some(Why::Blocked);
        }
        let hide = self.hidden.authors.get(&author);
        let hide = hide.or_else(|| self.hidden.instances.get(instance));
        hide.map(|hide| Why::HiddenBy(hide.author()))
    }

    /// Who hides an author.
    pub(super) fn author(&self, author: &AuthorId) -> Option<AuthorId> {
        self.hidden.authors.get(author).map(|hide| hide.author())
    }
}

impl<'a> Lens<'a> {
    pub(super) fn new(core: &'a Core) -> Self {
        Self {
            core,
            me: core.identity.author.author(),
            here: core.screen.festival(),
            people: RefCell::default(),
            active: RefCell::default(),
            known: core.local.known(),
        }
    }

    /// Reads a festival's programme as it is now.
    pub(super) fn with_programme(&self, festival: &FestivalId, read: impl FnOnce(&mut Programme)) {
        let mut programmes = self.core.remembered.programmes.borrow_mut();
        let programme = programmes.entry(*festival).or_default();
        programme.catch_up(&self.core.view, self.core.revision, festival);
        read(programme);
    }

    /// Reads what is asked of me.
    pub(super) fn with_asked(&self, read: impl FnOnce(&Asked)) {
        let mut asked = self.core.remembered.asked.borrow_mut();
        asked.catch_up(&self.core.view, self.core.revision, self.me);
        read(&asked);
    }

    /// Somebody.
    pub(super) fn person(&self, author: AuthorId) -> PersonView {
        let mut people = self.people.borrow_mut();
        let person = people.entry(author).or_insert_with(|| {
            let petname = self.core.local.petnames.get(&author);
            let here = self.here.and_then(|here| self.core.view.part(&here));
            let mut parts = here.into_iter().chain(self.core.view.festivals());
            let profile = parts.find_map(|part| part.profile(author));
            let profile = profile.map(|profile| &profile.value);
            PersonView {
                author,
                mark: Mark::of(&author),
                petname: petname
                    .and_then(|petname| petname.name.as_deref())
                    .map(Rc::from),
                name: profile
                    .and_then(|profile| profile.name.as_deref())
                    .map(Rc::from),
                kind: profile.map(|profile| profile.kind).unwrap_or_default(),
                is_me: author == self.me,
                verified: petname.is_some_and(|petname| petname.verified),
                blocked: self.core.local.blocked.contains(&author),
            }
        });
        person.clone()
    }

    /// Whether the person here knows somebody: named or verified them.
    pub(super) fn knows(&self, author: &AuthorId) -> bool {
        *author == self.me || self.known.contains(author)
    }

    /// About when somebody last wrote in a festival, unix seconds by their clock; this minute
    /// for whoever is connected.
    pub(super) fn active(&self, festival: &FestivalId, author: AuthorId) -> i64 {
        let mut active = self.active.borrow_mut();
        *active.entry((*festival, author)).or_insert_with(|| {
            let mut links = self.core.linked.values();
            if links.any(|linked| linked.neighbour.author == author) {
                return self.core.seconds().div_euclid(60) * 60;
            }
            let part = self.core.view.part(festival);
            let logs = part.into_iter().flat_map(|part| part.logs_of(author));
            let clock = logs.map(|(_, log)| log.clock).max().unwrap_or(0);
            i64::try_from(clock / 1000).unwrap_or(i64::MAX)
        })
    }

    /// A resource, wherever it is.
    pub(super) fn resource(&self, id: &InstanceId) -> Option<(FestivalId, &'a Entity<Resource>)> {
        let mut parts = self.core.view.festivals();
        parts.find_map(|part| Some((part.festival(), part.resources().get(id)?)))
    }

    /// What a resource is called.
    pub(super) fn title_of(&self, id: &InstanceId) -> Option<Rc<str>> {
        self.resource(id)
            .map(|(_, resource)| resource.value.title.as_str().into())
    }

    /// Who founded a festival.
    pub(super) fn founder(&self, festival: &FestivalId) -> Option<AuthorId> {
        let membership = self.core.memberships.get(festival)?;
        Some(membership.invitation.founder)
    }

    /// Whose hides are followed in a festival.
    pub(super) fn followed(&self, festival: &FestivalId) -> BTreeSet<AuthorId> {
        let founder = self.founder(festival).unwrap_or(self.me);
        self.core.local.followed(festival, founder, self.me)
    }

    /// What is left out of a festival's lists.
    pub(super) fn left_out(&self, festival: &FestivalId) -> LeftOut<'a> {
        let followed = self.followed(festival);
        let part = self.core.view.part(festival);
        LeftOut {
            blocked: &self.core.local.blocked,
            hidden: part.map_or_else(Hidden::default, |part| {
                part.hidden(&followed, Some(self.me))
            }),
            me: self.me,
        }
    }

    /// Whether I have proposed to hide an author or an instance.
    pub(super) fn hidden_by_me(
        &self,
        festival: &FestivalId,
        author: Option<&AuthorId>,
        instance: Option<&InstanceId>,
    ) -> bool {
        let part = self.core.view.part(festival);
        part.is_some_and(|part| {
            let mine = part.hidden(&BTreeSet::from([self.me]), None);
            author.is_some_and(|author| mine.authors.contains_key(author))
                || instance.is_some_and(|instance| mine.instances.contains_key(instance))
        })
    }

    /// How many were left out, by whom they are hidden.
    pub(super) fn hidden_view(&self, counts: &BTreeMap<AuthorId, usize>) -> Rc<[HiddenView]> {
        let views = counts.iter().map(|(by, count)| HiddenView {
            by: self.person(*by),
            count: *count,
        });
        views.collect()
    }

    /// What happened to events and resources since somebody looked, by what it
    /// happened to, the earliest first; nothing where nobody ever said they looked.
    /// What concerns an event's requests counts for the event, also where it was
    /// written in an ancestor's festival.
    pub(super) fn happened(&self, festival: &FestivalId) -> Happened {
        let view = &self.core.view;
        let mut happened = Happened::new();
        let scope = core::iter::once(*festival).chain(view.ancestors(festival));
        for at in scope {
            let (Some(mark), Some(part)) = (self.core.local.marks.get(&at), view.part(&at)) else {
                continue;
            };
            for news in view.activity(&at, mark) {
                let subject = news.slot.subject;
                let request = match news.slot.kind {
                    _ if news.log.author == self.me => continue,
                    Kind::Request => Some(subject),
                    Kind::Authorization => part.request_of_answer(&subject),
                    _ => None,
                };
                let ask = request.and_then(|request| part.asks().get(&request));
                let event = ask.and_then(|ask| Some(ask.request.as_ref()?.value.event));
                if at == *festival || event.is_some() {
                    let about = event.unwrap_or(subject);
                    happened.entry(about).or_default().push((at, news));
                }
            }
        }
        for all in happened.values_mut() {
            all.sort_by_key(|(_, news)| (news.slot.clock, news.log, news.seq));
        }
        happened
    }

    /// Events and resources that changed, or were answered, since somebody looked, as far as
    /// that is news.
    pub(super) fn changed(&self, festival: &FestivalId) -> Changed {
        let mut all = self.core.remembered.changed.borrow_mut();
        if let Some((revision, changed)) = all.get(festival)
            && *revision == self.core.revision
        {
            return changed.clone();
        }
        let changed: Changed = Rc::new(self.news_of(festival).into_keys().collect());
        all.insert(*festival, (self.core.revision, changed.clone()));
        changed
    }

    /// How many devices of linked neighbours have all of something of mine.
    pub(super) fn shared_with(&self, festival: &FestivalId, id: &InstanceId) -> usize {
        if self.core.linked.is_empty() {
            return 0;
        }
        let mut all = self.core.remembered.latest.borrow_mut();
        let latest = all.entry(*festival).or_default();
        latest.catch_up(&self.core.view, self.core.revision, festival, self.me);
        latest.of.get(id).map_or(0, |(log, seq)| {
            self.core.gossip.neighbours_having(log, *seq)
        })
    }
}

impl Latest {
    /// Takes in what came since the last time.
    fn catch_up(&mut self, view: &View, revision: u64, festival: &FestivalId, me: AuthorId) {
        let news = match self.since.take(view, revision, &[*festival]) {
            Came::Nothing => return,
            Came::News(news) => news.into_iter().map(|(_, news)| news).collect(),
            Came::Anew => {
                self.of.clear();
                view.activity(festival, &BTreeMap::new())
            }
        };
        for news in news.iter().filter(|news| news.log.author == me) {
            let at = (news.log, news.seq);
            let last = self.of.entry(news.slot.subject).or_insert(at);
            *last = at.max(*last);
        }
    }
}

/// A list of texts to be shared.
pub(super) fn texts(list: &[String]) -> Rc<[Rc<str>]> {
    list.iter().map(|text| Rc::from(text.as_str())).collect()
}

/// A text that may be missing, to be shared.
pub(super) fn text(text: Option<&String>) -> Option<Rc<str>> {
    text.map(|text| Rc::from(text.as_str()))
}
