//! What the device tells its user while they look elsewhere, as far as they asked
//! for it: requests that wait, and changes of what they starred or made.

use yew::prelude::*;

use super::day::number;
use super::device::{self, Switch};
use super::language::{Words, use_words};
use super::parts::tick;
use crate::peer::view_model::FrameView;

/// Tells what is new in the frame, and keeps the number on the app's icon.
#[hook]
pub fn use_alerts(words: &Words, frame: Option<&FrameView>) {
    let counts = frame.map(|frame| {
        let news = frame.festivals.iter().filter_map(|festival| festival.news);
        let starred: usize = news.map(|news| news.starred).sum();
        (number(frame.to_answer), number(starred))
    });
    let told = use_mut_ref(|| None::<(u32, u32)>);
    let words = words.clone();
    use_effect_with(counts, move |counts| {
        let Some((asked, starred)) = *counts else {
            return;
        };
        device::badge(asked + starred);
        // What was there when the page was opened is no news.
        let before = told.replace(Some((asked, starred)));
        let Some((asked_before, starred_before)) = before else {
            return;
        };
        let title = words.text("app-name").to_string();
        if asked > asked_before {
            let body = words.text_with("alerts-ask-body", &[("count", asked.into())]);
            device::tell(title.clone(), body.to_string(), "requests");
        }
        if starred > starred_before {
            let body = words.text_with("alerts-news-body", &[("count", starred.into())]);
            device::tell(title, body.to_string(), "news");
        }
    });
}

/// The switch, which asks the browser when it is pressed and never by itself.
#[component]
pub fn AlertsField() -> Html {
    let words = use_words();
    let on = use_state_eq(device::tells);
    let denied = use_state_eq(|| false);
    let on_change = {
        let (on, denied) = (on.clone(), denied.clone());
        Callback::from(move |wanted: bool| {
            if !wanted {
                Switch::Alerts.turn(false);
                device::badge(0);
                return on.set(false);
            }
            let (on, denied) = (on.clone(), denied.clone());
            device::ask_to_tell(Callback::from(move |allowed: bool| {
                denied.set(!allowed);
                on.set(allowed);
            }));
        })
    };
    html! {
        <section class="card" aria-labelledby="alerts-title">
            <h2 id="alerts-title">{ words.text("alerts-title") }</h2>
            <p>{ words.text("alerts-why") }</p>
            { tick(words.text("alerts-on"), *on, on_change) }
            <p role="status" class="quiet">
                if *denied {
                    { words.text("alerts-denied") }
                }
            </p>
        </section>
    }
}
