//! How well each festival is kept, and the two ways to connect in it.

use yew::prelude::*;

use super::{Avatar, festival_name, someone};
use crate::components::carrying::give_buttons;
use crate::components::language::Words;
use crate::components::peer_provider::Send;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{FestivalRow, FrameView, HealthRow, LinkingView, festival_digits};

/// A card a festival.
pub fn health_list(words: &Words, send: &Send, frame: &FrameView, health: &[HealthRow]) -> Html {
    let festivals = &frame.festivals;
    if festivals.is_empty() {
        return no_festival(words);
    }
    let cards = festivals.iter().map(|festival| {
        let health = health.iter().find(|row| row.festival == festival.id);
        festival_health(words, send, frame, festival, health)
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
    frame: &FrameView,
    festival: &FestivalRow,
    health: Option<&HealthRow>,
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
                <h2 id={title}><a class="inline" href={Route::Schedule(id).href()}><bdi>{ festival_name(words, festival) }</bdi></a></h2>
            </div>
            if let Some(health) = health {
                <p>{ kept(words, health) }</p>
                <p class="quiet">{ shared(words, health) }</p>
                { door(words, health) }
            }
            if frame.linking == LinkingView::Idle {
                <div class="buttons">
                    <a class="button" href={Route::Invite(id).href()}>{ words.text("invite") }</a>
                    <button type="button" class="plain" onclick={on(Command::Reconnect { festival: id })}>{ words.text("reconnect") }</button>
                </div>
                <p class="quiet">{ words.text("invite-why") }</p>
            }
            { give_buttons(words, send, id) }
            if let Some(health) = health {
                { away(words, health, frame.now) }
                if let Some(digest) = &health.digest {
                    <details>
                        <summary>{ words.text("health-digest-title") }</summary>
                        <p class="quiet">{ words.text_with("health-digest", &[("digest", (&**digest).into())]) }</p>
                    </details>
                }
            }
        </section>
    }
}

/// Who wants to come in, and whether they can find the door.
fn door(words: &Words, health: &HealthRow) -> Html {
    let count = u32::try_from(health.knocking).unwrap_or(u32::MAX);
    html! {
        <>
            if count > 0 {
                <p role="status">
                    <strong>{ words.text_with("health-knocking", &[("count", count.into())]) }</strong>
                    { " " }{ words.text("health-knocking-means") }
                </p>
            } else if health.listening {
                <p class="quiet">{ words.text("health-listening") }</p>
            }
            if health.crowded {
                <p role="status">{ words.text("health-crowded") }</p>
            }
        </>
    }
}

fn away(words: &Words, health: &HealthRow, now: i64) -> Html {
    if health.away.is_empty() {
        return Html::default();
    }
    let clock = Clock::of_device(words, now);
    let rows = health.away.iter().map(|row| {
        let time = clock.day_time(row.last_here);
        html! {
            <li key={row.who.tail()}>
                { someone(words, &row.who, Some(health.festival)) }
                <span class="quiet">{ words.text_with("away-last", &[("time", time.as_str().into())]) }</span>
            </li>
        }
    });
    html! {
        <details>
            <summary>{ words.text("away-title") }</summary>
            <ul class="rows">{ for rows }</ul>
        </details>
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
        0 if health.devices == 0 => words.text("health-mine-alone"),
        0 => words.text("health-mine-here"),
        _ => words.text_with("health-mine-shared", &[("count", count.into())]),
    }
}
