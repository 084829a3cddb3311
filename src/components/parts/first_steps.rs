//! What whoever starts a festival does first, each with a tick once it is done.

use yew::prelude::*;

use super::Sign;
use crate::components::language::{Words, use_words};
use crate::components::peer_provider::use_view;
use crate::components::route::Route;
use crate::components::screen::use_festival;
use crate::peer::view_model::{AppView, Contact, FestivalId, FestivalRow};

/// Props of [`FirstSteps`].
#[derive(Properties, PartialEq)]
pub struct FirstStepsProps {
    /// Which festival.
    pub festival: FestivalId,
}

/// The card; nothing for who did not found the festival, or once it is under way.
#[component]
pub fn FirstSteps(props: &FirstStepsProps) -> Html {
    let words = use_words();
    let view = use_view();
    let festival = use_festival(props.festival);
    let AppView::Ready(ready) = &*view else {
        return Html::default();
    };
    let is_run_here = |row: &FestivalRow| row.founder.is_me && !row.archived && !row.sample;
    let Some(festival) = festival.filter(is_run_here) else {
        return Html::default();
    };
    // Who was connected has the festival, also without having written anything in it.
    let was_shared = festival.people > 1 || ready.frame.contact != Contact::Never;
    let (has_place, has_people) = (festival.resources > 0, was_shared);
    if has_place && has_people && festival.people > 3 {
        return Html::default();
    }
    let has_link = !ready.frame.links.is_empty();
    let id = festival.id;
    html! {
        <section class="card" aria-labelledby="first-steps-title">
            <h2 id="first-steps-title">{ words.text("first-steps-title") }</h2>
            <ol class="ticks">
                <li>
                    { tick(&words, has_place) }
                    <p>{ words.text("first-steps-place") }</p>
                    if !has_place {
                        <a class="button plain" href={Route::ResourceForm(id, None).href()}>{ words.text("first-steps-place-do") }</a>
                    }
                </li>
                <li>
                    { tick(&words, has_people) }
                    <p>{ words.text("first-steps-invite") }</p>
                    <a class="button plain" href={Route::Invite(id).href()}>{ words.text("invite") }</a>
                </li>
                <li>
                    { tick(&words, has_link) }
                    <p>{ words.text("first-steps-anchor") }</p>
                    <a class="button plain" href={Route::Anchor.href()}>{ words.text("anchor-open") }</a>
                </li>
                <li>
                    { tick(&words, false) }
                    <p>{ words.text("first-steps-deputy") }</p>
                </li>
            </ol>
        </section>
    }
}

fn tick(words: &Words, done: bool) -> Html {
    let (sign, word) = if done {
        (Sign::Yes, "tick-done")
    } else {
        (Sign::Off, "tick-open")
    };
    sign.with_word(words.text(word))
}
