//! The inbox: what I am to answer, rivals beside each other, and what I asked.

use core::cmp::Reverse;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::compose::{covers, displaced};
use super::super::view_model::{
    AnswerView, DeciderView, Found, Handling, InboxView, MyRequest, QueueGroup, QueueRow, Rows,
};
use super::lens::Lens;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::policy::{CLOSED, DRAW, MANUAL, name_of};
use crate::protocol::schema::parts::Interval;
use crate::protocol::view::ask::{Answer, AskState, Grant};
use crate::protocol::view::calendar::Clash;
use crate::protocol::view::part::Part;
use crate::protocol::view::queue::{EventStanding, Folding, QueueItem};
use crate::protocol::view::verdict::Kind;

/// Folded requests that are shown at all; more are only counted.
const MOST_FOLDED: usize = 200;

impl Lens<'_> {
    /// Both queues: some of what is open, of what is granted and of what I asked.
    pub(super) fn inbox(&self, rows: [Rows; 3]) -> InboxView {
        let [shown_open, shown_granted, shown_mine] = rows;
        let view = &self.core.view;
        let mut folding = Folding::default();
        let (mut items, mut quiet, mut quiet_count) = (Vec::new(), Vec::new(), 0);
        self.with_asked(|asked| {
            for ((at, resource), asked) in asked.by_resource() {
                let Some(part) = view.part(at) else { continue };
                if asked.open > 0 {
                    items.extend(view.queue_for(part, *resource, &mut folding));
                } else {
                    quiet_count += asked.granted;
                    quiet.push((part, *resource, asked.granted));
                }
            }
        });
        let blocked = &self.core.local.blocked;
        items.retain(|item| {
            let author = item.ask.request.as_ref().map(|request| request.author());
            let is_blocked = author.is_some_and(|author| blocked.contains(&author));
            !is_blocked || item.grant.is_some()
        });
        let folded = items.iter().filter(|item| item.is_folded()).count();
        let mut seen = 0;
        items.retain(|item| {
            seen += usize::from(item.is_folded());
            !item.is_folded() || seen <= MOST_FOLDED
        });
        let is_open = |group: &Vec<&QueueItem<'_>>| group.iter().any(|item| item.state.is_open());
        let (open, granted): (Vec<_>, Vec<_>) = groups(&items).into_iter().partition(is_open);
        let draw = |groups: &[Vec<&QueueItem<'_>>]| -> Vec<QueueGroup> {
            let groups = groups.iter();
            groups.filter_map(|group| self.queue_group(group)).collect()
        };
        let mut granted_rows = draw(shown_granted.of(&granted));
        // Where nothing is open nothing has a rival.
        let mut left = Rows {
            from: shown_granted.from.saturating_sub(granted.len()),
            most: shown_granted.most,
        };
        for (part, resource, count) in quiet {
            if granted_rows.len() == shown_granted.most && shown_granted.most > 0 {
                break;
            }
            if left.from >= count {
                left.from -= count;
                continue;
            }
            let items = view.queue_for(part, resource, &mut Folding::default());
            if shown_granted.most > 0 {
                left.most = shown_granted.most - granted_rows.len();
            }
            let groups = left.of(&items).iter();
            granted_rows.extend(groups.filter_map(|item| self.queue_group(&[item])));
            left.from = 0;
        }
        InboxView {
            open: Found {
                from: shown_open.from,
                first: draw(shown_open.of(&open)).into(),
                count: open.len(),
            },
            granted: Found {
                from: shown_granted.from,
                first: granted_rows.into(),
                count: granted.len() + quiet_count,
            },
            mine: self.my_requests(None, shown_mine),
            folded,
        }
    }

    fn queue_group(&self, members: &[&QueueItem<'_>]) -> Option<QueueGroup> {
        let first = members.first()?;
        let rows = members.iter();
        Some(QueueGroup {
            festival: first.festival,
            resource: first.resource,
            title: self.title_of(&first.resource).unwrap_or_default(),
            rows: rows.filter_map(|item| self.queue_row(item)).collect(),
        })
    }

    fn queue_row(&self, item: &QueueItem<'_>) -> Option<QueueRow> {
        let part = self.core.view.part(&item.festival)?;
        let request = item.ask.request.as_ref();
        let fields = request.map(|request| &request.value);
        let interval = fields.and_then(|fields| fields.interval());
        let quantity = fields.map_or_else(
            || item.grant.map_or(1, |grant| grant.quantity),
            |fields| fields.quantity,
        );
        let is_open = item.state.is_open();
        let fits = match &item.judgement {
            Some(judgement) => judgement.fits.clone(),
            None => part.request_fits(&item.id, &[]),
        };
        let accepted = Grant {
            interval: interval.unwrap_or(Interval::ALWAYS),
            quantity,
            request: item.id,
        };
        let clashes = match &fits {
            Err(Clash::Taken { .. }) if is_open => self.in_the_way(part, item, accepted.interval),
            _ => Rc::new([]),
        };
        let who = request.map(|request| request.author());
        Some(QueueRow {
            request: item.id,
            who: who.map(|who| self.person(who)),
            title: fields.map_or("", |fields| &fields.title).into(),
            event: match item.event {
                EventStanding::Known(home) => fields.map(|fields| (home, fields.event)),
                _ => None,
            },
            standing: item.event,
            interval: interval.or_else(|| item.grant.map(|grant| grant.interval)),
            event_time: fields
                .and_then(|fields| Interval::new(fields.event_start?, fields.event_end?)),
            quantity,
            note: fields.map_or("", |fields| &fields.note).into(),
            state: item.state,
            answer: item.ask.answer().map(answer_view),
            asked: request.map_or(0, |request| request.origin.time),
            arrived: self
                .core
                .local
                .arrivals
                .get(&item.id)
                .map(|arrival| arrival.at),
            instead_of: item
                .ask
                .replaces
                .and_then(|old| part.grant(&old))
                .map(|grant| grant.interval),
            rivals: rivals(item).into(),
            displaces: if is_open && !item.is_folded() && fits.is_ok() {
                let titles = displaced(part, accepted).into_iter();
                titles.filter_map(|id| asked_title(part, &id)).collect()
            } else {
                Rc::default()
            },
            fits,
            clashes,
            handling: self.handling(part, item),
            folded: item.is_folded(),
            their_grants: who
                .filter(|_| is_open)
                .map_or(0, |who| grants_of(part, item.resource, who)),
        })
    }

    /// Titles of the grants that meet a time.
    fn in_the_way(&self, part: &Part, item: &QueueItem<'_>, time: Interval) -> Rc<[Rc<str>]> {
        let grants = part.grants(item.resource);
        let met = grants.filter(|grant| grant.interval.overlaps(&time));
        met.filter_map(|grant| asked_title(part, &grant.request))
            .collect()
    }

    fn handling(&self, part: &Part, item: &QueueItem<'_>) -> Handling {
        let resource = part.resources().get(&item.resource);
        let Some(resource) = resource.filter(|_| item.state.is_open()) else {
            return Handling::Done;
        };
        let choice = resource.value.policy.as_ref();
        let draw_at = choice.and_then(|choice| choice.params.draw_at);
        let decider = self.decider(&item.festival, resource);
        match (name_of(&resource.value), decider) {
            (MANUAL | CLOSED, DeciderView::Elsewhere) => Handling::ElsewhereByHand,
            (MANUAL | CLOSED, _) => Handling::ByHand,
            (_, DeciderView::Elsewhere) => Handling::ElsewhereByPolicy,
            (DRAW, _) => draw_at
                .filter(|at| *at > self.core.seconds())
                .map_or(Handling::ByHand, Handling::At),
            _ => Handling::ByHand,
        }
    }

    /// My requests that still matter, the latest first.
    pub(super) fn my_requests(&self, only: Option<&FestivalId>, rows: Rows) -> Found<MyRequest> {
        let parts = self.core.view.festivals();
        let parts = parts.filter(|part| only.is_none_or(|only| part.festival() == *only));
        let mut all: Vec<(Reverse<(u64, InstanceId)>, FestivalId)> = parts
            .flat_map(|part| {
                let ids = part.made_by(self.me, Kind::Request);
                ids.filter_map(|id| {
                    let ask = part.asks().get(&id)?;
                    let asked = ask.request.as_ref()?.origin.time;
                    let is_past = part.is_past(&id, ask);
                    (!is_past).then_some((Reverse((asked, id)), part.festival()))
                })
            })
            .collect();
        // Of thousands only those in order that are drawn, and those above them.
        let ordered = rows.until(all.len());
        if ordered < all.len() {
            all.select_nth_unstable(ordered);
        }
        all[..ordered].sort_unstable();
        Found {
            from: rows.from,
            first: rows
                .of(&all)
                .iter()
                .filter_map(|(Reverse((_, id)), at)| self.my_request(at, id))
                .collect(),
            count: all.len(),
        }
    }

    /// A request as who asked sees it.
    pub(super) fn my_request(&self, festival: &FestivalId, id: &InstanceId) -> Option<MyRequest> {
        let part = self.core.view.part(festival)?;
        let ask = part.asks().get(id)?;
        let request = ask.request.as_ref()?;
        let fields = &request.value;
        let resource = self.resource(&fields.resource);
        let owner = resource.map(|(_, resource)| resource.author());
        let state = part.state(id);
        let event = self.core.view.find_event(&fields.event);
        let stale = state == AskState::Accepted
            && event.is_some_and(|(_, event)| {
                let need = event.value.need(fields.need);
                need.is_some_and(|need| {
                    let wanted = event.value.interval_of(need);
                    !covers(part, id, wanted, 1) || need.quantity > fields.quantity
                })
            });
        let asked_again = stale && {
            let mut others = part.asks_of(fields.event, request.author(), fields.need);
            others.any(|other| part.state(&other).is_open())
        };
        let mine = request.author() == self.me;
        Some(MyRequest {
            request: *id,
            festival: *festival,
            resource: fields.resource,
            resource_title: self.title_of(&fields.resource),
            owner: owner.map(|owner| self.person(owner)),
            owner_active: owner.map(|owner| self.active(festival, owner)),
            owner_here: owner
                .and_then(|owner| self.core.gossip.last_here(festival, &owner))
                .and_then(|time| i64::try_from(time).ok()),
            reached_owner: owner.is_some_and(|owner| {
                let (log, seq) = (&request.origin.log, request.origin.seq);
                self.core.gossip.has_reached(festival, &owner, log, seq)
            }),
            event: event.map(|(home, event)| (home, event.id())),
            title: fields.title.as_str().into(),
            need: fields.need,
            interval: fields.interval(),
            quantity: fields.quantity,
            note: fields.note.as_str().into(),
            state,
            stale,
            asked_again,
            answer: ask.answer().map(answer_view),
            waiting_for_this_time: if state.is_open() {
                part.rivals(id).len() + 1
            } else {
                0
            },
            asked: request.origin.time,
            shared_with: if mine {
                self.shared_with(festival, id)
            } else {
                0
            },
            may_withdraw: mine && (state.is_open() || state == AskState::Accepted),
            mine,
        })
    }

    /// Somebody's open requests for my resources, and what of mine they have.
    pub(super) fn asked_by(&self, author: AuthorId) -> (usize, usize) {
        let (mut open, mut granted) = (0, 0);
        self.with_asked(|asked| {
            for (at, resource) in asked.by_resource().keys() {
                let Some(part) = self.core.view.part(at) else {
                    continue;
                };
                for id in part.asks_for(*resource) {
                    let request = part.asks().get(&id).and_then(|ask| ask.request.as_ref());
                    if request.is_some_and(|request| request.author() == author) {
                        open += usize::from(part.state(&id).is_open());
                        granted += usize::from(part.grant_of(&id, *resource).is_some());
                    }
                }
            }
        });
        (open, granted)
    }
}

