//! The services of others that find people: what they see, how it stands with each,
//! and the switch for all of them.

use yew::prelude::*;

use super::{RefusalNote, Sign, area, line, tick};
use crate::components::language::{Words, use_words};
use crate::components::outcome::use_saved;
use crate::components::peer_provider::use_send;
use crate::peer::command::Command;
use crate::peer::view_model::{NetworkChoice, NetworkView, Place, RelayRefusal, RelayState, Turn};

/// Props of [`NetworkCard`].
#[derive(Properties, PartialEq)]
pub struct NetworkCardProps {
    /// What is used, and how it stands.
    pub network: NetworkView,
}

/// The card.
#[component]
pub fn NetworkCard(props: &NetworkCardProps) -> Html {
    let words = use_words();
    let send = use_send();
    let network = &props.network;
    let choice = &network.choice;
    let choose = |change: fn(&mut NetworkChoice, bool)| {
        let (send, choice) = (send.clone(), choice.clone());
        Callback::from(move |on| {
            let mut choice = choice.clone();
            change(&mut choice, on);
            send.emit(Command::SetNetwork(Box::new(choice)));
        })
    };
    let stun = network.host_stun.join(", ");
    html! {
        <section class="card" aria-labelledby="network-title">
            <h2 id="network-title">{ words.text("network-title") }</h2>
            <p>{ words.text("network-why") }</p>
            <p class="quiet">{ words.text("network-see") }</p>
            { alarm(&words, network) }
            { tick(words.text("network-on"), choice.meeting_points_on, choose(|choice, on| choice.meeting_points_on = on)) }
            if choice.meeting_points_on {
                { relays(&words, network) }
            }
            if !stun.is_empty() {
                { tick(words.text_with("network-stun", &[("servers", stun.as_str().into())]), choice.stun_on, choose(|choice, on| choice.stun_on = on)) }
            }
            <details>
                <summary>{ words.text("network-change") }</summary>
                <NetworkForm network={network.clone()} />
            </details>
        </section>
    }
}

/// What the person must know at once.
fn alarm(words: &Words, network: &NetworkView) -> Html {
    let says = |state| network.relays.iter().any(|(_, known)| *known == state);
    let key = if !network.online {
        "network-offline"
    } else if says(RelayState::Refused(RelayRefusal::Clock)) {
        "network-clock"
    } else {
        return Html::default();
    };
    html! { <p role="status"><strong>{ words.text(key) }</strong></p> }
}

fn relays(words: &Words, network: &NetworkView) -> Html {
    if network.relays.is_empty() {
        let key = if network.host_points.is_empty() && network.choice.meeting_points.is_none() {
            "network-none"
        } else {
            "network-idle"
        };
        return html! { <p class="quiet">{ words.text(key) }</p> };
    }
    let rows = network.relays.iter().map(|(host, state)| {
        let (sign, word) = relay_word(*state);
        html! {
            <li key={host.to_string()}>
                <span>{ host.to_string() }</span>
                { sign.with_word(words.text(word)) }
            </li>
        }
    });
    html! { <ul class="rows" aria-label={words.text("network-points")}>{ for rows }</ul> }
}

const fn relay_word(state: RelayState) -> (Sign, &'static str) {
    match state {
        RelayState::Connecting => (Sign::Waiting, "relay-connecting"),
        RelayState::Connected => (Sign::Yes, "relay-connected"),
        RelayState::Unreachable => (Sign::Off, "relay-unreachable"),
        RelayState::Refused(RelayRefusal::Clock) => (Sign::Attention, "relay-clock"),
        RelayState::Refused(RelayRefusal::TooOften) => (Sign::Off, "relay-too-often"),
        RelayState::Refused(RelayRefusal::Unwilling) => (Sign::Off, "relay-unwilling"),
        RelayState::Flooded => (Sign::Off, "relay-flooded"),
    }
}

/// Meeting points of one's own, and a TURN server.
#[component]
fn NetworkForm(props: &NetworkCardProps) -> Html {
    let words = use_words();
    let send = use_send();
    let network = &props.network;
    let points = use_state(|| match &network.choice.meeting_points {
        Some(lines) => lines.join("\n"),
        None => network.host_points.join("\n"),
    });
    let turn = use_state(|| {
        network.choice.turn.clone().unwrap_or(Turn {
            url: String::new(),
            username: String::new(),
            credential: String::new(),
        })
    });
    let saved = use_state_eq(|| false);
    use_saved(Place::Network, {
        let saved = saved.clone();
        move |_| saved.set(true)
    });
    let set_points = {
        let points = points.clone();
        Callback::from(move |text| points.set(text))
    };
    let set_turn = |change: fn(&mut Turn, String)| {
        let turn = turn.clone();
        Callback::from(move |text| {
            let mut next = (*turn).clone();
            change(&mut next, text);
            turn.set(next);
        })
    };
    let onsubmit = {
        let (points, turn, choice) = (points.clone(), turn.clone(), network.choice.clone());
        let host = network.host_points.join("\n");
        let (send, saved) = (send.clone(), saved.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            saved.set(false);
            // Whoever leaves the host's list as it is follows the host from then on.
            let own = (points.trim() != host).then(|| points.lines().map(str::to_owned).collect());
            send.emit(Command::SetNetwork(Box::new(NetworkChoice {
                meeting_points: own,
                turn: Some((*turn).clone()),
                ..choice.clone()
            })));
        })
    };
    html! {
        <form class="stack" {onsubmit}>
            { area("meeting-points", words.text("network-points-field"), (*points).clone(), set_points)
                .hint(words.text("network-points-hint")).max_length(8192) }
            <p class="quiet">{ words.text("network-turn-why") }</p>
            { line("turn-url", words.text("network-turn-url"), turn.url.clone(), set_turn(|turn, text| turn.url = text)) }
            { line("turn-name", words.text("network-turn-name"), turn.username.clone(), set_turn(|turn, text| turn.username = text)) }
            { line("turn-password", words.text("network-turn-password"), turn.credential.clone(), set_turn(|turn, text| turn.credential = text))
                .kind("password") }
            <RefusalNote at={Place::Network} />
            <div class="buttons">
                <button type="submit">{ words.text("network-save") }</button>
                <span role="status" class="quiet">{ saved.then(|| words.text("network-saved")) }</span>
            </div>
        </form>
    }
}
