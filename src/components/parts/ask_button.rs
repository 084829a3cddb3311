//! A button that asks before it does what cannot be undone.

use yew::prelude::*;

use super::Dialog;

/// Props of [`AskButton`].
#[derive(Properties, PartialEq)]
pub struct AskButtonProps {
    /// The dialog's id in the page.
    pub id: AttrValue,
    /// What the button says, and the one that does it.
    pub label: AttrValue,
    /// The question.
    pub title: AttrValue,
    /// Whether something is lost for good.
    #[prop_or_default]
    pub destroys: bool,
    /// Does it.
    pub on_confirm: Callback<()>,
    /// What comes of it.
    pub children: Html,
}

/// The button and its question.
#[component]
pub fn AskButton(props: &AskButtonProps) -> Html {
    let asking = use_state_eq(|| false);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let on_cancel = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let on_confirm = {
        let (asking, then) = (asking.clone(), props.on_confirm.clone());
        Callback::from(move |()| {
            asking.set(false);
            then.emit(());
        })
    };
    html! {
        <>
            <button type="button" class="plain" onclick={ask}>{ &props.label }</button>
            if *asking {
                <Dialog id={&props.id} title={&props.title} confirm={&props.label} destroys={props.destroys} {on_confirm} {on_cancel}>
                    { props.children.clone() }
                </Dialog>
            }
        </>
    }
}
