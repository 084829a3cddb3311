//! Changes what is said about a festival.

use std::rc::Rc;

use yew::prelude::*;

use super::typed::Typed;
use crate::components::language::use_words;
use crate::components::outcome::{use_refusal, use_saved};
use crate::components::parts::{RefusalNote, TextField, TickField};
use crate::components::peer_provider::use_send;
use crate::components::time::{Clock, is_zone};
use crate::peer::command::Command;
use crate::peer::view_model::{Festival, FestivalRow, Place};

/// Props of [`FestivalForm`].
#[derive(Properties, PartialEq)]
pub struct FestivalFormProps {
    /// The festival.
    pub festival: FestivalRow,
    /// What is said already.
    pub fields: Rc<Festival>,
    /// The festival's clocks.
    pub clock: Clock,
}

/// The form.
#[component]
pub fn FestivalForm(props: &FestivalFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let place = Place::Festival(props.festival.id);
    let typed = use_state(|| Typed::of(&props.fields, &props.clock));
    let wrong = use_state_eq(|| None::<(&'static str, &'static str)>);
    let saved = use_state_eq(|| false);
    use_saved(place, {
        let saved = saved.clone();
        move |_| saved.set(true)
    });
    let refusal = use_refusal(place);
    let problem = |field: &'static str| {
        let own = (*wrong)
            .filter(|(at, _)| *at == field)
            .map(|(_, key)| words.text(key));
        let theirs = refusal.as_ref().filter(|refusal| &*refusal.field == field);
        own.or_else(|| theirs.map(|refusal| words.text(refusal.problem.sentence())))
    };
    let set = |change: fn(&mut Typed, String)| {
        let (typed, saved) = (typed.clone(), saved.clone());
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
            saved.set(false);
        })
    };
    let archive = {
        let typed = typed.clone();
        Callback::from(move |archived| {
            typed.set(Typed {
                archived,
                ..(*typed).clone()
            })
        })
    };
    let onsubmit = {
        let (typed, wrong, words) = (typed.clone(), wrong.clone(), words.clone());
        let (festival, said, now) = (
            props.festival.clone(),
            props.fields.clone(),
            props.clock.now(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !is_zone(&typed.time_zone) {
                return wrong.set(Some(("time_zone", "festival-zone-unknown")));
            }
            let mut zoned = festival.clone();
            zoned.time_zone = typed.time_zone.as_str().into();
            match typed.fields(&said, &Clock::new(&words, &zoned, now)) {
                None => wrong.set(Some(("end", "problem-field-contradiction"))),
                Some(fields) => {
                    wrong.set(None);
                    send.emit(Command::SaveFestival {
                        festival: festival.id,
                        fields: Box::new(fields),
                    });
                }
            }
        })
    };
    let whole = refusal
        .as_ref()
        .is_some_and(|refusal| refusal.field.is_empty());
    html! {
        <form class="card" {onsubmit} aria-labelledby="festival-form-title">
            <h2 id="festival-form-title">{ words.text("festival-change") }</h2>
            <TextField id="f-title" label={words.text("start-name")} value={typed.title.clone()} required=true
                on_change={set(|typed, text| typed.title = text)} problem={problem("title")} />
            <TextField id="f-summary" label={words.text("festival-summary")} value={typed.summary.clone()} long=true max_length={2_048}
                on_change={set(|typed, text| typed.summary = text)} problem={problem("summary")} />
            <div class="pair">
                <TextField id="f-first" kind="date" label={words.text("festival-first")} value={typed.first.clone()}
                    on_change={set(|typed, text| typed.first = text)} problem={problem("start")} />
                <TextField id="f-last" kind="date" label={words.text("festival-last")} value={typed.last.clone()}
                    on_change={set(|typed, text| typed.last = text)} problem={problem("end")} />
            </div>
            <TextField id="f-zone" label={words.text("start-zone")} value={typed.time_zone.clone()} max_length={64} required=true
                on_change={set(|typed, text| typed.time_zone = text)} problem={problem("time_zone")} />
            <TextField id="f-place" label={words.text("about-place")} value={typed.place.clone()}
                on_change={set(|typed, text| typed.place = text)} problem={problem("place")} />
            <TextField id="f-tags" label={words.text("about-tags")} hint={words.text("tags-hint")} value={typed.tags.clone()} max_length={2_000}
                on_change={set(|typed, text| typed.tags = text)} problem={problem("tags")} />
            <TextField id="f-description" label={words.text("festival-description")} hint={words.text("markdown-hint")}
                value={typed.description.clone()} long=true max_length={16_384}
                on_change={set(|typed, text| typed.description = text)} problem={problem("description")} />
            <TextField id="f-conduct" label={words.text("about-conduct")} hint={words.text("markdown-hint")}
                value={typed.code_of_conduct.clone()} long=true max_length={16_384}
                on_change={set(|typed, text| typed.code_of_conduct = text)} problem={problem("code_of_conduct")} />
            <TextField id="f-notice" label={words.text("festival-notice")} hint={words.text("festival-notice-hint")}
                value={typed.notice.clone()} max_length={2_048}
                on_change={set(|typed, text| typed.notice = text)} problem={problem("notice.text")} />
            <TickField label={words.text("festival-over")} value={typed.archived} on_change={archive} />
            if whole {
                <RefusalNote at={place} />
            }
            <div class="buttons">
                <button type="submit">{ words.text("save") }</button>
                <span role="status" class="quiet">{ saved.then(|| words.text("event-saved")) }</span>
            </div>
        </form>
    }
}
