//! Changes what is said about a festival.

use std::rc::Rc;

use yew::prelude::*;

use super::typed::Typed;
use crate::components::language::use_words;
use crate::components::outcome::{use_refusal, use_saved};
use crate::components::parts::{PictureField, RefusalNote, area, line, tick};
use crate::components::peer_provider::use_send;
use crate::components::programme::keep_draft::{use_kept, use_left_behind};
use crate::components::time::{Clock, is_zone};
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, Festival, FestivalRow, Place};

/// Props of [`FestivalForm`].
#[derive(Properties, PartialEq)]
pub struct FestivalFormProps {
    /// The festival.
    pub festival: FestivalRow,
    /// What is said already.
    pub fields: Rc<Festival>,
    /// The festival's clocks.
    pub clock: Clock,
    /// What was left in it.
    pub draft: Option<Rc<Draft>>,
}

/// The form.
#[component]
pub fn FestivalForm(props: &FestivalFormProps) -> Html {
    let words = use_words();
    let send = use_send();
    let place = Place::Festival(props.festival.id);
    let left = use_left_behind(place, |_| true);
    let typed = use_state(|| {
        let typed = Typed::of(&props.fields, &props.clock);
        match left.as_ref().or(props.draft.as_ref()) {
            Some(draft) => typed.read(draft),
            None => typed,
        }
    });
    let touched = use_state_eq(|| left.is_some());
    let kept = use_kept(touched.then(|| typed.write()), place);
    let wrong = use_state_eq(|| None::<(&'static str, &'static str)>);
    let saved = use_state_eq(|| false);
    let sent = use_mut_ref(|| false);
    use_saved(place, {
        let (saved, sent) = (saved.clone(), sent.clone());
        move |_| {
            if sent.replace(false) {
                saved.set(true);
                kept.let_go();
            }
        }
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
        let (typed, saved, touched) = (typed.clone(), saved.clone(), touched.clone());
        Callback::from(move |text: String| {
            let mut next = (*typed).clone();
            change(&mut next, text);
            typed.set(next);
            saved.set(false);
            touched.set(true);
        })
    };
    let archive = {
        let (typed, touched) = (typed.clone(), touched.clone());
        Callback::from(move |archived| {
            touched.set(true);
            typed.set(Typed {
                archived,
                ..(*typed).clone()
            })
        })
    };
    let picture = {
        let (typed, saved, touched) = (typed.clone(), saved.clone(), touched.clone());
        Callback::from(move |picture| {
            touched.set(true);
            typed.set(Typed {
                picture,
                ..(*typed).clone()
            });
            saved.set(false);
        })
    };
    let onsubmit = {
        let (typed, wrong, words) = (typed.clone(), wrong.clone(), words.clone());
        let touched = touched.clone();
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
                    touched.set(false);
                    sent.replace(true);
                    send.emit(Command::SaveFestival {
                        festival: festival.id,
                        fields: Box::new(fields),
                    });
                }
            }
        })
    };
    html! {
        <form class="card" {onsubmit} aria-labelledby="festival-form-title">
            <h2 id="festival-form-title">{ words.text("festival-change") }</h2>
            { line("f-title", words.text("start-name"), typed.title.clone(),
                set(|typed, text| typed.title = text)).problem(problem("title")).required() }
            { area("f-summary", words.text("festival-summary"), typed.summary.clone(),
                set(|typed, text| typed.summary = text)).problem(problem("summary")).max_length(2_048) }
            <PictureField picture={typed.picture.clone()} on_change={picture} />
            <div class="pair">
                { line("f-first", words.text("festival-first"), typed.first.clone(),
                    set(|typed, text| typed.first = text)).kind("date").problem(problem("start")) }
                { line("f-last", words.text("festival-last"), typed.last.clone(),
                    set(|typed, text| typed.last = text)).kind("date").problem(problem("end")) }
            </div>
            { line("f-zone", words.text("start-zone"), typed.time_zone.clone(),
                set(|typed, text| typed.time_zone = text)).problem(problem("time_zone")).max_length(64).required() }
            { line("f-place", words.text("about-place"), typed.place.clone(),
                set(|typed, text| typed.place = text)).problem(problem("place")) }
            { line("f-tags", words.text("about-tags"), typed.tags.clone(),
                set(|typed, text| typed.tags = text))
                .hint(words.text("tags-hint")).problem(problem("tags")).max_length(2_000) }
            { area("f-description", words.text("festival-description"), typed.description.clone(),
                set(|typed, text| typed.description = text))
                .hint(words.text("markdown-hint")).problem(problem("description")).max_length(16_384) }
            { area("f-conduct", words.text("about-conduct"), typed.code_of_conduct.clone(),
                set(|typed, text| typed.code_of_conduct = text))
                .hint(words.text("markdown-hint")).problem(problem("code_of_conduct")).max_length(16_384) }
            { line("f-notice", words.text("festival-notice"), typed.notice.clone(),
                set(|typed, text| typed.notice = text))
                .hint(words.text("festival-notice-hint")).problem(problem("notice.text")).max_length(2_048) }
            { tick(words.text("festival-over"), typed.archived, archive) }
            <RefusalNote at={place} />
            <div class="buttons">
                <button type="submit">{ words.text("save") }</button>
                <span role="status" class="quiet">{ saved.then(|| words.text("event-saved")) }</span>
            </div>
        </form>
    }
}
