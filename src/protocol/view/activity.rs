//! What happened since a mark. A mark is how far each log had come when somebody
//! last looked, so it survives restarts and means the same on every device.

use std::collections::BTreeMap;

use super::View;
use super::verdict::{Kind, Slot};
use crate::protocol::id::{AuthorId, FestivalId, LogKey, SeqNum};

/// How far each log of a festival had come.
pub type Mark = BTreeMap<LogKey, SeqNum>;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Who did it, in which log.
    pub log: LogKey,
    /// Where in the log.
    pub seq: SeqNum,
    /// What was done to what.
    pub slot: Slot,
}

impl View {
    /// How far each log has come now.
    pub fn mark(&self, festival: &FestivalId) -> Mark {
        let logs = self.part(festival).into_iter().flat_map(|part| part.logs());
        logs.map(|(key, log)| (*key, log.height())).collect()
    }

    /// How far each log has come now, but for what answers requests of `author` that are not
    /// over at `now`, unix seconds: a log with such an answer counts as far as it had come
    /// before the first of them. Who has never looked has not read these.
    pub fn mark_before_answers_to(
        &self,
        festival: &FestivalId,
        author: &AuthorId,
        now: i64,
    ) -> Mark {
        let mut mark = self.mark(festival);
        let Some(part) = self.part(festival) else {
            return mark;
        };
        let answers = |activity: &Activity| {
            let request = part.request_of_answer(&activity.slot.subject);
            let ask = request.and_then(|request| part.asks().get(&request)?.request.as_ref());
            ask.is_some_and(|ask| {
                ask.author() == *author && ask.value.end.is_none_or(|end| end > now)
            })
        };
        for activity in self.activity(festival, &Mark::new()) {
            let is_answer = activity.slot.kind == Kind::Authorization;
            if is_answer && activity.log.author != *author && answers(&activity) {
                let height = mark.entry(activity.log).or_default();
                *height = (*height).min(activity.seq - 1);
            }
        }
        mark
    }

    /// How many messages up to `mark` are void. It grows by itself where one that
    /// counted turns out to be: a request may name another one that comes later and
    /// does not fit.
    pub fn void_up_to(&self, festival: &FestivalId, mark: &Mark) -> usize {
        let voids = self
            .part(festival)
            .into_iter()
            .flat_map(|part| part.voids.keys());
        let voids = voids.filter(|(log, seq)| mark.get(log).is_some_and(|height| seq <= height));
        voids.count()
    }

    /// What happened since `mark`, log by log. Void messages and joins are left out.
    pub fn activity(&self, festival: &FestivalId, mark: &Mark) -> Vec<Activity> {
        let Some(part) = self.part(festival) else {
            return Vec::new();
        };
        let mut all = self.written(festival, mark);
        all.retain(|activity| {
            activity.slot.kind != Kind::Join
                && !part.voids.contains_key(&(activity.log, activity.seq))
        });
        all
    }

    /// What was written since `mark`, also what is void, log by log.
    pub fn written(&self, festival: &FestivalId, mark: &Mark) -> Vec<Activity> {
        let Some(part) = self.part(festival) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (key, log) in part.logs() {
            let seen = mark.get(key).copied().unwrap_or(0);
            let skip = usize::try_from(seen).unwrap_or(usize::MAX);
            let news = (1..).zip(&log.slots).skip(skip);
            all.extend(news.map(|(seq, slot)| Activity {
                log: *key,
                seq,
                slot: *slot,
            }));
        }
        all
    }
}
