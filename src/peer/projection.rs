//! From the running state to view models: pure, and the only place that knows both.

use std::rc::Rc;

use super::core::Core;
use super::mark::Mark;
use super::membership::Membership;
use super::programme::Said;
use super::view_model::*;
use crate::gossip::handshake::Neighbour;

impl Core {
    /// Everything that is shown.
    pub(super) fn view(&self) -> ReadyView {
        let author = self.identity.author.author();
        let frame = FrameView {
            me: self.person(&author),
            key: author_digits(&author).into(),
            now: 0,
            festivals: self
                .memberships
                .values()
                .map(|membership| self.festival_row(membership))
                .collect(),
            to_answer: 0,
            heart: Heart::of(self.linked.len()),
            contact: Contact::Never,
            linking: self.linking.view(),
            links: self
                .linked
                .iter()
                .map(|(link, neighbour)| self.link_view(*link, neighbour))
                .collect(),
            keeping: Keeping::NotAsked,
            saving: false,
            saved: None,
            refusal: self
                .problem
                .map(|problem| RefusalView::new(problem, Place::App)),
        };
        let screen = match &self.screen {
            Screen::Home => ScreenView::Home,
            Screen::Schedule { festival, .. } => self.schedule(festival),
            _ => ScreenView::NotHere,
        };
        ReadyView {
            frame,
            at: self.screen.clone(),
            screen,
        }
    }

    fn person(&self, author: &AuthorId) -> PersonView {
        PersonView {
            author: *author,
            mark: Mark::of(author),
            petname: None,
            name: None,
            kind: ProfileKind::Person,
            is_me: *author == self.identity.author.author(),
            verified: false,
            blocked: false,
        }
    }

    fn festival_row(&self, membership: &Membership) -> FestivalRow {
        let id = membership.festival();
        FestivalRow {
            id,
            title: membership.title.as_deref().map(Rc::from),
            summary: "".into(),
            founder: self.person(&membership.invitation.founder),
            parent: ParentView::None,
            depth: 0,
            start: None,
            end: None,
            time_zone: "UTC".into(),
            day_change: DAY_CHANGE,
            notice: None,
            picture: None,
            archived: false,
            events: self.programme.of_festival(&id).len(),
            resources: 0,
            people: 0,
            i_write: membership.device.is_some(),
            devices: 0,
        }
    }

    fn schedule(&self, festival: &FestivalId) -> ScreenView {
        if !self.memberships.contains_key(festival) {
            return ScreenView::NotHere;
        }
        let events = self.programme.of_festival(festival);
        ScreenView::Schedule(Rc::new(ScheduleView {
            festival: *festival,
            total: events.len(),
            events: events
                .into_iter()
                .map(|(id, said)| self.event_card(*festival, id, said))
                .collect(),
            proposals: Rc::new([]),
            hidden: Rc::new([]),
            kinds: Rc::new([]),
            tracks: Rc::new([]),
            tags: Rc::new([]),
            places: Rc::new([]),
            changed: 0,
        }))
    }

    fn event_card(&self, festival: FestivalId, id: InstanceId, said: &Said) -> EventCard {
        let by = self.person(&said.author);
        let (log, seq) = &said.at;
        EventCard {
            id,
            festival,
            title: said.event.title.as_str().into(),
            subtitle: None,
            summary: said.event.summary.as_str().into(),
            time: None,
            place: None,
            maker_active: 0,
            kind: None,
            track: None,
            tags: Rc::new([]),
            needs: Rc::new([]),
            confirmed: Confirmed::default(),
            progress: Progress::Confirmed,
            mine: by.is_me,
            starred: false,
            changed: false,
            overbooked: false,
            notes: Rc::new([]),
            shared_with: if by.is_me {
                self.gossip.neighbours_having(log, *seq)
            } else {
                0
            },
            by,
        }
    }

    fn link_view(&self, link: LinkId, neighbour: &Neighbour) -> LinkView {
        let progress = self.gossip.progress(link).unwrap_or_default();
        let exchange = if progress.done {
            ExchangeView::UpToDate
        } else {
            ExchangeView::Receiving {
                received: progress.received,
                expected: progress.expected,
            }
        };
        LinkView {
            link,
            who: self.person(&neighbour.author),
            festival: self.gossip.festival_of(link),
            since: 0,
            exchange,
        }
    }
}
