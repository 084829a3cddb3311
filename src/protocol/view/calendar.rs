//! When a resource is busy and free, over all festivals whose events asked for it.
//! Intervals are half-open; the gap between two grants is at least the larger of
//! the two buffers; units count grants at the same instant. One sweep over the
//! ends of intervals answers every question.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use super::ask::Grant;
use super::part::Part;
use crate::protocol::id::InstanceId;
use crate::protocol::schema::parts::Interval;
use crate::protocol::schema::resource::{Blackout, Condition, Resource};

/// Why a request cannot be granted now.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Clash {
    /// The resource was deleted, or is not known here.
    #[error("the resource is not there any more")]
    Gone,
    /// The resource wants a time.
    #[error("the resource can only be asked for with a time")]
    NeedsTime,
    /// Out of order then.
    #[error("the resource is out of order")]
    OutOfOrder,
    /// Outside all windows.
    #[error("the time is outside the hours in which the resource can be had")]
    OutsideWindows,
    /// Inside a blackout.
    #[error("the owner has blocked this time: {0}")]
    Blackout(String),
    /// Not enough units are free at some instant.
    #[error("{free} of {units} are free, {asked} were asked for")]
    Taken {
        /// Units the resource has.
        units: u32,
        /// Fewest free units at any instant of the time asked for.
        free: u32,
        /// Units asked for.
        asked: u32,
    },
}

/// A time during which a resource's use does not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy {
    /// When.
    pub interval: Interval,
    /// Units granted.
    pub granted: u64,
}

/// Seconds that must lie between the end of one grant and the start of the next.
pub fn gap(resource: &Resource) -> i64 {
    i64::from(resource.buffer_before.max(resource.buffer_after))
}

impl Part {
    /// Everything a resource is granted for now, by request.
    pub fn grants(&self, resource: InstanceId) -> impl Iterator<Item = Grant> {
        self.answered_for(resource)
            .filter_map(move |id| self.grant_of(&id, resource))
    }

    /// When a resource is used, in order, without the times when it is not.
    pub fn busy(&self, resource: InstanceId) -> Vec<Busy> {
        let mut busy = Vec::new();
        sweep(self.grants(resource), 0, |interval, granted, _| {
            busy.push(Busy { interval, granted })
        });
        busy
    }

    /// Grants that share an instant at which more is granted than there is. The
    /// owner is the truth: they stand, and are shown.
    pub fn overbooked(&self, resource: InstanceId) -> BTreeSet<InstanceId> {
        let units = self
            .resources
            .get(&resource)
            .map_or(0, |resource| u64::from(resource.value.units));
        let mut over = BTreeSet::new();
        if units > 0 {
            // What was found once is taken out: each grant is moved at most once,
            // however many of them a hostile owner lays over one another.
            sweep(self.grants(resource), 0, |_, granted, active| {
                if granted > units {
                    over.append(active);
                }
            });
        }
        over
    }

    /// Grants that the resource's windows, blackouts or state now exclude: the
    /// owner is asked about each.
    pub fn stranded(&self, resource: InstanceId) -> Vec<InstanceId> {
        let Some(entity) = self.resources.get(&resource) else {
            return Vec::new();
        };
        let excluded = |grant: &Grant| {
            grant.interval != Interval::ALWAYS && opening(&entity.value, grant.interval).is_err()
        };
        self.grants(resource)
            .filter(excluded)
            .map(|grant| grant.request)
            .collect()
    }

    /// Whether `quantity` of a resource can be granted for `interval` beside all
    /// grants but those of `ignored`, and beside what is `held` for others.
    ///
    /// # Errors
    ///
    /// [`Clash`], the first that holds.
    pub fn fits(
        &self,
        resource: InstanceId,
        interval: Option<Interval>,
        quantity: u32,
        ignored: &BTreeSet<InstanceId>,
        held: &[Grant],
    ) -> Result<(), Clash> {
        let entity = self
            .resources
            .get(&resource)
            .filter(|entity| !entity.deleted)
            .ok_or(Clash::Gone)?;
        let fields = &entity.value;
        match interval {
            None if !fields.allow_without_time => return Err(Clash::NeedsTime),
            None if fields.status.state == Condition::OutOfOrder => return Err(Clash::OutOfOrder),
            None => {}
            Some(interval) => opening(fields, interval)?,
        }
        if fields.units == 0 {
            return Ok(());
        }
        let gap = gap(fields);
        let wanted = widened(interval.unwrap_or(Interval::ALWAYS), gap);
        let others = self.grants(resource).chain(held.iter().copied());
        let others = others.filter(|grant| !ignored.contains(&grant.request));
        let near = others.filter(|grant| widened(grant.interval, gap).overlaps(&wanted));
        let mut most = 0;
        sweep(near, gap, |during, granted, _| {
            if during.overlaps(&wanted) {
                most = most.max(granted);
            }
        });
        let units = fields.units;
        let free = u32::try_from(u64::from(units).saturating_sub(most)).unwrap_or(u32::MAX);
        if quantity <= free {
            Ok(())
        } else {
            Err(Clash::Taken {
                units,
                free,
                asked: quantity,
            })
        }
    }

