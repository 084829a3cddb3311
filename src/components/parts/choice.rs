//! Labelled fields to choose by: one of many, one of a few, yes or no.

use web_sys::HtmlSelectElement;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use super::field::note;

/// One of many before it is drawn.
pub struct Select {
    id: AttrValue,
    label: AttrValue,
    value: AttrValue,
    options: Vec<(AttrValue, AttrValue)>,
    on_change: Callback<String>,
    problem: Option<AttrValue>,
    is_refused: bool,
}

/// One of many, folded: its id in the page, what stands above it, what is chosen,
/// values with their words, and what gets every choice.
pub fn select(
    id: impl Into<AttrValue>,
    label: AttrValue,
    value: impl Into<AttrValue>,
    options: Vec<(AttrValue, AttrValue)>,
    on_change: Callback<String>,
) -> Select {
    Select {
        id: id.into(),
        label,
        value: value.into(),
        options,
        on_change,
        problem: None,
        is_refused: false,
    }
}

impl Select {
    /// Whether the form cannot be sent with it.
    pub fn refused(self, is_refused: bool) -> Self {
        Self { is_refused, ..self }
    }

    /// What is wrong with the choice.
    pub fn problem(self, problem: Option<AttrValue>) -> Self {
        Self { problem, ..self }
    }
}

impl From<Select> for VNode {
    fn from(select: Select) -> Self {
        let options = select.options.iter().map(|(value, label)| {
            html! {
                <option key={value.to_string()} {value} selected={*value == select.value}>{ label }</option>
            }
        });
        let onchange = select.on_change.reform(|event: Event| {
            let target = event.target_dyn_into::<HtmlSelectElement>();
            target.map(|select| select.value()).unwrap_or_default()
        });
        html! {
            <div class="field">
                <label for={&select.id}>{ &select.label }</label>
                <select id={&select.id} aria-invalid={select.is_refused.then_some("true")} {onchange}>{ for options }</select>
                { note(&select.id, select.problem.as_ref(), None) }
            </div>
        }
    }
}

/// Yes or no.
pub fn tick(label: AttrValue, on: bool, on_change: Callback<bool>) -> Html {
    let onchange = on_change.reform(move |_: Event| !on);
    html! {
        <label class="tick">
            <input type="checkbox" checked={on} {onchange} />
            <span>{ label }</span>
        </label>
    }
}

/// One of a few, all of them in sight: values, words, and what they mean.
pub fn choice(
    name: &'static str,
    label: AttrValue,
    value: &str,
    options: Vec<(AttrValue, AttrValue, AttrValue)>,
    on_change: &Callback<String>,
) -> Html {
    let options = options.into_iter().map(|(option, label, meaning)| {
        let chosen = option.to_string();
        let onchange = on_change.reform(move |_: Event| chosen.clone());
        let id = format!("{name}-{option}");
        let meaning_id = (!meaning.is_empty()).then(|| format!("{id}-meaning"));
        html! {
            <div key={option.to_string()} class="choice">
                <label class="tick" for={id.clone()}>
                    <input {id} type="radio" {name} value={&option} checked={*option == *value}
                        aria-describedby={meaning_id.clone()} {onchange} />
                    <span>{ label }</span>
                </label>
                if let Some(id) = meaning_id {
                    <p {id} class="quiet">{ meaning }</p>
                }
            </div>
        }
    });
    html! {
        <fieldset class="choices">
            <legend>{ label }</legend>
            { for options }
        </fieldset>
    }
}
