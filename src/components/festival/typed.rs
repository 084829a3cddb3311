//! What stands in the form of a festival, as it is typed.

use data_encoding::BASE64;

use crate::components::programme::event_draft::read_picture;
use crate::components::time::{Clock, civil};
use crate::peer::view_model::{Draft, Festival, Interval, Notice};

/// The fields, as texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) time_zone: String,
    pub(super) place: String,
    pub(super) tags: String,
    pub(super) notice: String,
    pub(super) code_of_conduct: String,
    pub(super) picture: Option<Vec<u8>>,
    pub(super) archived: bool,
}

impl Typed {
    /// What is said already.
    pub(super) fn of(fields: &Festival, clock: &Clock) -> Self {
        let day = |instant: i64| civil::day_text(clock.day(instant));
        Self {
            title: fields.title.clone(),
            summary: fields.summary.clone(),
            description: fields.description.clone(),
            first: fields.start.map(day).unwrap_or_default(),
            last: fields.end.map(|end| day(end - 1)).unwrap_or_default(),
            time_zone: fields.time_zone.clone(),
            place: fields.place.clone(),
            tags: fields.tags.join(", "),
            notice: fields
                .notice
                .as_ref()
                .map(|notice| notice.text.clone())
                .unwrap_or_default(),
            code_of_conduct: fields.code_of_conduct.clone(),
            picture: fields.picture.clone(),
            archived: fields.archived,
        }
    }

    /// The fields that are texts, by the name under which a draft keeps them.
    fn texts(&mut self) -> [(&'static str, &mut String); 10] {
        [
            ("title", &mut self.title),
            ("summary", &mut self.summary),
            ("description", &mut self.description),
            ("first", &mut self.first),
            ("last", &mut self.last),
            ("time_zone", &mut self.time_zone),
            ("place", &mut self.place),
            ("tags", &mut self.tags),
            ("notice", &mut self.notice),
            ("code_of_conduct", &mut self.code_of_conduct),
        ]
    }

    /// What is kept while the form is not sent.
    pub(super) fn write(&self) -> Draft {
        let mut typed = self.clone();
        let texts = typed.texts().into_iter();
        let mut draft: Draft = texts
            .map(|(name, text)| (name.to_owned(), std::mem::take(text)))
            .collect();
        draft.insert("archived".to_owned(), self.archived.to_string());
        let picture = self.picture.as_ref().map(|picture| BASE64.encode(picture));
        draft.insert("picture".to_owned(), picture.unwrap_or_default());
        draft
    }

    /// What was kept of a form that began with this.
    pub(super) fn read(mut self, draft: &Draft) -> Self {
        for (name, text) in self.texts() {
            if let Some(kept) = draft.get(name) {
                text.clone_from(kept);
            }
        }
        if let Some(archived) = draft.get("archived") {
            self.archived = archived == "true";
        }
        if let Some(picture) = draft.get("picture") {
            self.picture = read_picture(picture);
        }
        self
    }

    /// What was said with what is typed now; `clock` shows the zone typed. None
    /// where the last day stands before the first.
    pub(super) fn fields(&self, said: &Festival, clock: &Clock) -> Option<Festival> {
        let first = civil::parse_day(&self.first);
        let last = civil::parse_day(&self.last).or(first);
        let dates = match (first.or(last), last) {
            (Some(first), Some(last)) if first <= last => clock.days(first, last),
            (None, _) => None,
            _ => return None,
        };
        let tags = self
            .tags
            .split(',')
            .map(str::trim)
            .filter(|tag| !tag.is_empty());
        let until = said.notice.as_ref().and_then(|notice| notice.until);
        Some(Festival {
            title: self.title.clone(),
            summary: self.summary.clone(),
            description: self.description.clone(),
            start: dates.map(|Interval { start, .. }| start),
            end: dates.map(|Interval { end, .. }| end),
            time_zone: self.time_zone.clone(),
            place: self.place.clone(),
            tags: tags.map(str::to_owned).collect(),
            notice: (!self.notice.is_empty()).then(|| Notice {
                text: self.notice.clone(),
                until,
            }),
            code_of_conduct: self.code_of_conduct.clone(),
            picture: self.picture.clone(),
            archived: self.archived,
            ..said.clone()
        })
    }
}
