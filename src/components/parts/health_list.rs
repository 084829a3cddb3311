//! How well each festival is kept, and the two ways to connect in it.

use yew::prelude::*;

use super::{Avatar, festival_name};
use crate::components::carrying::give_buttons;
use crate::components::language::Words;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalRow, HealthRow, festival_digits};

/// A card a festival.
pub fn health_list(
    words: &Words,
    send: &Send,
    festivals: &[FestivalRow],
    health: &[HealthRow],
    idle: bool,
) -> Html {
    if festivals.is_empty() {
        return no_festival(words);
    }
    let cards = festivals.iter().map(|festival| {
        let health = health.iter().find(|row| row.festival == festival.id);
        festival_health(words, send, festival, health, idle)
    });
    html! { <>{ for cards }</> }
}

fn no_festival(words: &Words) -> Html {
    html! {
        <section class="card">
            <p>{ words.text("health-none") }</p>
            <a class="button" href={Route::Home.href()}>{ words.text("start-title") }</a>
        </section>
    }
}

fn festival_health(
    words: &Words,
    send: &Send,
    festival: &FestivalRow,
    health: Option<&HealthRow>,
    idle: bool,
) -> Html {
    let id = festival.id;
    let on = |command: Command| {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(command.clone()))
    };
    let title = format!("health-{}", festival_digits(&id));
    html! {
        <section key={title.clone()} class="card" aria-labelledby={title.clone()}>
            <div class="titled">
                <Avatar festival={festival.clone()} />
                <h2 id={title}><bdi>{ festival_name(words, festival) }</bdi></h2>
            </div>
            if let Some(health) = health {
                <p>{ kept(words, health) }</p>
                <p class="quiet">{ shared(words, health) }</p>
            }
            if idle {
                <div class="buttons">
                    <button type="button" onclick={on(Command::Invite { festival: id })}>{ words.text("invite") }</button>
                    <button type="button" class="plain" onclick={on(Command::Reconnect { festival: id })}>{ words.text("reconnect") }</button>
                </div>
                <p class="quiet">{ words.text("invite-why") }</p>
            }
            { give_buttons(words, send, festival) }
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
