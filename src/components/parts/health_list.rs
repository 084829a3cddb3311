//! How well each festival is kept, and the two ways to connect in it.

use std::rc::Rc;

use yew::prelude::*;

use super::{Avatar, PersonName, festival_name};
use crate::components::language::{Words, use_words};
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::components::time::Clock;
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
    /// Now, unix seconds.
    pub now: i64,
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
            <Health key={festival_digits(&festival.id)} festival={festival.clone()} health={health.cloned()} idle={props.idle} now={props.now} />
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
    now: i64,
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
                { door(&words, health) }
            }
            if props.idle {
                <div class="buttons">
                    <a class="button" href={Route::Invite(festival).href()}>{ words.text("invite") }</a>
                    <button type="button" class="plain" onclick={on(Command::Reconnect { festival })}>{ words.text("reconnect") }</button>
                </div>
                <p class="quiet">{ words.text("invite-why") }</p>
            }
            if let Some(health) = &props.health {
                { away(&words, health, props.now) }
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
                <PersonName person={row.who.clone()} festival={health.festival} />
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
        0 => words.text("health-mine-here"),
        _ => words.text_with("health-mine-shared", &[("count", count.into())]),
    }
}
