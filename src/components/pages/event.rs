//! An event: when, where, how far it is confirmed, and what it is about.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::markdown::{Markdown, SafeLink};
use crate::components::pages::NotFound;
use crate::components::parts::{Page, RefusalNote};
use crate::components::peer_provider::use_send;
use crate::components::programme::clock::use_clock;
use crate::components::programme::{
    CancelEvent, ConfirmedLine, HideLine, NeedRowView, PersonLine, StarButton, When, event_card,
};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    EventPage as EventView, FestivalId, InstanceId, MyRequest, Place, Progress, Screen, ScreenView,
};

/// Props of [`EventPage`].
#[derive(Properties, PartialEq)]
pub struct EventPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Which.
    pub event: InstanceId,
}

/// The page.
#[component]
pub fn EventPage(props: &EventPageProps) -> Html {
    let words = use_words();
    let (festival, event) = (props.festival, props.event);
    let clock = use_clock(festival);
    let screen = use_screen(Screen::Event { festival, event });
    let Some(clock) = clock else {
        return html! { <NotFound /> };
    };
    let page = match screen {
        Some(ScreenView::Event(page)) => page,
        Some(_) => {
            return html! { <Page title={words.text("event-missing")}><p>{ words.text("event-not-here") }</p></Page> };
        }
        None => {
            return html! { <Page title={words.text("event-missing")}><p role="status">{ words.text("opening") }</p></Page> };
        }
    };
    let is_over = page.deleted || page.card.progress == Progress::Over;
    html! {
        <Page title={page.card.title.to_string()}>
            if page.deleted {
                <p role="status">{ words.text("event-deleted") }</p>
            }
            <Head page={page.clone()} clock={clock.clone()} />
            <Needs page={page.clone()} {clock} />
            { about(&words, &page) }
            <section class="card" aria-labelledby="act-title">
                <h2 id="act-title">{ words.text("act-title") }</h2>
                if page.card.mine && !is_over {
                    <Own page={page.clone()} />
                }
                <HideLine {festival} instance={event} by={page.hidden_by.clone()} by_me={page.hidden_by_me} />
                <RefusalNote at={Place::Event(event)} />
            </section>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct PartProps {
    page: Rc<EventView>,
    clock: Clock,
}

/// When, where, who, how far.
#[component]
fn Head(props: &PartProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (page, card) = (&props.page, &props.page.card);
    let instance = card.id;
    let on_star = Callback::from(move |on| send.emit(Command::Star { instance, on }));
    let reason = &page.fields.status.reason;
    html! {
        <section class="card" aria-label={words.text("event-facts")}>
            <div class="event-head">
                <div>
                    if let Some(subtitle) = &card.subtitle {
                        <p class="large" dir="auto">{ &**subtitle }</p>
                    }
                    <p class="event-when"><When time={card.time.clone()} clock={props.clock.clone()} with_day=true /></p>
                    { where_it_is(&words, page) }
                </div>
                <StarButton title={card.title.to_string()} on={card.starred} on_change={on_star} />
            </div>
            <ConfirmedLine confirmed={card.confirmed} progress={card.progress} overbooked={card.overbooked} />
            if page.fields.is_cancelled() && !reason.is_empty() {
                <p class="owner-note"><bdi>{ reason }</bdi></p>
            }
            { for card.notes.iter().map(|note| event_card::owner_note(&words, &note.resource, &note.text)) }
            <p class="by"><PersonLine person={card.by.clone()} festival={card.festival} active={card.maker_active} clock={props.clock.clone()} /></p>
            if card.mine {
                <p class="quiet reach">{ event_card::reach(&words, card.shared_with) }</p>
            }
        </section>
    }
}

fn where_it_is(words: &Words, page: &EventView) -> Html {
    let Some(place) = &page.card.place else {
        return Html::default();
    };
    let title = place.title.as_deref().map_or_else(
        || words.text("place-unknown"),
        |title| AttrValue::from(title.to_owned()),
    );
    html! {
        <p class="event-where">
            <span class="unseen">{ words.text("place-label") }</span>
            <a href={Route::Resource(place.festival, place.resource).href()}><bdi>{ title }</bdi></a>
            if !place.accepted {
                <span class="quiet">{ words.text("place-not-confirmed") }</span>
            }
        </p>
    }
}

/// All needs with what was answered.
#[component]
fn Needs(props: &PartProps) -> Html {
    let words = use_words();
    let send = use_send();
    let page = &props.page;
    if page.needs.is_empty() {
        return Html::default();
    }
    let (festival, event) = (page.card.festival, page.card.id);
    let on_ask = {
        let send = send.clone();
        Callback::from(move |(need, note)| {
            send.emit(Command::AskAgain {
                festival,
                event,
                need,
                note,
            })
        })
    };
    let on_withdraw = Callback::from(move |request: MyRequest| {
        send.emit(Command::Withdraw {
            festival: request.festival,
            request: request.request,
        });
    });
    let rows = page.needs.iter().map(|row| html! {
        <NeedRowView key={row.mark.need} {event} row={row.clone()} mine={page.card.mine} clock={props.clock.clone()}
            on_ask={on_ask.clone()} on_withdraw={on_withdraw.clone()} />
    });
    html! {
        <section class="card" aria-labelledby="needs-title">
            <h2 id="needs-title">{ words.text("needs-label") }</h2>
            <ul class="need-rows">{ for rows }</ul>
        </section>
    }
}

/// Summary, description, tags, links.
fn about(words: &Words, page: &EventView) -> Html {
    let fields = &page.fields;
    let has_more = fields.description.is_some()
        || !fields.links.is_empty()
        || !fields.summary.is_empty()
        || !fields.hosts.is_empty();
    if !has_more && fields.tags.is_empty() && fields.kind.is_none() {
        return Html::default();
    }
    let facts = fields
        .kind
        .iter()
        .chain(&fields.track)
        .chain(&fields.language)
        .chain(&fields.tags);
    html! {
        <section class="card" aria-labelledby="about-title">
            <h2 id="about-title">{ words.text("about-title") }</h2>
            if !fields.summary.is_empty() {
                <p class="summary" dir="auto">{ &fields.summary }</p>
            }
            if let Some(description) = &fields.description {
                <Markdown text={description.clone()} />
            }
            if !fields.hosts.is_empty() {
                <ul class="lines">{ for fields.hosts.iter().map(|host| html! { <li><bdi>{ &host.name }</bdi></li> }) }</ul>
            }
            if !fields.links.is_empty() {
                <ul class="lines">{ for fields.links.iter().map(|link| html! { <li><SafeLink url={link.url.clone()} label={link.label.clone()} /></li> }) }</ul>
            }
            <p class="tags">{ for facts.map(|tag| html! { <bdi class="tag">{ tag }</bdi> }) }</p>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct OwnProps {
    page: Rc<EventView>,
}

/// What its maker can do.
#[component]
fn Own(props: &OwnProps) -> Html {
    let words = use_words();
    let send = use_send();
    let (festival, event) = (props.page.card.festival, props.page.card.id);
    let on_cancel = {
        let send = send.clone();
        Callback::from(move |reason| {
            send.emit(Command::CancelEvent {
                festival,
                event,
                reason,
            })
        })
    };
    let on_delete = Callback::from(move |()| send.emit(Command::DeleteEvent { festival, event }));
    html! {
        <>
            <p><a class="button" href={Route::EventForm(festival, Some(event)).href()}>{ words.text("event-edit") }</a></p>
            <CancelEvent {on_cancel} {on_delete} />
        </>
    }
}
