//! The answers an owner can give: accept, decline with a reason, waiting list,
//! take a confirmation back. Says before what an accept does to the others.

use std::rc::Rc;

use yew::prelude::*;

use super::reason_form::ReasonForm;
use super::say::{self, count};
use crate::components::language::{Words, use_words};
use crate::components::parts::{Sign, line, select};
use crate::components::peer_provider::use_send;
use crate::peer::command::{Command, Others};
use crate::peer::view_model::{
    AskState, Clash, FestivalId, Interval, QueueRow, ReasonCode, Verdict, instance_digits,
};

/// Props of [`Decision`].
#[derive(Properties, PartialEq)]
pub(super) struct DecisionProps {
    /// The request's festival.
    pub festival: FestivalId,
    /// The request.
    pub row: QueueRow,
}

/// The buttons.
#[component]
pub(super) fn Decision(props: &DecisionProps) -> Html {
    let words = use_words();
    let send = use_send();
    let others = use_state_eq(|| Others::Decline);
    let saying = use_state_eq(|| None::<Verdict>);
    let typed = use_state_eq(|| None::<String>);
    let row = &props.row;
    let answer = {
        let (festival, request) = (props.festival, row.request);
        move |verdict, reason, text, grant, others| {
            send.emit(Command::Answer {
                festival,
                request,
                verdict,
                reason,
                text,
                grant,
                others,
            });
        }
    };
    let accept = |grant: Option<(Option<Interval>, u32)>| {
        let (answer, others) = (
            answer.clone(),
            if !row.displaces.is_empty() {
                *others
            } else {
                Others::Wait
            },
        );
        Callback::from(move |_: MouseEvent| {
            answer(
                Verdict::Accept,
                ReasonCode::Other,
                String::new(),
                grant,
                others,
            );
        })
    };
    let waitlist = {
        let answer = answer.clone();
        Callback::from(move |_: MouseEvent| {
            answer(
                Verdict::Waitlist,
                ReasonCode::Other,
                String::new(),
                None,
                Others::Wait,
            );
        })
    };
    let open_form = |verdict: Verdict| {
        let saying = saying.clone();
        Callback::from(move |_: MouseEvent| saying.set(Some(verdict)))
    };
    let choose_others = {
        let others = others.clone();
        Callback::from(move |chosen| others.set(chosen))
    };
    if let Some(verdict) = *saying {
        let on_say = {
            let (answer, saying) = (answer.clone(), saying.clone());
            Callback::from(move |(reason, text): (ReasonCode, String)| {
                answer(verdict, reason, text, None, Others::Wait);
                saying.set(None);
            })
        };
        let on_cancel = Callback::from(move |()| saying.set(None));
        let id = instance_digits(&row.request);
        return html! { <ReasonForm {id} {verdict} {on_say} {on_cancel} /> };
    }
    if row.state == AskState::Accepted {
        return html! {
            <button type="button" class="plain" onclick={open_form(Verdict::Revoke)}>{ words.text("answer-revoke") }</button>
        };
    }
    if !row.state.is_open() {
        return Html::default();
    }
    let most = grantable(row);
    let given = given(&typed, most);
    html! {
        <>
            if let Err(clash) = &row.fits {
                <p>{ Sign::Attention.with_word(say::clash(&words, clash)) }</p>
                if !row.clashes.is_empty() {
                    <p class="quiet">{ words.text_with("queue-in-the-way", &[("titles", (&*row.clashes.join(", ")).into())]) }</p>
                }
            } else if !row.displaces.is_empty() {
                { others_choice(&words, &instance_digits(&row.request), &row.displaces, *others, &choose_others) }
            }
            if most > 1 {
                { how_many(&words, &instance_digits(&row.request), most, &typed, given.is_none()) }
            }
            <div class="buttons">
                if given == Some(row.quantity) {
                    <button type="button" onclick={accept(None)}>{ words.text("answer-accept") }</button>
                } else if let Some(given) = given {
                    <button type="button" onclick={accept(Some((row.interval, given)))}>
                        { words.text_with("answer-accept-fewer", &[("count", given.into())]) }
                    </button>
                }
                <button type="button" class="plain" onclick={open_form(Verdict::Decline)}>{ words.text("answer-decline") }</button>
                if row.state != AskState::Waitlisted {
                    <button type="button" class="plain" onclick={waitlist}>{ words.text("answer-waitlist") }</button>
                }
            </div>
        </>
    }
}

/// How many units can be granted. Fewer than asked for are better than none.
fn grantable(row: &QueueRow) -> u32 {
    match row.fits {
        Ok(()) => row.quantity,
        Err(Clash::Taken { free, .. }) => free.min(row.quantity),
        Err(_) => 0,
    }
}

/// How many are given: all that can be, until something else is typed.
fn given(typed: &Option<String>, most: u32) -> Option<u32> {
    let given = match typed {
        Some(typed) => typed.trim().parse().ok()?,
        None => most,
    };
    (1..=most).contains(&given).then_some(given)
}

/// The field for a part of what was asked for.
fn how_many(
    words: &Words,
    id: &str,
    most: u32,
    typed: &UseStateHandle<Option<String>>,
    is_wrong: bool,
) -> Html {
    let value = (**typed).clone().unwrap_or_else(|| most.to_string());
    let set = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(Some(text)))
    };
    let problem = is_wrong.then(|| words.text_with("answer-at-most", &[("count", most.into())]));
    html! {
        { line(format!("many-{id}"), words.text("answer-how-many"), value, set).digits().problem(problem) }
    }
}

/// What an accept says to those who no longer fit: «2 others will be declined».
fn others_choice(
    words: &Words,
    id: &str,
    displaces: &[Rc<str>],
    chosen: Others,
    on_change: &Callback<Others>,
) -> Html {
    const WAYS: [(Others, &str, &str); 3] = [
        (Others::Decline, "decline", "others-decline"),
        (Others::Waitlist, "waitlist", "others-waitlist"),
        (Others::Wait, "wait", "others-wait"),
    ];
    let values = [("count", count(displaces.len()).into())];
    let options =
        WAYS.map(|(_, value, key)| (AttrValue::Static(value), words.text_with(key, &values)));
    let chosen = WAYS.iter().find(|(way, ..)| *way == chosen);
    let on_change = on_change.reform(|value: String| {
        let way = WAYS.iter().find(|(_, known, _)| *known == value);
        way.map_or(Others::Wait, |(way, ..)| *way)
    });
    let titles = displaces.join(", ");
    html! {
        <>
            { select(format!("others-{}", id), words.text("others-label"), chosen.map_or("", |(_, value, _)| value),
                options.to_vec(), on_change) }
            <p class="quiet" dir="auto">{ words.text_with("others-named", &[("titles", (&*titles).into())]) }</p>
        </>
    }
}
