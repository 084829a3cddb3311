//! From the running state to view models: pure, and the only place that knows both.
//! Only the screen that is looked at is projected.

mod cards;
mod connections;
mod events;
mod export;
mod frame;
mod grid;
mod inbox;
mod invite;
mod lens;
mod listing;
mod news;
mod people;
mod plan;
mod resource_page;
mod resources;
mod search;
mod title_order;
mod tree;
mod wall;

use std::rc::Rc;

use self::lens::Lens;
pub(super) use self::lens::Remembered;
use super::carrying::Carrying;
use super::state::Core;
use super::view_model::{
    ExportFormat, ExportView, FestivalId, LinkId, Problem, ReadyView, Screen, ScreenView,
};
use crate::gossip::engine::Millis;
use crate::gossip::relay::{RelayState, RelayUrl};

/// While a first exchange or an import is under way a screen is made anew this often at most:
/// entries come by the thousand, and nobody reads so fast.
const CALM: Millis = 250;

/// The screen as it was made last, and what it was made of.
#[derive(Debug)]
pub(super) struct Picture {
    made_of: MadeOf,
    made_at: Millis,
    screen: ScreenView,
}

/// What a screen follows from; equal ones give equal screens.
#[derive(Debug, PartialEq)]
struct MadeOf {
    screen: Screen,
    revision: u64,
    minute: i64,
    /// Links, and whether their first exchange is over.
    links: Vec<(LinkId, bool)>,
    /// Neighbours that have all of each own log.
    shared: Vec<usize>,
    /// When news of who is here came last.
    present_at: Millis,
    /// How it stands with the meeting points, and who knocks there.
    meeting: Vec<(RelayUrl, RelayState)>,
    knocking: Vec<usize>,
}

impl Core {
    /// Everything that is shown. The screen is made anew only where something that
    /// it follows from has changed.
    pub(super) fn view(&mut self) -> ReadyView {
        let made_of = self.made_of();
        let receives = made_of.links.iter().any(|(_, done)| !done)
            || matches!(self.carrying, Carrying::Taking(_));
        self.count_news(receives);
        let frame = Lens::new(self).frame();
        let receives = receives || self.importing.is_some();
        let fresh = self.picture.take().filter(|picture| {
            let calm = receives
                && picture.made_of.screen == made_of.screen
                && picture.made_of.links == made_of.links
                && self.now < picture.made_at.saturating_add(CALM);
            picture.made_of == made_of || calm
        });
        let picture = fresh.unwrap_or_else(|| Picture {
            screen: Lens::new(self)
                .screen(&self.screen)
                .unwrap_or(ScreenView::NotHere),
            made_at: self.now,
            made_of,
        });
        let screen = picture.screen.clone();
        self.picture = Some(picture);
        ReadyView {
            frame,
            at: self.screen.clone(),
            screen,
        }
    }

    /// Counts what changed anew, where that may have changed; not while a first
    /// exchange is under way, when all of it changes all the time.
    fn count_news(&mut self, receives: bool) {
        if self.news_of == Some(self.revision) || (receives && self.news_of.is_some()) {
            return;
        }
        let lens = Lens::new(self);
        let festivals = self.memberships.keys();
        let news = festivals
            .filter_map(|festival| Some((*festival, lens.news_count(festival)?)))
            .collect();
        self.news = news;
        self.news_of = Some(self.revision);
    }

    /// Makes a file of a festival's programme.
    pub(super) fn export(
        &mut self,
        festival: FestivalId,
        format: ExportFormat,
        mine: bool,
        base: &str,
    ) -> Result<(), Problem> {
        let bytes = Lens::new(self).export(&festival, format, mine, base)?;
        self.exports += 1;
        self.exported = Some(Rc::new(ExportView {
            number: self.exports,
            festival,
            format,
            bytes: bytes.into(),
        }));
        Ok(())
    }

