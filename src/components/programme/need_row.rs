//! A need on the page of its event: its state, who was asked, what they said.

use yew::prelude::*;

use super::wording::{count, importance, need_label, need_sign, request_sign};
use super::{person_line, policy_line};
use crate::components::inbox::reason;
use crate::components::language::{Words, use_words};
use crate::components::parts::{RefusalNote, Sign, line};
use crate::components::route::{Day, Route};
use crate::components::time::Clock;
use crate::peer::view_model::{
    AskState, FestivalId, InstanceId, MyRequest, NeedRow, Place, instance_digits,
};

/// The row.
pub fn need_row(
    words: &Words,
    event: InstanceId,
    row: &NeedRow,
    mine: bool,
    clock: &Clock,
    on_ask: &Callback<(u32, String)>,
    on_withdraw: &Callback<MyRequest>,
) -> Html {
    let mark = &row.mark;
    let said = need_sign(words, mark);
    let (sign, word) = said.clone();
    html! {
        <li key={mark.need} class="need-row">
            <p class="mark">
                if let Some(resource) = &row.resource {
                    <a class="need-name" href={Route::Resource(resource.festival, resource.id).href()}><bdi>{ &*resource.title }</bdi></a>
                } else {
                    <bdi class="need-name">{ need_label(words, mark) }</bdi>
                }
                { sign.with_word(word) }
            </p>
            <p class="quiet">
                { importance(words, mark.importance) }
                if mark.quantity > 1 {
                    { " · " }{ words.text_with("units-count", &[("count", mark.quantity.into())]) }
                }
            </p>
            if let Some(resource) = &row.resource {
                if resource.title != mark.label {
                    <bdi>{ &*mark.label }</bdi>
                }
                if let Some(location) = &resource.location {
                    <bdi class="quiet">{ &**location }</bdi>
                }
                { policy_line(words, &resource.policy, None) }
                { person_line(words, &resource.owner, resource.festival, resource.owner_active, clock) }
            }
            if let Some((festival, resource)) = movable(row) {
                <p><a class="inline" href={Route::Day(festival, Day::Days(resource)).href()}>{ words.text("moved-offer") }</a></p>
            }
            if row.waits_for_time {
                <p class="quiet">{ words.text("need-waits-for-time") }</p>
            }
            if !row.requests.is_empty() {
                <ul class="lines">{ for row.requests.iter().map(|request| asked(words, clock, on_withdraw, request, &said)) }</ul>
            }
            if mine && row.may_ask {
                <AskAgain event={event} need={mark.need} is_first={row.requests.is_empty()} on_ask={on_ask.clone()} />
            }
        </li>
    }
}

/// The resource that was granted, where it is mine: its owner may say that this
/// happens elsewhere.
fn movable(row: &NeedRow) -> Option<(FestivalId, InstanceId)> {
    let resource = row.resource.as_ref().filter(|resource| resource.mine)?;
    let mut requests = row.requests.iter();
    let is_granted = requests.any(|request| request.state == AskState::Accepted);
    is_granted.then_some((resource.festival, resource.id))
}

fn asked(
    words: &Words,
    clock: &Clock,
    on_withdraw: &Callback<MyRequest>,
    request: &MyRequest,
    of_need: &(Sign, AttrValue),
) -> Html {
    let answer = request.answer.as_ref();
    let state = request_sign(words, request);
    let said = answer.filter(|answer| !answer.text.is_empty());
    let is_refused = matches!(request.state, AskState::Declined | AskState::Unavailable);
    let refused = answer.filter(|_| is_refused);
    let waiting = request.waiting_for_this_time;
    let withdraw = {
        let request = request.clone();
        on_withdraw.reform(move |_: MouseEvent| request.clone())
    };
    html! {
        <li key={instance_digits(&request.request)}>
            // The need above says the same where this request decides it.
            if state != *of_need {
                { state.0.with_word(state.1) }
            }
            if let Some(time) = request.interval {
                <span class="quiet">{ clock.long_range(time.start, time.end) }</span>
            }
            if let Some(answer) = refused {
                <span class="quiet">{ words.text(reason(answer.reason)) }</span>
            }
            if let Some(answer) = said {
                <p class="owner-note"><bdi>{ &*answer.text }</bdi></p>
            }
            if let Some(position) = answer.and_then(|answer| answer.position) {
                <span class="quiet">{ words.text_with("ask-position", &[("position", position.into())]) }</span>
            }
            if request.state == AskState::Waiting && waiting > 1 {
                <span class="quiet">{ words.text_with("ask-rivals", &[("count", count(waiting - 1).into())]) }</span>
            }
            if request.mine && request.state == AskState::Waiting {
                <span class="quiet">{ reach(words, request.shared_with) }</span>
            }
            if request.mine && request.may_withdraw {
                <button type="button" class="plain" onclick={withdraw}>{ words.text("ask-withdraw") }</button>
            }
            <RefusalNote at={Place::Request(request.request)} />
        </li>
    }
}

fn reach(words: &Words, shared_with: usize) -> AttrValue {
    match shared_with {
        0 => words.text("event-saved"),
        devices => words.text_with("event-shared", &[("count", count(devices).into())]),
    }
}

#[derive(Properties, PartialEq)]
struct AskAgainProps {
    event: InstanceId,
    need: u32,
    is_first: bool,
    on_ask: Callback<(u32, String)>,
}

/// Words to the owner and the button.
#[component]
fn AskAgain(props: &AskAgainProps) -> Html {
    let words = use_words();
    let note = use_state(String::new);
    let on_change = {
        let note = note.clone();
        Callback::from(move |text| note.set(text))
    };
    let (need, said) = (props.need, (*note).clone());
    let ask = props
        .on_ask
        .reform(move |_: MouseEvent| (need, said.clone()));
    html! {
        <div class="stack">
            { line(format!("ask-{need}"), words.text("need-note"), (*note).clone(), on_change).max_length(2_000) }
            <button type="button" onclick={ask}>{ if props.is_first { words.text("ask") } else { words.text("ask-again") } }</button>
            <RefusalNote at={Place::Need(props.event, need)} />
        </div>
    }
}