    /// The times within `range` at which `quantity` of a resource could be granted.
    pub fn free(&self, resource: InstanceId, range: Interval, quantity: u32) -> Vec<Interval> {
        let Some(entity) = self
            .resources
            .get(&resource)
            .filter(|entity| !entity.deleted)
        else {
            return Vec::new();
        };
        let fields = &entity.value;
        let full = self.full(resource, fields, quantity);
        let mut edges: BTreeSet<i64> = [range.start, range.end].into();
        let windows = fields.windows.iter().copied();
        let blackouts = fields.blackouts.iter().map(Blackout::interval);
        let full_times = full.iter().map(|(start, end)| Interval {
            start: *start,
            end: *end,
        });
        edges.extend(
            windows
                .chain(blackouts)
                .chain(full_times)
                .flat_map(|interval| [interval.start, interval.end]),
        );
        edges.extend(fields.status.until);
        let edges: Vec<i64> = edges.range(range.start..=range.end).copied().collect();
        let pieces = edges
            .windows(2)
            .filter_map(|pair| Interval::new(pair[0], pair[1]));
        let is_full = |piece: &Interval| {
            full.range(..=piece.start)
                .next_back()
                .is_some_and(|(_, end)| piece.start < *end)
        };
        pieces
            .filter(|piece| !is_full(piece) && opening(fields, *piece).is_ok())
            .fold(Vec::new(), joined)
    }

    /// When fewer than `quantity` units are free, gaps included: start to end.
    fn full(&self, resource: InstanceId, fields: &Resource, quantity: u32) -> BTreeMap<i64, i64> {
        let gap = gap(fields);
        let earlier = |grant: Grant| {
            let start = grant.interval.start.saturating_sub(gap);
            Grant {
                interval: Interval {
                    start,
                    ..grant.interval
                },
                ..grant
            }
        };
        let mut full = BTreeMap::new();
        if fields.units > 0 {
            sweep(
                self.grants(resource).map(earlier),
                gap,
                |interval, granted, _| {
                    if granted + u64::from(quantity) > u64::from(fields.units) {
                        full.insert(interval.start, interval.end);
                    }
                },
            );
        }
        full
    }
}

/// Appends an interval, joined with the last where they touch.
fn joined(mut list: Vec<Interval>, next: Interval) -> Vec<Interval> {
    match list.last_mut() {
        Some(last) if last.end == next.start => last.end = next.end,
        _ => list.push(next),
    }
    list
}

fn widened(interval: Interval, gap: i64) -> Interval {
    Interval {
        start: interval.start,
        end: interval.end.saturating_add(gap),
    }
}

/// Whether windows, blackouts and state leave an interval open.
fn opening(resource: &Resource, interval: Interval) -> Result<(), Clash> {
    let status = &resource.status;
    let broken = status.state == Condition::OutOfOrder
        && status.until.is_none_or(|until| interval.start < until);
    if broken {
        return Err(Clash::OutOfOrder);
    }
    if let Some(blackout) = resource
        .blackouts
        .iter()
        .find(|blackout| blackout.interval().overlaps(&interval))
    {
        return Err(Clash::Blackout(blackout.reason.clone()));
    }
    if resource.windows.is_empty() {
        return Ok(());
    }
    let mut windows = resource.windows.clone();
    windows.sort_unstable();
    let mut reached = interval.start;
    for window in windows {
        if window.start <= reached && reached < window.end {
            reached = window.end;
        }
    }
    if reached >= interval.end {
        Ok(())
    } else {
        Err(Clash::OutsideWindows)
    }
}

/// Calls `each` for every time in which something is granted and nothing changes:
/// the time, the units granted, the requests (from which `each` may take out those
/// that it needs no more). Each grant is `gap` longer.
fn sweep(
    grants: impl Iterator<Item = Grant>,
    gap: i64,
    mut each: impl FnMut(Interval, u64, &mut BTreeSet<InstanceId>),
) {
    let mut edges: BTreeMap<i64, Vec<(bool, Grant)>> = BTreeMap::new();
    for grant in grants {
        let interval = widened(grant.interval, gap);
        edges.entry(interval.start).or_default().push((true, grant));
        edges.entry(interval.end).or_default().push((false, grant));
    }
    let mut active = BTreeSet::new();
    let mut granted = 0u64;
    let mut since = None;
    for (at, changes) in edges {
        if let Some(interval) = since
            .and_then(|since| Interval::new(since, at))
            .filter(|_| granted > 0)
        {
            each(interval, granted, &mut active);
        }
        for (begins, grant) in changes {
            let quantity = u64::from(grant.quantity);
            if begins {
                active.insert(grant.request);
                granted = granted.saturating_add(quantity);
            } else {
                active.remove(&grant.request);
                granted = granted.saturating_sub(quantity);
            }
        }
        since = Some(at);
    }
}
