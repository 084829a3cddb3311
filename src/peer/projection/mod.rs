//! From the running state to view models: pure, and the only place that knows both.
//! Only the screen that is looked at is projected.

mod events;
mod frame;
mod inbox;
mod lens;
mod people;
mod resources;

use std::rc::Rc;

use self::lens::Lens;
use super::core::Core;
use super::view_model::{FestivalId, ReadyView, Screen, ScreenView};

impl Core {
    /// Everything that is shown.
    pub(super) fn view(&self) -> ReadyView {
        let lens = Lens::new(self);
        ReadyView {
            frame: lens.frame(),
            at: self.screen.clone(),
            screen: lens.screen(&self.screen).unwrap_or(ScreenView::NotHere),
        }
    }
}

impl Lens<'_> {
    /// The screen, none where what it is about is not here.
    fn screen(&self, screen: &Screen) -> Option<ScreenView> {
        if let Some(festival) = festival_of(screen)
            && !self.core.memberships.contains_key(festival)
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
            Screen::Inbox => ScreenView::Inbox(Rc::new(self.inbox())),
            Screen::Mine { festival } => ScreenView::Mine(Rc::new(self.mine(festival))),
            Screen::People { festival } => ScreenView::People(Rc::new(self.people(festival))),
            Screen::Person { festival, author } => {
                ScreenView::Person(Rc::new(self.person_page(festival, *author)))
            }
            Screen::Connections => ScreenView::Connections(self.connections()),
            Screen::FestivalForm { festival } => {
                ScreenView::FestivalForm(Rc::new(self.festival_form(festival)))
            }
        })
    }
}

/// The festival that a screen is about.
fn festival_of(screen: &Screen) -> Option<&FestivalId> {
    match screen {
        Screen::Home | Screen::Me | Screen::Inbox | Screen::Connections => None,
        Screen::Schedule { festival, .. }
        | Screen::Event { festival, .. }
        | Screen::EventForm { festival, .. }
        | Screen::Market { festival, .. }
        | Screen::Resource { festival, .. }
        | Screen::ResourceForm { festival, .. }
        | Screen::Mine { festival }
        | Screen::People { festival }
        | Screen::Person { festival, .. }
        | Screen::FestivalForm { festival } => Some(festival),
    }
}
