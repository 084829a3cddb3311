//! Starts a festival: only its name is needed, the zone is this device's.

use std::rc::Rc;

use yew::prelude::*;

use super::{RefusalNote, line, tick, use_lead_to_wrong};
use crate::components::language::use_words;
use crate::components::outcome::use_saved;
use crate::components::peer_provider::use_send;
use crate::components::programme::keep_draft::{use_kept, use_left_behind};
use crate::components::route::Route;
use crate::components::time::is_zone;
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, FestivalId, Place, festival_digits};

/// Props of [`StartForm`].
#[derive(Properties, PartialEq)]
pub struct StartFormProps {
    /// The festival it is part of.
    #[prop_or_default]
    pub parent: Option<FestivalId>,
    /// What was left in such a form, of this festival or another.
    pub draft: Option<Rc<Draft>>,
}

/// What is typed.
#[derive(Clone, PartialEq)]
struct Typed {
    title: String,
    time_zone: String,
    open: bool,
}

impl Typed {
    /// What is kept while the form is not sent.
    fn write(&self, parent: Option<&FestivalId>) -> Draft {
        let pairs = [
            (PART_OF, parent.map_or_else(String::new, festival_digits)),
            ("title", self.title.clone()),
            ("zone", self.time_zone.clone()),
            ("open", self.open.to_string()),
        ];
        let pairs = pairs.into_iter();
        pairs.map(|(name, text)| (name.to_owned(), text)).collect()
    }

    fn read(draft: &Draft) -> Self {
        let field = |name: &str| draft.get(name).cloned().unwrap_or_default();
        Self {
            title: field("title"),
            time_zone: field("zone"),
            open: field("open") == "true",
        }
    }
}

/// The field of a draft that says of which festival the new one is to be a part.
const PART_OF: &str = "part-of";

/// The form.
#[component]
pub fn StartForm(props: &StartFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let parent = props.parent;
    let is_of = |draft: &Draft| {
        draft.get(PART_OF) == Some(&parent.map_or_else(String::new, |at| festival_digits(&at)))
    };
    let left = use_left_behind(Place::NewFestival, is_of);
    let typed = use_state(|| {
        let kept = props.draft.as_ref().filter(|draft| is_of(draft));
        let draft = left.as_ref().or(kept);
        draft.map_or_else(
            || Typed {
                title: String::new(),
                time_zone: words.time_zone.to_string(),
                open: true,
            },
            |draft| Typed::read(draft),
        )
    });
    let touched = use_state_eq(|| left.is_some());
    let kept = use_kept(
        touched.then(|| typed.write(parent.as_ref())),
        Place::NewFestival,
    );
    let sent = use_mut_ref(|| false);
    let is_wrong = use_state_eq(|| false);
    use_saved(Place::NewFestival, {
        let sent = sent.clone();
        move |outcome| {
            if sent.replace(false) {
                kept.let_go();
            }
            if let Some(festival) = outcome.festival {
                Route::Schedule(festival).follow();
            }
        }
    });
    let (whole, lead) = use_lead_to_wrong();
    let change = {
        let (typed, touched) = (typed.clone(), touched.clone());
        move |next: Typed| {
            typed.set(next);
            touched.set(true);
        }
    };
    let set = |into: fn(&mut Typed, String)| {
        let (typed, change) = (typed.clone(), change.clone());
        Callback::from(move |text| {
            let mut next = (*typed).clone();
            into(&mut next, text);
            change(next);
        })
    };
    let on_open = {
        let (typed, change) = (typed.clone(), change.clone());
        Callback::from(move |open| {
            change(Typed {
                open,
                ..(*typed).clone()
            })
        })
    };
    let onsubmit = {
        let (typed, touched, wrong) = (typed.clone(), touched.clone(), is_wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            wrong.set(!is_zone(&typed.time_zone));
            if !is_zone(&typed.time_zone) {
                return lead.emit(());
            }
            touched.set(false);
            sent.replace(true);
            send.emit(Command::StartFestival {
                title: typed.title.clone(),
                time_zone: typed.time_zone.clone(),
                parent,
                open: parent.is_some() && typed.open,
            });
        })
    };
    let (title_key, name_key) = if parent.is_some() {
        ("start-part-title", "start-part-name")
    } else {
        ("start-title", "start-name")
    };
    html! {
        <form ref={whole} class="card" {onsubmit} aria-labelledby="start-title">
            <h2 id="start-title">{ words.text(title_key) }</h2>
            <p class="quiet">{ words.text("start-why") }</p>
            { line("festival-title", words.text(name_key), typed.title.clone(), set(|typed, text| typed.title = text)).required() }
            { line("festival-zone", words.text("start-zone"), typed.time_zone.clone(), set(|typed, text| typed.time_zone = text)).max_length(64)
                .problem((*is_wrong).then(|| words.text("festival-zone-unknown"))) }
            if parent.is_some() {
                { tick(words.text("start-open"), typed.open, on_open) }
            }
            <RefusalNote at={Place::NewFestival} />
            <button type="submit">{ words.text("start-submit") }</button>
        </form>
    }
}
