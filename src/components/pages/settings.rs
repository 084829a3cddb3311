//! What is said about a festival, what is part of it, and how to leave it.

use yew::prelude::*;

use crate::components::festival::{About, BranchList, FestivalForm, Leave};
use crate::components::language::{Words, use_words};
use crate::components::pages::NotFound;
use crate::components::parts::{Page, RefusalNote, StartForm, festival_name};
use crate::components::peer_provider::use_view;
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, FestivalFormView, FestivalId, FestivalRow, Place, Screen, ScreenView,
};

/// Props of [`SettingsPage`].
#[derive(Properties, PartialEq)]
pub struct SettingsPageProps {
    /// Which festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn SettingsPage(props: &SettingsPageProps) -> Html {
    let words = use_words();
    let view = use_view();
    let festival = use_festival(props.festival);
    let screen = use_screen(Screen::FestivalForm {
        festival: props.festival,
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = festival else {
        return html! { <NotFound /> };
    };
    let clock = Clock::new(&words, &festival, ready.frame.now);
    let content = match screen {
        Some(ScreenView::FestivalForm(form)) => said(&words, &festival, &form, &clock),
        _ => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page title={festival_name(&words, &festival)}>{ content }</Page> }
}

fn said(words: &Words, festival: &FestivalRow, form: &FestivalFormView, clock: &Clock) -> Html {
    html! {
        <>
            <About festival={festival.clone()} fields={form.fields.clone()} clock={clock.clone()} />
            if !form.may_change {
                <RefusalNote at={Place::Festival(festival.id)} />
            } else if let Some(fields) = &form.fields {
                <FestivalForm festival={festival.clone()} fields={fields.clone()} clock={clock.clone()} />
            }
            <BranchList festival={festival.id} branches={form.branches.clone()} />
            <details class="wide">
                <summary>{ words.text("start-part-title") }</summary>
                <StartForm parent={festival.id} />
            </details>
            <Leave festival={festival.id} />
        </>
    }
}
