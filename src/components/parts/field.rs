//! Labelled fields for text, each with its hint and what is wrong with it:
//!
//! ```ignore
//! html! { { line("event-title", words.text("event-title"), title, on_change).required().problem(problem) } }
//! ```

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// A field before it is drawn.
pub struct Field {
    id: AttrValue,
    label: AttrValue,
    value: AttrValue,
    on_change: Callback<String>,
    is_long: bool,
    kind: &'static str,
    hint: Option<AttrValue>,
    problem: Option<AttrValue>,
    required: bool,
    digits: bool,
    proposals: Vec<AttrValue>,
    max_length: u32,
}

/// A field of one line: its id in the page, what stands above it, what is in it, and
/// what gets every change.
pub fn line(
    id: impl Into<AttrValue>,
    label: AttrValue,
    value: impl Into<AttrValue>,
    on_change: Callback<String>,
) -> Field {
    Field {
        id: id.into(),
        label,
        value: value.into(),
        on_change,
        is_long: false,
        kind: "text",
        hint: None,
        problem: None,
        required: false,
        digits: false,
        proposals: Vec::new(),
        max_length: 256,
    }
}

/// A field of several lines; see [`line`].
pub fn area(
    id: impl Into<AttrValue>,
    label: AttrValue,
    value: impl Into<AttrValue>,
    on_change: Callback<String>,
) -> Field {
    Field {
        is_long: true,
        ..line(id, label, value, on_change)
    }
}

impl Field {
    /// The `type` of the input.
    pub fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// What to mind.
    pub fn hint(self, hint: AttrValue) -> Self {
        let hint = Some(hint);
        Self { hint, ..self }
    }

    /// What is wrong with it.
    pub fn problem(self, problem: Option<AttrValue>) -> Self {
        Self { problem, ..self }
    }

    /// It may not stay empty.
    pub fn required(self) -> Self {
        let required = true;
        Self { required, ..self }
    }

    /// Phones show their digits.
    pub fn digits(self) -> Self {
        let digits = true;
        Self { digits, ..self }
    }

    /// Words to choose from, or others.
    pub fn proposals(self, proposals: Vec<AttrValue>) -> Self {
        Self { proposals, ..self }
    }

    /// Longest text, characters, 256 if nothing is said; the core checks bytes.
    pub fn max_length(self, max_length: u32) -> Self {
        Self { max_length, ..self }
    }

    fn draw(self) -> Html {
        let note = note(&self.id, self.problem.as_ref(), self.hint.as_ref());
        let described = (self.problem.is_some() || self.hint.is_some()).then(|| note_id(&self.id));
        let invalid = self.problem.is_some().then_some("true");
        let length = self.max_length.to_string();
        let oninput = self.on_change.reform(|event: InputEvent| typed(&event));
        let list = (!self.proposals.is_empty()).then(|| format!("{}-list", self.id));
        let field = if self.is_long {
            html! {
                <textarea id={&self.id} rows="4" value={&self.value} required={self.required} dir="auto"
                    maxlength={length} aria-invalid={invalid} aria-describedby={described} {oninput} />
            }
        } else {
            html! {
                <input id={&self.id} type={self.kind} value={&self.value} required={self.required} autocomplete="off"
                    dir={(self.kind == "text").then_some("auto")} inputmode={self.digits.then_some("numeric")}
                    maxlength={length} list={list.clone()} aria-invalid={invalid} aria-describedby={described} {oninput} />
            }
        };
        html! {
            <div class="field">
                <label for={self.id}>{ self.label }</label>
                { field }
                if let Some(id) = list {
                    <datalist {id}>{ for self.proposals.iter().map(|word| html! { <option key={word.to_string()} value={word} /> }) }</datalist>
                }
                { note }
            </div>
        }
    }
}

impl From<Field> for VNode {
    fn from(field: Field) -> Self {
        field.draw()
    }
}

fn note_id(id: &str) -> String {
    format!("{id}-note")
}

/// What is wrong with a field, else what to mind, named by [`note_id`].
pub(super) fn note(id: &str, problem: Option<&AttrValue>, hint: Option<&AttrValue>) -> Html {
    match (problem, hint) {
        (Some(problem), _) => {
            html! { <p id={note_id(id)} class="wrong" role="alert">{ problem }</p> }
        }
        (None, Some(hint)) => html! { <p id={note_id(id)} class="quiet hint">{ hint }</p> },
        (None, None) => Html::default(),
    }
}

fn typed(event: &InputEvent) -> String {
    let target = event.target();
    let input = target.as_ref().and_then(|target| target.dyn_ref());
    let area = target.as_ref().and_then(|target| target.dyn_ref());
    let input = input.map(HtmlInputElement::value);
    input
        .or_else(|| area.map(HtmlTextAreaElement::value))
        .unwrap_or_default()
}
