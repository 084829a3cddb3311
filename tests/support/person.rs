//! Who sits at a device: what they see on its screen, and what they do there.

use std::collections::BTreeMap;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, Event, EventCard, FestivalRow, FrameView, Problem, ReadyView, ScheduleFilter,
    ScheduleView, Screen, ScreenView,
};
use p2panda::protocol::id::FestivalId;
use p2panda::storage::Store;

use super::Device;

impl<S: Store> Device<S> {
    pub fn ready(&self) -> &ReadyView {
        match &*self.view {
            AppView::Ready(view) => view,
            other => panic!("{} is not ready: {other:?}", self.name),
        }
    }

    /// What stays while screens change.
    pub fn frame(&self) -> &FrameView {
        &self.ready().frame
    }

    /// What was refused last.
    pub fn problem(&self) -> Option<Problem> {
        self.frame().refusal.as_ref().map(|refusal| refusal.problem)
    }

    /// The only festival.
    pub fn festival(&self) -> &FestivalRow {
        let festivals = &self.frame().festivals;
        assert_eq!(festivals.len(), 1, "{} has one festival", self.name);
        &festivals[0]
    }

    /// Looks at another screen.
    pub fn look(&mut self, screen: Screen) -> &ScreenView {
        self.command(Command::Look(screen));
        &self.ready().screen
    }

    /// The programme of the only festival.
    pub fn schedule(&mut self) -> ScheduleView {
        let festival = self.festival().id;
        let filter = ScheduleFilter::default();
        match self.look(Screen::Schedule { festival, filter }) {
            ScreenView::Schedule(schedule) => (**schedule).clone(),
            other => panic!("no schedule but {other:?}"),
        }
    }

    /// All events of the only festival, proposals last.
    pub fn events(&mut self) -> Vec<EventCard> {
        let schedule = self.schedule();
        let all = schedule
            .events
            .first
            .iter()
            .chain(&*schedule.proposals.first);
        all.cloned().collect()
    }

    /// Titles of the only festival's events, sorted.
    pub fn titles(&mut self) -> Vec<String> {
        let events = self.events();
        let mut titles: Vec<String> = events.iter().map(|event| event.title.to_string()).collect();
        titles.sort();
        titles
    }

    /// Founds a festival.
    pub fn found(&mut self, title: &str) -> FestivalId {
        self.command(Command::StartFestival {
            title: title.to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            parent: None,
            open: false,
        });
        self.festival().id
    }

    /// Publishes an event in the only festival.
    pub fn publish(&mut self, title: &str) {
        self.publish_event(Event::titled(title));
    }

    /// Publishes an event in the only festival.
    pub fn publish_event(&mut self, event: Event) {
        let festival = self.festival().id;
        self.command(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(event),
            notes: BTreeMap::new(),
        });
    }
}
