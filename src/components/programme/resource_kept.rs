//! What is kept of the form of a resource while it is not sent.

use data_encoding::BASE64;

use super::event_draft::read_picture;
use super::resource_draft::{ACCESS, CONDITIONS, ResourceDraft, TimeDraft};
use super::resource_what::KINDS;
use crate::peer::view_model::{Access, Draft};

/// Most windows, and most blackouts, that are read from a draft.
const MOST: usize = 256;

/// Text fields by name.
type Field = (&'static str, fn(&mut ResourceDraft) -> &mut String);

const FIELDS: [Field; 25] = [
    ("title", |draft| &mut draft.fields.title),
    ("description", |draft| &mut draft.fields.description),
    ("pickup", |draft| &mut draft.fields.pickup),
    ("rules", |draft| &mut draft.fields.rules),
    ("access.text", |draft| &mut draft.fields.access.text),
    ("status.text", |draft| &mut draft.fields.status.text),
    ("tags", |draft| &mut draft.tags),
    ("units", |draft| &mut draft.units),
    ("people", |draft| &mut draft.people),
    ("place", |draft| &mut draft.place),
    ("street", |draft| &mut draft.street),
    ("postcode", |draft| &mut draft.postcode),
    ("city", |draft| &mut draft.city),
    ("lat", |draft| &mut draft.lat),
    ("lon", |draft| &mut draft.lon),
    ("world", |draft| &mut draft.world),
    ("east", |draft| &mut draft.east),
    ("north", |draft| &mut draft.north),
    ("up", |draft| &mut draft.up),
    ("url", |draft| &mut draft.url),
    ("directions", |draft| &mut draft.directions),
    ("buffer", |draft| &mut draft.buffer),
    ("draw_at", |draft| &mut draft.draw_at),
    ("most", |draft| &mut draft.most),
    ("location.country", |draft| &mut draft.country),
];

type Answer = (&'static str, fn(&mut ResourceDraft) -> &mut Access);

const ANSWERS: [Answer; 4] = [
    ("step_free", |draft| &mut draft.fields.access.step_free),
    ("toilet", |draft| &mut draft.fields.access.toilet),
    ("hearing_loop", |draft| {
        &mut draft.fields.access.hearing_loop
    }),
    ("quiet", |draft| &mut draft.fields.access.quiet),
];

type Flag = (&'static str, fn(&mut ResourceDraft) -> &mut bool);

const FLAGS: [Flag; 2] = [
    ("without_time", |draft| &mut draft.fields.allow_without_time),
    ("holds", |draft| &mut draft.fields.pending_holds),
];

/// What is kept.
pub fn write(draft: &ResourceDraft) -> Draft {
    let mut draft = draft.clone();
    let mut kept = Draft::new();
    let mut keep = |name: &str, text: String| {
        kept.insert(name.to_owned(), text);
    };
    for (name, field) in FIELDS {
        keep(name, field(&mut draft).clone());
    }
    for (name, answer) in ANSWERS {
        keep(name, name_in(&ACCESS, *answer(&mut draft)));
    }
    for (name, flag) in FLAGS {
        keep(name, flag(&mut draft).to_string());
    }
    keep("kind", name_in(&KINDS, draft.fields.kind));
    keep("status", name_in(&CONDITIONS, draft.fields.status.state));
    if let Some(picture) = &draft.fields.picture {
        keep("picture", BASE64.encode(picture));
    }
    let policy = draft.policy();
    keep("policy", policy.name);
    keep("policy.text", policy.text);
    keep("waitlist", policy.params.auto_waitlist.to_string());
    keep("strangers", policy.ask_for_strangers.to_string());
    for (list, times) in [("window", &draft.windows), ("blackout", &draft.blackouts)] {
        for (index, time) in times.iter().enumerate() {
            keep(&format!("{list}.{index}.start"), time.start.clone());
            keep(&format!("{list}.{index}.end"), time.end.clone());
            keep(&format!("{list}.{index}.reason"), time.reason.clone());
        }
    }
    kept
}

/// Puts what was kept into a form; what it does not name stays as it is.
pub fn read(mut draft: ResourceDraft, kept: &Draft) -> ResourceDraft {
    let text = |name: &str| kept.get(name).cloned();
    let is_on = |name: &str| kept.get(name).map(String::as_str) == Some("true");
    for (name, field) in FIELDS {
        if let Some(text) = text(name) {
            *field(&mut draft) = text;
        }
    }
    for (name, answer) in ANSWERS {
        set(&ACCESS, kept, name, answer(&mut draft));
    }
    for (name, flag) in FLAGS {
        *flag(&mut draft) = is_on(name);
    }
    set(&KINDS, kept, "kind", &mut draft.fields.kind);
    set(&CONDITIONS, kept, "status", &mut draft.fields.status.state);
    draft.fields.picture = kept.get("picture").and_then(|text| read_picture(text));
    let mut policy = draft.policy();
    policy.name = text("policy").unwrap_or(policy.name);
    policy.text = text("policy.text").unwrap_or(policy.text);
    policy.params.auto_waitlist = is_on("waitlist");
    policy.ask_for_strangers = is_on("strangers");
    draft.fields.policy = Some(policy);
    let times = |list: &str| {
        let time = |index: usize| {
            let part = |name: &str| text(&format!("{list}.{index}.{name}"));
            Some(TimeDraft {
                start: part("start")?,
                end: part("end")?,
                reason: part("reason").unwrap_or_default(),
            })
        };
        (0..MOST).map_while(time).collect::<Vec<_>>()
    };
    draft.windows = times("window");
    draft.blackouts = times("blackout");
    draft
}

fn name_in<T: PartialEq>(names: &[(&str, T)], value: T) -> String {
    let found = names.iter().find(|(_, known)| *known == value);
    found
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_default()
}

fn set<T: Copy>(names: &[(&str, T)], kept: &Draft, name: &str, value: &mut T) {
    let chosen = kept.get(name);
    let found = names
        .iter()
        .find(|(known, _)| chosen.is_some_and(|chosen| chosen == known));
    if let Some((_, found)) = found {
        *value = *found;
    }
}
