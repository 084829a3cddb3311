//! A button that shows what stands below it, links as a rule.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// Props of [`Menu`].
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// Its id in the page.
    pub id: AttrValue,
    /// What the button shows.
    pub button: Html,
    /// What the button is called, where it does not show words.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Looks.
    #[prop_or_default]
    pub class: Classes,
    /// What stands below.
    pub children: Html,
}

/// The menu. It closes when something in it was pressed, when the focus leaves it,
/// and by Escape, which gives the focus back to the button.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let whole = use_node_ref();
    let button = use_node_ref();
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(false))
    };
    let onkeydown = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    // Refused by no element that is shown.
                    let _ = button.focus();
                }
            }
        })
    };
    let onfocusout = {
        let (open, whole) = (open.clone(), whole.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event
                .related_target()
                .and_then(|next| next.dyn_into::<Node>().ok());
            let inside = match (whole.cast::<Node>(), next) {
                (Some(whole), Some(next)) => whole.contains(Some(&next)),
                // The focus left for no element at all: a press on empty ground.
                _ => true,
            };
            if !inside {
                open.set(false);
            }
        })
    };
    html! {
        <div ref={whole} class={classes!("menu", props.class.clone())} {onkeydown} {onfocusout}>
            <button ref={button} type="button" aria-expanded={open.to_string()} aria-controls={&props.id}
                aria-label={props.label.clone()} onclick={toggle}>{ props.button.clone() }</button>
            <div id={&props.id} class="menu-items" hidden={!*open} onclick={close}>{ props.children.clone() }</div>
        </div>
    }
}
