//! The inbox: requests that wait for my answer, and my requests that wait for
//! somebody's.

use yew::prelude::*;

use crate::components::inbox::{my_request_card, queue_group_card};
use crate::components::language::{Words, use_words};
use crate::components::parts::{FIRST_ROWS, Page, more};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, FestivalId, FrameView, InboxView, QueueGroup, Screen, ScreenView,
};

/// The inbox.
#[component]
pub fn InboxPage() -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let screen = use_screen(Screen::Inbox);
    let limit = use_state_eq(|| FIRST_ROWS);
    let content = match (&*view, screen) {
        (AppView::Ready(ready), Some(ScreenView::Inbox(inbox))) => {
            queues(&words, &send, &ready.frame, &inbox, &limit)
        }
        _ => html! { <p role="status">{ words.text("opening") }</p> },
    };
    html! { <Page title={words.text("nav-inbox")}>{ content }</Page> }
}

fn queues(
    words: &Words,
    send: &Send,
    frame: &FrameView,
    inbox: &InboxView,
    limit: &UseStateHandle<usize>,
) -> Html {
    let clock = |id: FestivalId| {
        let festival = frame.festivals.iter().find(|row| row.id == id);
        festival.map_or_else(
            || Clock::of_device(words, frame.now),
            |festival| Clock::new(words, festival, frame.now),
        )
    };
    let group = |group: &QueueGroup| queue_group_card(words, group, &clock(group.festival));
    let is_open = |group: &&QueueGroup| group.rows.iter().any(|row| row.state.is_open());
    let (open, granted): (Vec<_>, Vec<_>) = inbox.queue.iter().partition(is_open);
    let mine = inbox
        .mine
        .iter()
        .take(**limit)
        .map(|request| my_request_card(words, send, request, &clock(request.festival)));
    html! {
        <>
            <section class="stack" aria-labelledby="queue-title">
                <h2 id="queue-title">{ words.text("queue-title") }</h2>
                if open.is_empty() {
                    <p class="quiet">{ words.text("queue-none") }</p>
                }
                if frame.to_answer > 1 {
                    { accept_all(words, send) }
                }
                { for open.iter().take(**limit).copied().map(group) }
                { more(open.len(), limit) }
                if !granted.is_empty() {
                    <details class="wide">
                        <summary>{ words.text("queue-granted") }</summary>
                        <div class="stack">{ for granted.iter().take(**limit).copied().map(group) }</div>
                        { more(granted.len(), limit) }
                    </details>
                }
            </section>
            <section class="stack" aria-labelledby="mine-title">
                <h2 id="mine-title">{ words.text("mine-requests") }</h2>
                if inbox.mine.is_empty() {
                    <p class="quiet">{ words.text("mine-requests-none") }</p>
                } else {
                    <ul class="festivals wide">{ for mine }</ul>
                    { more(inbox.mine.len(), limit) }
                }
            </section>
        </>
    }
}

/// Accepts everything that fits, in the order of arrival.
fn accept_all(words: &Words, send: &Send) -> Html {
    let onclick = send.reform(|_: MouseEvent| Command::AcceptAllThatFit { resource: None });
    html! {
        <div class="buttons">
            <button type="button" class="plain" {onclick}>{ words.text("accept-all") }</button>
            <span class="quiet">{ words.text("accept-all-means") }</span>
        </div>
    }
}
