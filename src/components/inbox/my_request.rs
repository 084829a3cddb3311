//! A request of mine: what became of it, and what I can do meanwhile.

use std::rc::Rc;

use yew::prelude::*;

use super::say::{self, count};
use crate::components::device::{address_of, hand_over};
use crate::components::language::{Words, use_words};
use crate::components::parts::{AskButton, RefusalNote, person_name, someone};
use crate::components::peer_provider::Send;
use crate::components::programme::wording::request_sign;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::command::Command;
use crate::peer::view_model::{AskState, MyRequest, Place, instance_digits};

/// The request; with its festival where one is in several.
pub fn my_request_card(
    words: &Words,
    send: &Send,
    request: &MyRequest,
    clock: &Clock,
    festival: Option<AttrValue>,
) -> Html {
    let (sign, word) = request_sign(words, request);
    let title = html! { <bdi>{ request.title.to_string() }</bdi> };
    let resource = request.resource_title.as_ref();
    let resource = resource.map_or_else(
        || words.text("mine-unknown-resource"),
        |title| title.to_string().into(),
    );
    html! {
        <li key={instance_digits(&request.request)} class="request card" data-row="">
            <h3>
                if let Some((festival, event)) = request.event {
                    <a href={Route::Event(festival, event).href()}>{ title }</a>
                } else {
                    { title }
                }
            </h3>
            { sign.with_word(word) }
            <p>
                <a class="inline" href={Route::Resource(request.festival, request.resource).href()}><bdi>{ resource }</bdi></a>
                if let Some(owner) = &request.owner {
                    { someone(words, owner, Some(request.festival)) }
                }
            </p>
            { for festival.map(|name| html! { <p class="quiet"><bdi>{ name }</bdi></p> }) }
            <p><strong>{ say::when(words, clock, request.interval) }</strong></p>
            { for facts(words, request, clock).into_iter().map(|fact| html! { <p dir="auto" class="quiet">{ fact }</p> }) }
            <RefusalNote at={Place::Request(request.request)} />
            <div class="buttons">
                if request.state == AskState::Waiting && !is_mine(request) {
                    <Remind title={request.title.clone()} />
                }
                if request.may_withdraw {
                    { take_back(words, send, request) }
                }
            </div>
        </li>
    }
}

/// Whether one asked oneself.
fn is_mine(request: &MyRequest) -> bool {
    request.owner.as_ref().is_some_and(|owner| owner.is_me)
}

/// What is known about it, each in a sentence.
fn facts(words: &Words, request: &MyRequest, clock: &Clock) -> Vec<AttrValue> {
    let mut facts = Vec::new();
    facts.extend(quantity(words, request));
    // What the owner does is no news where that is oneself.
    let owner = request.owner.as_ref().filter(|owner| !owner.is_me);
    let name = owner.map(|owner| person_name(words, owner));
    if request.state.is_open()
        && let (Some(name), Some(active)) = (&name, request.owner_active)
    {
        let ago = clock.ago(active);
        let values = [("name", (&**name).into()), ("ago", (&*ago).into())];
        facts.push(words.text_with("mine-owner-active", &values));
    }
    if request.state.is_open()
        && let (Some(name), Some(here)) = (&name, request.owner_here)
    {
        let time = clock.day_time(here);
        let values = [("name", (&**name).into()), ("time", (&*time).into())];
        facts.push(words.text_with("owner-last-here", &values));
    }
    if request.state.is_open() && request.waiting_for_this_time > 1 {
        let waiting = count(request.waiting_for_this_time);
        facts.push(words.text_with("mine-waiting", &[("count", waiting.into())]));
    }
    if let Some(answer) = &request.answer {
        if let Some(position) = answer.position {
            facts.push(words.text_with("mine-position", &[("position", position.into())]));
        }
        if request.state == AskState::Declined || request.state == AskState::Unavailable {
            facts.push(words.text(say::reason(answer.reason)));
        }
        if !answer.text.is_empty() {
            facts.push(words.text_with("mine-their-words", &[("text", (&*answer.text).into())]));
        }
    } else if let (true, Some(name)) = (request.reached_owner, &name) {
        facts.push(words.text_with("reached-owner", &[("name", (&**name).into())]));
    } else if request.shared_with > 0 {
        let shared = count(request.shared_with);
        facts.push(words.text_with("event-shared", &[("count", shared.into())]));
    } else {
        facts.push(words.text("event-saved"));
    }
    facts
}

/// How many were asked for.
fn quantity(words: &Words, request: &MyRequest) -> Option<AttrValue> {
    let asked = [("count", request.quantity.into())];
    (request.quantity > 1).then(|| words.text_with("mine-quantity", &asked))
}

#[derive(Properties, PartialEq)]
struct RemindProps {
    title: Rc<str>,
}

/// Hands words with a link to the inbox to another app, for the owner.
#[component]
fn Remind(props: &RemindProps) -> Html {
    let words = use_words();
    let copied = use_state_eq(|| None::<bool>);
    let onclick = {
        let (words, title, copied) = (words.clone(), props.title.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let link = address_of(&Route::Inbox);
            let values = [("title", (&*title).into()), ("link", (&*link).into())];
            let text = words.text_with("remind-text", &values).to_string();
            let copied = copied.clone();
            hand_over(text, Callback::from(move |worked| copied.set(Some(worked))));
        })
    };
    let said = copied.map(|worked| {
        words.text(if worked {
            "remind-copied"
        } else {
            "copy-failed"
        })
    });
    html! {
        <>
            <button type="button" class="plain" {onclick}>{ words.text("remind") }</button>
            <span role="status" class="quiet">{ said }</span>
        </>
    }
}

/// Takes the request back, once asked.
fn take_back(words: &Words, send: &Send, request: &MyRequest) -> Html {
    let (festival, request) = (request.festival, request.request);
    let on_confirm = send.reform(move |()| Command::Withdraw { festival, request });
    html! {
        <AskButton id="take-back" label={words.text("take-back")} title={words.text("take-back-title")} {on_confirm}>
            <p>{ words.text("take-back-means") }</p>
        </AskButton>
    }
}