/// Rivals beside each other, directly or through others; in the order of the first of
/// each.
fn groups<'i, 'a>(items: &'i [QueueItem<'a>]) -> Vec<Vec<&'i QueueItem<'a>>> {
    let at: BTreeMap<InstanceId, usize> = items
        .iter()
        .enumerate()
        .map(|(index, item)| (item.id, index))
        .collect();
    let mut lead: Vec<usize> = (0..items.len()).collect();
    for (index, item) in items.iter().enumerate() {
        for rival in rivals(item).iter().filter_map(|rival| at.get(rival)) {
            let (a, b) = (leader(&lead, index), leader(&lead, *rival));
            lead[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<&QueueItem<'_>>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        groups.entry(leader(&lead, index)).or_default().push(item);
    }
    groups.into_values().collect()
}

/// Its rivals; those of what is folded are not looked for.
fn rivals<'a>(item: &'a QueueItem<'_>) -> &'a [InstanceId] {
    let judgement = item.judgement.as_ref();
    judgement.map_or(&[], |judgement| judgement.rivals.as_slice())
}

fn leader(lead: &[usize], mut index: usize) -> usize {
    while lead[index] != index {
        index = lead[index];
    }
    index
}

fn grants_of(part: &Part, resource: InstanceId, who: AuthorId) -> usize {
    let grants = part.grants(resource);
    let theirs = grants.filter(|grant| {
        let ask = part.asks().get(&grant.request);
        let request = ask.and_then(|ask| ask.request.as_ref());
        request.is_some_and(|request| request.author() == who)
    });
    theirs.count()
}

fn answer_view(answer: &Answer) -> AnswerView {
    AnswerView {
        verdict: answer.value.verdict,
        reason: answer.value.reason_code,
        text: answer.value.text.as_str().into(),
        interval: answer.value.interval(),
        quantity: answer.value.quantity.unwrap_or(0),
        position: answer.value.position,
        by: answer.value.by,
        at: answer.origin.time,
    }
}

/// The title of the event that a request is for, as it was copied into it.
fn asked_title(part: &Part, request: &InstanceId) -> Option<Rc<str>> {
    let request = part.asks().get(request)?.request.as_ref()?;
    Some(request.value.title.as_str().into())
}
