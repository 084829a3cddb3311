//! Labelled fields of forms, each with its hint and what is wrong with it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What every field has.
#[derive(Clone, Properties, PartialEq)]
pub struct FieldProps {
    /// Its id in the page; the label points to it.
    pub id: AttrValue,
    /// What stands above it.
    pub label: AttrValue,
    /// What is in it.
    pub value: AttrValue,
    /// Gets every change.
    pub on_change: Callback<String>,
    /// The `type` of an input.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What to mind.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Whether it may not stay empty.
    #[prop_or_default]
    pub required: bool,
    /// Whether phones show their digits.
    #[prop_or_default]
    pub digits: bool,
    /// Words to choose from, or others.
    #[prop_or_default]
    pub proposals: Vec<AttrValue>,
    /// Longest text, characters; the core checks bytes.
    #[prop_or(256)]
    pub max_length: i32,
}

impl FieldProps {
    fn notes(&self) -> (Option<String>, Html) {
        let id = self.problem.as_ref().or(self.hint.as_ref());
        let id = id.map(|_| format!("{}-note", self.id));
        let note = match (&self.problem, &self.hint) {
            (Some(problem), _) => {
                html! { <p id={id.clone()} class="wrong" role="alert">{ problem }</p> }
            }
            (None, Some(hint)) => html! { <p id={id.clone()} class="quiet hint">{ hint }</p> },
            (None, None) => Html::default(),
        };
        (id, note)
    }

    fn invalid(&self) -> Option<&'static str> {
        self.problem.is_some().then_some("true")
    }
}

/// A field of one line.
#[component]
pub fn Line(props: &FieldProps) -> Html {
    let (described, note) = props.notes();
    let list = (!props.proposals.is_empty()).then(|| format!("{}-list", props.id));
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            <input id={&props.id} type={&props.kind} value={&props.value} required={props.required} autocomplete="off"
                dir={(props.kind == "text").then_some("auto")}
                inputmode={props.digits.then_some("numeric")} maxlength={props.max_length.to_string()} list={list.clone()}
                aria-invalid={props.invalid()} aria-describedby={described} oninput={typed(&props.on_change)} />
            if let Some(id) = list {
                <datalist {id}>{ for props.proposals.iter().map(|word| html! { <option key={word.to_string()} value={word} /> }) }</datalist>
            }
            { note }
        </div>
    }
}

/// A field of several lines.
#[component]
pub fn Area(props: &FieldProps) -> Html {
    let (described, note) = props.notes();
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            <textarea id={&props.id} rows="4" value={&props.value} required={props.required} dir="auto"
                maxlength={props.max_length.to_string()} aria-invalid={props.invalid()} aria-describedby={described}
                oninput={typed(&props.on_change)} />
            { note }
        </div>
    }
}

/// Props of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps {
    /// Its id in the page.
    pub id: AttrValue,
    /// What stands above it.
    pub label: AttrValue,
    /// What is chosen.
    pub value: AttrValue,
    /// Values and their words.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// Gets every choice.
    pub on_change: Callback<String>,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
}

/// One of several.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let options = props.options.iter().map(|(value, label)| html! {
        <option key={value.to_string()} {value} selected={*value == props.value}>{ label }</option>
    });
    let onchange = props.on_change.reform(|event: Event| {
        let target = event.target_dyn_into::<HtmlSelectElement>();
        target.map(|select| select.value()).unwrap_or_default()
    });
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            <select id={&props.id} {onchange}>{ for options }</select>
            if let Some(problem) = &props.problem {
                <p class="wrong" role="alert">{ problem }</p>
            }
        </div>
    }
}

/// Props of [`Tick`].
#[derive(Properties, PartialEq)]
pub struct TickProps {
    /// Its id in the page.
    pub id: AttrValue,
    /// What stands beside it.
    pub label: AttrValue,
    /// Whether it is ticked.
    pub on: bool,
    /// Gets every change.
    pub on_change: Callback<bool>,
}

/// Yes or no.
#[component]
pub fn Tick(props: &TickProps) -> Html {
    let next = !props.on;
    let onchange = props.on_change.reform(move |_: Event| next);
    html! {
        <label class="tick" for={&props.id}>
            <input id={&props.id} type="checkbox" checked={props.on} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}

/// Props of [`Choice`].
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// Its name in the page.
    pub name: AttrValue,
    /// What stands above it.
    pub label: AttrValue,
    /// What is chosen.
    pub value: AttrValue,
    /// Values, words, and what they mean.
    pub options: Vec<(AttrValue, AttrValue, AttrValue)>,
    /// Gets every choice.
    pub on_change: Callback<String>,
}

/// One of a few, all of them in sight.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let options = props.options.iter().map(|(value, label, meaning)| {
        let chosen = value.to_string();
        let onchange = props.on_change.reform(move |_: Event| chosen.clone());
        let id = format!("{}-{value}", props.name);
        let meaning_id = (!meaning.is_empty()).then(|| format!("{id}-meaning"));
        html! {
            <div key={value.to_string()} class="choice">
                <label class="tick" for={id.clone()}>
                    <input {id} type="radio" name={&props.name} value={value} checked={*value == props.value}
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
            <legend>{ &props.label }</legend>
            { for options }
        </fieldset>
    }
}

fn typed(on_change: &Callback<String>) -> Callback<InputEvent> {
    on_change.reform(|event: InputEvent| {
        let target = event.target_unchecked_into::<web_sys::EventTarget>();
        let input = target
            .dyn_ref::<HtmlInputElement>()
            .map(HtmlInputElement::value);
        let area = target
            .dyn_ref::<HtmlTextAreaElement>()
            .map(HtmlTextAreaElement::value);
        input.or(area).unwrap_or_default()
    })
}
