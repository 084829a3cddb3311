//! The programme of a festival, and the ways to bring others in.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::pages::NotFound;
use crate::components::parts::{
    EventForm, EventList, LinkList, LinkingPanel, Page, ProblemNote, festival_name,
};
use crate::components::peer_provider::{use_send, use_view};
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, EventCard, FestivalId, LinkingView, ScheduleFilter, Screen, ScreenView,
};

/// Props of [`Schedule`].
#[derive(Properties, PartialEq)]
pub struct ScheduleProps {
    /// Which festival's.
    pub festival: FestivalId,
}

/// The programme's page.
#[component]
pub fn Schedule(props: &ScheduleProps) -> Html {
    let words = use_words();
    let view = use_view();
    let screen = use_screen(Screen::Schedule {
        festival: props.festival,
        filter: ScheduleFilter::default(),
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let Some(festival) = ready
        .frame
        .festivals
        .iter()
        .find(|festival| festival.id == props.festival)
    else {
        return html! { <NotFound /> };
    };
    html! {
        <Page title={festival_name(&words, festival)}>
            <ProblemNote refusal={ready.frame.refusal.clone()} />
            <section class="stack" aria-labelledby="events-title">
                <h2 id="events-title">{ words.text("events-label") }</h2>
                <EventList events={events(screen)} />
            </section>
            <EventForm festival={props.festival} />
            <section class="card" aria-labelledby="links-title">
                <h2 id="links-title">{ words.text("links-label") }</h2>
                <LinkList links={ready.frame.links.clone()} />
                if ready.frame.linking == LinkingView::Idle {
                    <Connect festival={props.festival} />
                }
            </section>
            <LinkingPanel linking={ready.frame.linking.clone()} />
        </Page>
    }
}

/// All events, proposals included, once they are what is seen.
fn events(screen: Option<ScreenView>) -> Rc<[EventCard]> {
    match screen {
        Some(ScreenView::Schedule(schedule)) => {
            let all = schedule.events.iter().chain(&*schedule.proposals);
            all.cloned().collect()
        }
        _ => Rc::new([]),
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
