//! Somebody in a festival: what they say and do, and what one can do about them.

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::markdown::safe_link;
use crate::components::pages::not_found;
use crate::components::parts::{Page, mark_badge, person_name, picture};
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::person::{Hiding, Petname, blocking, compare, person_item};
use crate::components::route::Route;
use crate::components::screen::{use_festival, use_screen};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AppView, AuthorId, FestivalId, PersonPage as Seen, Profile, Screen, ScreenView, instance_digits,
};

/// Props of [`PersonPage`].
#[derive(Properties, PartialEq)]
pub struct PersonPageProps {
    /// Its festival.
    pub festival: FestivalId,
    /// Who.
    pub author: AuthorId,
}

/// The page.
#[component]
pub fn PersonPage(props: &PersonPageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let view = use_view();
    let festival = use_festival(props.festival);
    let screen = use_screen(Screen::Person {
        festival: props.festival,
        author: props.author,
    });
    let AppView::Ready(ready) = &*view else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    match (festival, screen) {
        (Some(festival), Some(ScreenView::Person(page))) => {
            let clock = Clock::new(&words, &festival, ready.frame.now);
            somebody(&words, &send, &page, &clock)
        }
        (Some(_), None) => html! { <p role="status">{ words.text("opening") }</p> },
        _ => not_found(&words),
    }
}

fn somebody(words: &Words, send: &Send, page: &Seen, clock: &Clock) -> Html {
    let person = &page.row.person;
    let name = person_name(words, person);
    html! {
        <Page title={name}>
            <div class="titled">
                { mark_badge(person.mark, false) }
                <p class="quiet">{ words.mark_name(&person.mark) }</p>
            </div>
            <ul class="festivals">{ person_item(words, page.festival, &page.row, clock) }</ul>
            { page.profile.as_deref().map(|profile| said(words, profile)) }
            { things(words, page) }
            if person.is_me {
                <a class="button" href={Route::Me.href()}>{ words.text("home-look") }</a>
            } else {
                <Petname person={person.clone()} digits={page.key.to_string()} />
                { compare(words, &page.comparison) }
                { blocking(words, send, person, page.open_requests, page.granted) }
                <Hiding festival={page.festival} row={page.row.clone()} />
            }
        </Page>
    }
}

/// What they say about themselves beside their words in the row.
fn said(words: &Words, profile: &Profile) -> Html {
    if profile.pronouns.is_empty()
        && profile.links.is_empty()
        && profile.bot.is_none()
        && profile.picture.is_none()
    {
        return Html::default();
    }
    html! {
        <section class="card" aria-label={words.text("person-says")}>
            { picture(profile.picture.as_ref()) }
            if !profile.pronouns.is_empty() {
                <p><bdi>{ &profile.pronouns }</bdi></p>
            }
            if let Some(bot) = &profile.bot {
                <p dir="auto">{ &bot.software }</p>
                <p dir="auto">{ &bot.policy }</p>
            }
            <ul>{ for profile.links.iter().map(|link| html! {
                <li key={link.url.clone()}>{ safe_link(&link.url, &link.label) }</li>
            }) }</ul>
        </section>
    }
}

/// Their events and resources here.
fn things(words: &Words, page: &Seen) -> Html {
    let item = |key: String, route: Route, title: &str| {
        html! { <li {key}><a class="inline" href={route.href()}><bdi>{ title }</bdi></a></li> }
    };
    let events = page.events.iter().map(|event| {
        item(
            instance_digits(&event.id),
            Route::Event(event.festival, event.id),
            &event.title,
        )
    });
    let resources = page.resources.iter().map(|resource| {
        item(
            instance_digits(&resource.id),
            Route::Resource(resource.festival, resource.id),
            &resource.title,
        )
    });
    html! {
        <>
            if !page.events.is_empty() {
                <section class="card" aria-labelledby="their-events">
                    <h2 id="their-events">{ words.text("person-events") }</h2>
                    <ul class="rows">{ for events }</ul>
                </section>
            }
            if !page.resources.is_empty() {
                <section class="card" aria-labelledby="their-resources">
                    <h2 id="their-resources">{ words.text("person-resources") }</h2>
                    <ul class="rows">{ for resources }</ul>
                </section>
            }
        </>
    }
}
