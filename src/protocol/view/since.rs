//! What came since something was computed, said by the logs themselves. What is kept
//! between questions ([`Programme`](super::programme::Programme),
//! [`Asked`](super::asked::Asked)) is brought up to date by it instead of being
//! computed anew.

use std::collections::BTreeMap;

use super::View;
use super::activity::{Activity, Mark};
use crate::protocol::id::FestivalId;

/// How far each log of some festivals was counted.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// The revision at which that was.
    revision: Option<u64>,
    /// How far, and how many messages up to there were void.
    marks: BTreeMap<FestivalId, (Mark, usize)>,
}

/// What came.
pub enum Came {
    /// Nothing.
    Nothing,
    /// This, in no order that matters.
    News(Vec<(FestivalId, Activity)>),
    /// More than news: other festivals count, the end of a log fell away, or something
    /// that counted turned out to be void.
    Anew,
}

impl Since {
    /// What came in these festivals since the last time this was asked.
    pub fn take(&mut self, view: &View, revision: u64, scope: &[FestivalId]) -> Came {
        if self.revision.replace(revision) == Some(revision) {
            return Came::Nothing;
        }
        let news = self.news(view, scope);
        let marked = |at: &FestivalId| {
            let mark = view.mark(at);
            let void = view.void_up_to(at, &mark);
            (*at, (mark, void))
        };
        self.marks = scope.iter().map(marked).collect();
        match news {
            Some(news) if news.is_empty() => Came::Nothing,
            Some(news) => Came::News(news),
            None => Came::Anew,
        }
    }

    fn news(&self, view: &View, scope: &[FestivalId]) -> Option<Vec<(FestivalId, Activity)>> {
        let is_counted = |at: &FestivalId| self.marks.contains_key(at);
        if self.marks.len() != scope.len() || !scope.iter().all(is_counted) {
            return None;
        }
        let mut all = Vec::new();
        for (at, (mark, void)) in &self.marks {
            // A log that is shorter than it was is frozen: its end fell away.
            let is_whole = |(log, height): (&_, &_)| view.height(at, log) >= *height;
            if !mark.iter().all(is_whole) || view.void_up_to(at, mark) != *void {
                return None;
            }
            // Also what is void: a request that may not replace another one is known all
            // the same.
            let news = view.written(at, mark).into_iter();
            all.extend(news.map(|news| (*at, news)));
        }
        Some(all)
    }
}
