//! The inbox: requests that wait for my answer, and my requests that wait for
//! somebody's.

use yew::prelude::*;

use crate::components::inbox::{my_request_card, queue_group_card};
use crate::components::language::{Words, use_words};
use crate::components::parts::{
    Drawn, GoesOn, Page, RefusalNote, RowWindow, festival_name, few_cards, first_cards, first_rows,
    replace_rows, use_row_window,
};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::screen::{changing, use_sight};
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, FestivalId, FrameView, InboxView, Place, QueueGroup, Screen, ScreenView,
};

/// The inbox.
#[component]
pub fn InboxPage() -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let sight = use_sight(
        || [first_rows(), first_cards(), few_cards()],
        |rows| Screen::Inbox { rows: *rows },
    );
    let inbox = match &sight.view {
        Some(ScreenView::Inbox(inbox)) => Some(inbox.clone()),
        _ => None,
    };
    let [open, granted, made] = sight.wanted;
    let seen = inbox.as_deref();
    let windows = [
        use_row_window(
            "open",
            Drawn::of(seen.map(|seen| &seen.open)),
            open,
            changing(&sight.change, |all, rows| replace_rows(&mut all[0], rows)),
            GoesOn::WhenAsked,
        ),
        use_row_window(
            "granted",
            Drawn::of(seen.map(|seen| &seen.granted)),
            granted,
            changing(&sight.change, |all, rows| replace_rows(&mut all[1], rows)),
            GoesOn::WhenAsked,
        ),
        use_row_window(
            "mine",
            Drawn::of(seen.map(|seen| &seen.mine)),
            made,
            changing(&sight.change, |all, rows| replace_rows(&mut all[2], rows)),
            GoesOn::ByScrolling(1),
        ),
    ];
    let content = match (&*view, inbox) {
        (AppView::Ready(ready), Some(inbox)) => {
            queues(&words, &send, &ready.frame, &inbox, windows)
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
    [open_window, granted_window, made_window]: [RowWindow; 3],
) -> Html {
    let clock = |id: FestivalId| {
        let festival = frame.festivals.iter().find(|row| row.id == id);
        festival.map_or_else(
            || Clock::of_device(words, frame.now),
            |festival| Clock::new(words, festival, frame.now),
        )
    };
    // In one festival there is nothing to tell apart.
    let name = |id: FestivalId| {
        let mut festivals = frame.festivals.iter();
        let festival = festivals.find(|row| row.id == id);
        festival
            .filter(|_| frame.festivals.len() > 1)
            .map(|festival| festival_name(words, festival))
    };
    let group = |group: &QueueGroup| {
        let festival = group.festival;
        queue_group_card(words, group, &clock(festival), name(festival))
    };
    let (open, granted) = (&inbox.open, &inbox.granted);
    let mine = inbox.mine.first.iter().map(|request| {
        let festival = request.festival;
        my_request_card(words, send, request, &clock(festival), name(festival))
    });
    html! {
        <>
            <section class="stack" aria-labelledby="queue-title">
                <h2 id="queue-title">{ words.text("queue-title") }</h2>
                if open.count == 0 {
                    <p class="quiet">{ words.text("queue-none") }</p>
                }
                if frame.to_answer > 1 {
                    { accept_all(words, send) }
                }
                { open_window.around(words, open, open.first.iter().map(group).collect()) }
                if granted.count > 0 {
                    <details class="wide">
                        <summary>{ words.text("queue-granted") }</summary>
                        { granted_window.around(words, granted, html! { <div class="stack">{ for granted.first.iter().map(group) }</div> }) }
                    </details>
                }
            </section>
            <section class="stack" aria-labelledby="mine-title">
                <h2 id="mine-title">{ words.text("mine-requests") }</h2>
                if inbox.mine.count == 0 {
                    <p class="quiet">{ words.text("mine-requests-none") }</p>
                } else {
                    { made_window.around(words, &inbox.mine, html! { <ul class="festivals wide">{ for mine }</ul> }) }
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
            <RefusalNote at={Place::AllRequests} />
        </div>
    }
}
