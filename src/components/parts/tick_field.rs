//! A labelled yes or no.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Props of [`TickField`].
#[derive(Properties, PartialEq)]
pub struct TickFieldProps {
    /// What stands beside it.
    pub label: AttrValue,
    /// Whether it is ticked.
    pub value: bool,
    /// Gets every change.
    pub on_change: Callback<bool>,
}

/// The field.
#[component]
pub fn TickField(props: &TickFieldProps) -> Html {
    let onchange = props.on_change.reform(|event: Event| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        input.is_some_and(|input| input.checked())
    });
    html! {
        <label class="check">
            <input type="checkbox" checked={props.value} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}
