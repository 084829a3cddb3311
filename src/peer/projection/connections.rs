//! The page of the connections.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::state::{Connected, Linked};
use super::super::view_model::{
    AwayRow, ConnectedView, ConnectionsView, ExchangeView, HealthRow, How, LinkView, NetworkView,
};
use super::lens::{Lens, texts};
use crate::gossip::engine::{FIRST_DIAL, LinkId};
use crate::gossip::relay::{FIRST_MEETING, RelayUrl};
use crate::protocol::id::{AuthorId, FestivalId};

/// Most people who are shown as away.
const MAX_AWAY: usize = 50;

impl Lens<'_> {
    /// An open link.
    pub(super) fn link(&self, link: LinkId, linked: &Linked) -> LinkView {
        let progress = self.core.gossip.progress(link).unwrap_or_default();
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
            who: self.person(linked.neighbour.author),
            festival: self.core.gossip.festival_of(link),
            since: linked.since,
            how: match link {
                FIRST_DIAL.. => How::Introduced(linked.introduced_by.map(|who| self.person(who))),
                FIRST_MEETING.. => How::MeetingPoint,
                _ => How::Codes,
            },
            exchange,
        }
    }

    /// A connection by codes that came about.
    pub(super) fn connected(&self, last: &Connected) -> ConnectedView {
        let mut links = self.core.linked.values();
        ConnectedView {
            link: last.link,
            who: self.person(last.who),
            festival: last.festival,
            is_here: links.any(|linked| linked.neighbour.author == last.who),
        }
    }

    /// All of the page but the links, which are in the frame.
    pub(super) fn connections(&self) -> ConnectionsView {
        let festivals = self.core.memberships.keys();
        ConnectionsView {
            health: festivals.map(|festival| self.health(festival)).collect(),
            network: self.network(),
            failure: self.core.failure.clone(),
        }
    }

    /// The services of others that this device uses.
    fn network(&self) -> NetworkView {
        let core = self.core;
        let host = |urls: &[RelayUrl]| urls.iter().map(|url| url.as_str().into()).collect();
        let relays = core.meetings.relays();
        NetworkView {
            choice: core.local.network.clone(),
            host_points: host(&core.host.relays),
            host_stun: texts(&core.host.stun),
            relays: relays
                .map(|(url, state)| (url.host().into(), state))
                .collect(),
            online: core.online,
        }
    }

    fn health(&self, festival: &FestivalId) -> HealthRow {
        let core = self.core;
        let heads = || core.gossip.ledger().of_festival(*festival);
        let mine = || heads().filter(|head| head.key().author == self.me);
        let having = mine().map(|head| core.gossip.neighbours_having(&head.key(), head.height()));
        HealthRow {
            festival: *festival,
            logs: heads().count(),
            entries: heads().map(|head| head.height()).sum(),
            devices: self.devices(Some(festival)),
            shared_with: having.min().unwrap_or(0),
            own_entries: mine().map(|head| head.height()).sum(),
            digest: core.digest(festival),
            knocking: core.knocking(festival),
            listening: core.meetings.is_listening(festival),
            crowded: core.crowded.contains(festival),
            away: self.away(festival),
        }
    }

    /// People of whom something was heard within the day and who are not linked.
    fn away(&self, festival: &FestivalId) -> Rc<[AwayRow]> {
        let mut last: BTreeMap<AuthorId, u64> = BTreeMap::new();
        for record in self.core.gossip.presence(*festival) {
            let known = last.entry(record.author).or_default();
            *known = record.time.max(*known);
        }
        last.remove(&self.me);
        for linked in self.core.linked.values() {
            last.remove(&linked.neighbour.author);
        }
        let mut last: Vec<_> = last.into_iter().map(|(who, at)| (at, who)).collect();
        last.sort_unstable();
        let rows = last.into_iter().rev().take(MAX_AWAY);
        rows.map(|(at, who)| AwayRow {
            who: self.person(who),
            last_here: i64::try_from(at).unwrap_or(i64::MAX),
        })
        .collect()
    }
}