    fn made_of(&self) -> MadeOf {
        let me = self.identity.author.author();
        let memberships = self.memberships.keys();
        let own = memberships
            .flat_map(|festival| self.view.part(festival))
            .flat_map(|part| part.logs_of(me));
        let is_done = |link: &LinkId| self.gossip.progress(*link).is_some_and(|way| way.done);
        MadeOf {
            screen: self.screen.clone(),
            revision: self.revision,
            minute: self.seconds() / 60,
            links: self
                .linked
                .keys()
                .map(|link| (*link, is_done(link)))
                .collect(),
            shared: own
                .map(|(log, state)| self.gossip.neighbours_having(log, state.height()))
                .collect(),
            present_at: self.present_at,
            meeting: self
                .meetings
                .relays()
                .map(|(url, state)| (url.clone(), state))
                .collect(),
            knocking: self
                .memberships
                .keys()
                .map(|festival| self.knocking(festival))
                .collect(),
        }
    }
}

impl Lens<'_> {
    /// The screen, none where what it is about is not here.
    fn screen(&self, screen: &Screen) -> Option<ScreenView> {
        if let Some(festival) = screen.festival()
            && !self.core.memberships.contains_key(&festival)
        {
            return None;
        }
        Some(match screen {
            Screen::Home => ScreenView::Home,
            Screen::Me => ScreenView::Me(Rc::new(self.me_view())),
            Screen::Schedule { festival, filter } => {
                ScreenView::Schedule(Rc::new(self.schedule(festival, filter)))
            }
            Screen::Event { festival, event } => {
                ScreenView::Event(Rc::new(self.event_page(festival, event)?))
            }
            Screen::EventForm {
                festival,
                event,
                at,
            } => ScreenView::EventForm(Rc::new(self.event_form(festival, event.as_ref(), *at)?)),
            Screen::Market { festival, filter } => {
                ScreenView::Market(Rc::new(self.market(festival, filter)))
            }
            Screen::Resource { festival, resource } => {
                ScreenView::Resource(Rc::new(self.resource_page(festival, resource)?))
            }
            Screen::ResourceForm { festival, resource } => {
                let form = self.resource_form(festival, resource.as_ref())?;
                ScreenView::ResourceForm(Rc::new(form))
            }
            Screen::Inbox { rows } => ScreenView::Inbox(Rc::new(self.inbox(*rows))),
            Screen::Mine { festival, rows } => {
                ScreenView::Mine(Rc::new(self.mine(festival, *rows)))
            }
            Screen::People { festival } => ScreenView::People(Rc::new(self.people(festival))),
            Screen::Person { festival, author } => {
                ScreenView::Person(Rc::new(self.person_page(festival, *author)))
            }
            Screen::Connections => ScreenView::Connections(Rc::new(self.connections())),
            Screen::Secrets => ScreenView::Secrets(self.core.secrets_view()),
            Screen::Film => ScreenView::Film(self.core.film()),
            Screen::Invite {
                festival,
                with_ancestors,
            } => ScreenView::Invite(Rc::new(self.invite(festival, *with_ancestors))),
            Screen::Join { code } => ScreenView::Join(Rc::new(self.join(code))),
            Screen::FestivalForm { festival } => {
                ScreenView::FestivalForm(Rc::new(self.festival_form(festival)))
            }
            Screen::Search {
                festival,
                text,
                marks,
                most,
            } => ScreenView::Search(Rc::new(self.search(festival, text, marks, *most))),
            Screen::News { festival } => ScreenView::News(Rc::new(self.news(festival))),
            Screen::Grid { festival, filter } => {
                ScreenView::Grid(Rc::new(self.grid(festival, filter)?))
            }
            Screen::Inventory {
                festival,
                filter,
                chosen,
            } => ScreenView::Inventory(Rc::new(self.inventory(festival, filter, *chosen))),
            Screen::Plan {
                festival,
                sheet,
                most,
            } => ScreenView::Plan(Rc::new(self.plan(festival, sheet.as_ref(), *most))),
            Screen::Board { festival } => ScreenView::Board(Rc::new(self.board(festival))),
            Screen::Tree { festival } => ScreenView::Tree(Rc::new(self.tree(festival))),
        })
    }
}
