//! From the running state to view models: pure, and the only place that knows both.

use std::rc::Rc;

use super::core::Core;
use super::mark::Mark;
use super::membership::Membership;
use super::programme::Said;
use super::view_model::{EventView, ExchangeView, FestivalView, LinkView, PersonView, ReadyView};
use crate::gossip::engine::LinkId;
use crate::gossip::handshake::Neighbour;
use crate::protocol::id::{AuthorId, InstanceId};

impl Core {
    /// Everything that is shown.
    pub(super) fn view(&self) -> ReadyView {
        let author = self.identity.author.author();
        ReadyView {
            me: self.person(&author),
            key: data_encoding::HEXLOWER.encode(author.as_bytes()).into(),
            festivals: self
                .memberships
                .values()
                .map(|membership| self.festival_view(membership))
                .collect(),
            linking: self.linking.view(),
            links: self
                .linked
                .iter()
                .map(|(link, neighbour)| self.link_view(*link, neighbour))
                .collect(),
            problem: self.problem,
        }
    }

    fn person(&self, author: &AuthorId) -> PersonView {
        PersonView {
            mark: Mark::of(author),
            is_me: *author == self.identity.author.author(),
        }
    }

    fn festival_view(&self, membership: &Membership) -> FestivalView {
        let id = membership.festival();
        let events = self.programme.of_festival(&id);
        FestivalView {
            id,
            title: membership.title.as_deref().map(Rc::from),
            founder: self.person(&membership.invitation.founder),
            events: events
                .into_iter()
                .map(|(id, said)| self.event_view(id, said))
                .collect(),
        }
    }

    fn event_view(&self, id: InstanceId, said: &Said) -> EventView {
        let by = self.person(&said.author);
        let (log, seq) = &said.at;
        EventView {
            id,
            title: said.event.title.as_str().into(),
            description: said.event.description.as_deref().unwrap_or_default().into(),
            by,
            shared_with: if by.is_me {
                self.gossip.neighbours_having(log, *seq)
            } else {
                0
            },
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
            exchange,
        }
    }
}
