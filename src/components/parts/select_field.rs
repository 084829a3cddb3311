//! A labelled choice of one among a few.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Props of [`SelectField`].
#[derive(Properties, PartialEq)]
pub struct SelectFieldProps {
    /// Its id in the page; the label points to it.
    pub id: AttrValue,
    /// What stands above it.
    pub label: AttrValue,
    /// Values and what is shown for them.
    pub options: Vec<(AttrValue, AttrValue)>,
    /// The value chosen.
    pub value: AttrValue,
    /// Gets every change.
    pub on_change: Callback<String>,
}

/// The field.
#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let onchange = props.on_change.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        select.map(|select| select.value()).unwrap_or_default()
    });
    let options = props.options.iter().map(|(value, shown)| {
        html! { <option key={value.to_string()} {value} selected={*value == props.value}>{ shown }</option> }
    });
    html! {
        <div class="field">
            <label for={&props.id}>{ &props.label }</label>
            <select id={&props.id} {onchange}>{ for options }</select>
        </div>
    }
}
