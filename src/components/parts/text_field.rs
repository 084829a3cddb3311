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
    let field = if props.long {
        html! {
            <textarea id={&props.id} rows="4" maxlength={length} value={&props.value} required={props.required} {oninput} />
        }
    } else {
        html! {
            <input id={&props.id} type="text" maxlength={length} value={&props.value} required={props.required} autocomplete="off" {oninput} />
        }
    };
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            { field }
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
