//! An event: when, where, how far it is confirmed, and what it is about.

use yew::prelude::*;

use crate::components::backup::reminder;
use crate::components::language::{Words, use_words};
use crate::components::markdown::{Markdown, safe_link};
use crate::components::pages::not_found;
use crate::components::parts::{Page, RefusalNote, picture};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::programme::clock::use_clock;
use crate::components::programme::copy_button::copy_button;
use crate::components::programme::event_draft::EventDraft;
use crate::components::programme::{
    CancelEvent, ConfirmButton, HideLine, confirmed_line, event_card, need_row, person_line,
    star_button, when,
};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{
    AppView, EventPage as EventView, FestivalId, InstanceId, MyRequest, Place, Progress, Screen,
    ScreenView, USE,
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
    let send = use_send();
    let view = use_view();
    let (festival, event) = (props.festival, props.event);
    let clock = use_clock(festival);
    let screen = use_screen(Screen::Event { festival, event });
    let Some(clock) = clock else {
        return not_found(&words);
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
            if is_use(&page) && !is_over {
                <p class="quiet">{ words.text(if page.card.mine { "use-page-mine" } else { "use-page" }) }</p>
            }
            { head(&words, &send, &page, &clock) }
            if let (AppView::Ready(ready), true) = (&*view, page.card.mine) {
                { reminder(&words, &ready.frame) }
            }
            { needs(&words, &send, &page, &clock) }
            { about(&words, &page) }
            <section class="card" aria-labelledby="act-title">
                <h2 id="act-title">{ words.text("act-title") }</h2>
                if page.card.mine && !is_over {
                    { if is_use(&page) { own_use(&words, &send, &page) } else { own(&words, &send, &page) } }
                }
                if !is_use(&page) && !page.deleted {
                    { copy_button(&words, (Place::NewEvent(festival), Route::EventForm(festival, None)), {
                        let (page, clock) = (page.clone(), clock.clone());
                        move || EventDraft::of_event(&page.fields, &clock).write()
                    }) }
                }
                <HideLine {festival} instance={event} by={page.hidden_by.clone()} by_me={page.hidden_by_me} />
                <RefusalNote at={Place::Event(event)} />
            </section>
        </Page>
    }
}

/// Whether it only takes something: that is for whoever did it, not for the programme.
fn is_use(page: &EventView) -> bool {
    page.fields.kind.as_deref() == Some(USE)
}

/// When, where, who, how far.
fn head(words: &Words, send: &Send, page: &EventView, clock: &Clock) -> Html {
    let card = &page.card;
    let instance = card.id;
    let on_star = send.reform(move |on| Command::Star { instance, on });
    html! {
        <section class="card" aria-label={words.text("event-facts")}>
            <div class="event-head">
                <div>
                    if let Some(subtitle) = &card.subtitle {
                        <p class="large" dir="auto">{ &**subtitle }</p>
                    }
                    <p class="event-when">{ when(words, card.time.as_ref(), clock, true) }</p>
                    { where_it_is(words, page) }
                </div>
                { star_button(words, &card.title, card.starred, &on_star) }
            </div>
            { confirmed_line(words, card.confirmed, card.progress, card.overbooked) }
            if page.fields.is_cancelled() {
                { event_card::cancel_reason(&card.reason) }
            }
            { for card.notes.iter().map(|note| event_card::owner_note(words, &note.resource, &note.text)) }
            <p class="by">{ person_line(words, &card.by, card.festival, card.maker_active, clock) }</p>
            if card.mine {
                <p class="quiet reach">{ event_card::reach(words, card.shared_with) }</p>
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
fn needs(words: &Words, send: &Send, page: &EventView, clock: &Clock) -> Html {
    if page.needs.is_empty() {
        return Html::default();
    }
    let (festival, event) = (page.card.festival, page.card.id);
    let on_ask = send.reform(move |(need, note)| Command::AskAgain {
        festival,
        event,
        need,
        note,
    });
    let on_withdraw = send.reform(|request: MyRequest| Command::Withdraw {
        festival: request.festival,
        request: request.request,
    });
    let rows = page.needs.iter().map(|row| {
        need_row(
            words,
            event,
            row,
            page.card.mine,
            clock,
            &on_ask,
            &on_withdraw,
        )
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
    let kind = fields.kind.as_ref().filter(|_| !is_use(page));
    let has_more = fields.description.is_some()
        || fields.picture.is_some()
        || !fields.links.is_empty()
        || !fields.summary.is_empty()
        || !fields.hosts.is_empty();
    if !has_more && fields.tags.is_empty() && kind.is_none() {
        return Html::default();
    }
    let facts = kind
        .into_iter()
        .chain(&fields.track)
        .chain(&fields.language)
        .chain(&fields.tags);
    html! {
        <section class="card" aria-labelledby="about-title">
            <h2 id="about-title">{ words.text("about-title") }</h2>
            if !fields.summary.is_empty() {
                <p class="summary" dir="auto">{ &fields.summary }</p>
            }
            { picture(fields.picture.as_ref()) }
            if let Some(description) = &fields.description {
                <Markdown text={description.clone()} />
            }
            if !fields.hosts.is_empty() {
                <ul class="lines">{ for fields.hosts.iter().map(|host| html! { <li><bdi>{ &host.name }</bdi></li> }) }</ul>
            }
            if !fields.links.is_empty() {
                <ul class="lines">{ for fields.links.iter().map(|link| html! { <li>{ safe_link(&link.url, &link.label) }</li> }) }</ul>
            }
            <p class="tags">{ for facts.map(|tag| html! { <bdi class="tag">{ tag }</bdi> }) }</p>
        </section>
    }
}

/// What who takes something can do: what was asked for is taken back there, what came to
/// nothing is deleted.
fn own_use(words: &Words, send: &Send, page: &EventView) -> Html {
    let (festival, event) = (page.card.festival, page.card.id);
    let mut requests = page.needs.iter().flat_map(|need| need.requests.iter());
    if requests.any(|request| request.may_withdraw) {
        return Html::default();
    }
    let on_confirm = send.reform(move |()| Command::DeleteEvent { festival, event });
    html! { <ConfirmButton label={words.text("event-delete")} warning={words.text("use-delete-warning")} {on_confirm} /> }
}

/// What its maker can do.
fn own(words: &Words, send: &Send, page: &EventView) -> Html {
    let (festival, event) = (page.card.festival, page.card.id);
    let on_cancel = send.reform(move |reason| Command::CancelEvent {
        festival,
        event,
        reason,
    });
    let on_delete = send.reform(move |()| Command::DeleteEvent { festival, event });
    html! {
        <>
            <p><a class="button" href={Route::EventForm(festival, Some(event)).href()}>{ words.text("event-edit") }</a></p>
            <CancelEvent {on_cancel} {on_delete} />
        </>
    }
}
