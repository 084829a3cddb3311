//! How well each festival is kept, and the two ways to connect in it.

use std::rc::Rc;

use yew::prelude::*;

use super::{Avatar, festival_name};
use crate::components::language::{Words, use_words};
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalRow, HealthRow, festival_digits};

/// Props of [`HealthList`].
#[derive(Properties, PartialEq)]
pub struct HealthListProps {
    /// The festivals entered.
    pub festivals: Rc<[FestivalRow]>,
    /// How well they are kept, as far as that is known yet.
    pub health: Rc<[HealthRow]>,
    /// Whether a new connection can be begun.
    pub idle: bool,
}

/// A card a festival.
#[component]
pub fn HealthList(props: &HealthListProps) -> Html {
    if props.festivals.is_empty() {
        return html! { <NoFestival /> };
    }
    let cards = props.festivals.iter().map(|festival| {
        let health = props.health.iter().find(|row| row.festival == festival.id);
        html! {
            <Health key={festival_digits(&festival.id)} festival={festival.clone()} health={health.cloned()} idle={props.idle} />
        }
    });
    html! { <>{ for cards }</> }
}

#[component]
fn NoFestival() -> Html {
    let words = use_words();
    html! {
        <section class="card">
            <p>{ words.text("health-none") }</p>
            <a class="button" href={Route::Home.href()}>{ words.text("start-title") }</a>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct HealthProps {
    festival: FestivalRow,
    health: Option<HealthRow>,
    idle: bool,
}

#[component]
fn Health(props: &HealthProps) -> Html {
    let words = use_words();
    let send = use_send();
    let festival = props.festival.id;
    let on = |command: Command| {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(command.clone()))
    };
    let title = format!("health-{}", festival_digits(&festival));
    html! {
        <section class="card" aria-labelledby={title.clone()}>
            <div class="titled">
                <Avatar festival={props.festival.clone()} />
                <h2 id={title}><bdi>{ festival_name(&words, &props.festival) }</bdi></h2>
            </div>
            if let Some(health) = &props.health {
                <p>{ kept(&words, health) }</p>
                <p class="quiet">{ shared(&words, health) }</p>
            }
            if props.idle {
                <div class="buttons">
                    <a class="button" href={Route::Invite(festival).href()}>{ words.text("invite") }</a>
                    <button type="button" class="plain" onclick={on(Command::Reconnect { festival })}>{ words.text("reconnect") }</button>
                </div>
                <p class="quiet">{ words.text("invite-why") }</p>
            }
        </section>
    }
}

fn kept(words: &Words, health: &HealthRow) -> AttrValue {
    let entries = u32::try_from(health.entries).unwrap_or(u32::MAX);
    let logs = u32::try_from(health.logs).unwrap_or(u32::MAX);
    words.text_with(
        "health-kept",
        &[("entries", entries.into()), ("logs", logs.into())],
    )
}

/// Where what I wrote is by now: never «sent», only what is known.
fn shared(words: &Words, health: &HealthRow) -> AttrValue {
    if health.own_entries == 0 {
        return words.text("health-nothing-mine");
    }
    let count = u32::try_from(health.shared_with).unwrap_or(u32::MAX);
    match count {
        0 => words.text("health-mine-here"),
        _ => words.text_with("health-mine-shared", &[("count", count.into())]),
    }
}
