//! A festival: its events, and the ways to bring others in.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::pages::NotFound;
use crate::components::parts::{
    EventForm, EventList, LinkList, LinkingPanel, Page, ProblemNote, festival_name,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, FestivalId, LinkingView};

/// Props of [`Festival`].
#[derive(Properties, PartialEq)]
pub struct FestivalProps {
    /// Which.
    pub id: FestivalId,
}

/// The page of a festival.
#[component]
pub fn Festival(props: &FestivalProps) -> Html {
    let words = use_words();
    let view = use_view();
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = ready
        .festivals
        .iter()
        .find(|festival| festival.id == props.id)
    else {
        return html! { <NotFound /> };
    };
    html! {
        <Page title={festival_name(&words, festival)}>
            <ProblemNote problem={ready.problem} />
            <section class="stack" aria-labelledby="events-title">
                <h2 id="events-title">{ words.text("events-label") }</h2>
                <EventList events={festival.events.clone()} />
            </section>
            <EventForm festival={props.id} />
            <section class="card" aria-labelledby="links-title">
                <h2 id="links-title">{ words.text("links-label") }</h2>
                <LinkList links={ready.links.clone()} />
                if ready.linking == LinkingView::Idle {
                    <Connect festival={props.id} />
                }
            </section>
            <LinkingPanel linking={ready.linking.clone()} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ConnectProps {
    festival: FestivalId,
}

/// The two ways to begin a connection.
#[component]
fn Connect(props: &ConnectProps) -> Html {
    let words = use_words();
    let send = use_send();
    let festival = props.festival;
    let on = |command: Command| {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| send.emit(command.clone()))
    };
    html! {
        <div class="buttons">
            <button type="button" onclick={on(Command::Invite { festival })}>{ words.text("invite") }</button>
            <button type="button" class="plain" onclick={on(Command::Reconnect { festival })}>{ words.text("reconnect") }</button>
        </div>
    }
}
