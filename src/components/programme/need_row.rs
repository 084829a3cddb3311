//! A need on the page of its event: its state, who was asked, what they said.

use yew::prelude::*;

use super::fields::Line;
use super::wording::{count, importance, need_label, need_sign};
use super::{PersonLine, PolicyLine};
use crate::components::language::{Words, use_words};
use crate::components::parts::{RefusalNote, Sign, SignMark};
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{AskState, InstanceId, MyRequest, NeedRow, Place, instance_digits};

/// Props of [`NeedRowView`].
#[derive(Properties, PartialEq)]
pub struct NeedRowViewProps {
    /// The event.
    pub event: InstanceId,
    /// The need.
    pub row: NeedRow,
    /// Whether the event is mine.
    pub mine: bool,
    /// The festival's clocks.
    pub clock: Clock,
    /// Asks (again): the need and words to the owner.
    pub on_ask: Callback<(u32, String)>,
    /// Takes a request back.
    pub on_withdraw: Callback<MyRequest>,
}

/// The row.
#[component]
pub fn NeedRowView(props: &NeedRowViewProps) -> Html {
    let words = use_words();
    let (row, mark) = (&props.row, &props.row.mark);
    let share = [
        (
            "granted",
            u32::try_from(mark.granted).unwrap_or(u32::MAX).into(),
        ),
        ("quantity", mark.quantity.into()),
    ];
    let (sign, word) = need_sign(&words, mark.state);
    html! {
        <li class="need-row">
            <p class="mark">
                if let Some(resource) = &row.resource {
                    <a class="need-name" href={Route::Resource(resource.festival, resource.id).href()}><bdi>{ &*resource.title }</bdi></a>
                } else {
                    <bdi class="need-name">{ need_label(&words, mark) }</bdi>
                }
                <SignMark {sign} {word} />
            </p>
            <p class="quiet">
                { importance(&words, mark.importance) }
                if mark.quantity > 1 {
                    { " · " }{ words.text_with("need-granted", &share) }
                }
            </p>
            if let Some(resource) = &row.resource {
                if resource.title != mark.label {
                    <bdi>{ &*mark.label }</bdi>
                }
                if let Some(location) = &resource.location {
                    <bdi class="quiet">{ &**location }</bdi>
                }
                <PolicyLine policy={resource.policy.clone()} />
                <PersonLine person={resource.owner.clone()} festival={resource.festival} active={resource.owner_active} clock={props.clock.clone()} />
            }
            if row.waits_for_time {
                <p class="quiet">{ words.text("need-waits-for-time") }</p>
            }
            if !row.requests.is_empty() {
                <ul class="lines">{ for row.requests.iter().map(|request| asked(&words, props, request)) }</ul>
            }
            if props.mine && row.may_ask {
                <AskAgain event={props.event} need={mark.need} is_first={row.requests.is_empty()} on_ask={props.on_ask.clone()} />
            }
        </li>
    }
}

fn asked(words: &Words, props: &NeedRowViewProps, request: &MyRequest) -> Html {
    let (sign, word) = Sign::of_ask(request.state, request.stale);
    let answer = request.answer.as_ref();
    let said = answer.filter(|answer| !answer.text.is_empty());
    let waiting = request.waiting_for_this_time;
    let withdraw = {
        let request = request.clone();
        props
            .on_withdraw
            .reform(move |_: MouseEvent| request.clone())
    };
    html! {
        <li key={instance_digits(&request.request)}>
            <SignMark {sign} word={words.text(word)} />
            if let Some(time) = request.interval {
                <span class="quiet">{ props.clock.long_range(time.start, time.end) }</span>
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
            <Line id={format!("ask-{need}")} label={words.text("need-note")} value={(*note).clone()} max_length={2_000} {on_change} />
            <button type="button" onclick={ask}>{ if props.is_first { words.text("ask") } else { words.text("ask-again") } }</button>
            <RefusalNote at={Place::Need(props.event, need)} />
        </div>
    }
}
