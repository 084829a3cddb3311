//! A labelled field for text, of one line or of several.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Props of [`TextField`].
#[derive(Properties, PartialEq)]
pub struct TextFieldProps {
    /// Its id in the page; the label points to it.
    pub id: AttrValue,
    /// What stands above it.
    pub label: AttrValue,
    /// What is in it.
    pub value: AttrValue,
    /// Gets every change.
    pub on_change: Callback<String>,
    /// The kind of a field of one line, as HTML calls it.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What helps to fill it in.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Whether it has several lines.
    #[prop_or_default]
    pub long: bool,
    /// Whether it may not stay empty.
    #[prop_or_default]
    pub required: bool,
    /// Longest text, characters; the core checks bytes.
    #[prop_or(256)]
    pub max_length: i32,
}

/// The field.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let oninput = props.on_change.reform(|event: InputEvent| {
        let target = event.target_unchecked_into::<web_sys::EventTarget>();
        typed(&target)
    });
    let length = props.max_length.to_string();
    let note = props.problem.as_ref().or(props.hint.as_ref());
    let described = note.map(|_| format!("{}-note", props.id));
    let invalid = props.problem.as_ref().map(|_| "true");
    let field = if props.long {
        html! {
            <textarea id={&props.id} rows="4" maxlength={length} value={&props.value} required={props.required} dir="auto"
                aria-describedby={described.clone()} aria-invalid={invalid} {oninput} />
        }
    } else {
        html! {
            <input id={&props.id} type={&props.kind} maxlength={length} value={&props.value} required={props.required}
                dir={(props.kind == "text").then_some("auto")} autocomplete="off"
                aria-describedby={described.clone()} aria-invalid={invalid} {oninput} />
        }
    };
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            { field }
            if let Some(note) = note {
                <p id={described} class={if invalid.is_some() { "wrong" } else { "quiet" }}>{ note }</p>
            }
        </div>
    }
}

fn typed(target: &web_sys::EventTarget) -> String {
    use wasm_bindgen::JsCast;
    let input = target
        .dyn_ref::<HtmlInputElement>()
        .map(HtmlInputElement::value);
    let area = target
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value);
    input.or(area).unwrap_or_default()
}
