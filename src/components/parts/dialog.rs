//! Asks before something that cannot be undone.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::components::language::use_words;

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its id in the page.
    pub id: AttrValue,
    /// The question.
    pub title: AttrValue,
    /// What the button says that does it.
    pub confirm: AttrValue,
    /// Whether something is lost for good: the button says so by its colour, and the other
    /// one has the focus first.
    #[prop_or_default]
    pub destroys: bool,
    /// Does it.
    pub on_confirm: Callback<()>,
    /// Closes without doing it.
    pub on_cancel: Callback<()>,
    /// What comes of it.
    pub children: Html,
}

/// A dialog that is open as long as it is drawn. The browser keeps the focus in it
/// and closes it by Escape.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let dialog = use_node_ref();
    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Refused only where it is open already.
                let _ = dialog.show_modal();
            }
        }
    });
    let title = format!("{}-title", props.id);
    let oncancel = props
        .on_cancel
        .reform(|event: Event| event.prevent_default());
    html! {
        <dialog ref={dialog} aria-labelledby={title.clone()} {oncancel}>
            <div class="stack">
                <h2 id={title}>{ &props.title }</h2>
                { props.children.clone() }
                <div class="buttons">
                    <button type="button" class={classes!(props.destroys.then_some("danger"))} onclick={props.on_confirm.reform(|_: MouseEvent| ())}>{ &props.confirm }</button>
                    <button type="button" class="plain" autofocus={props.destroys} onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ words.text("dialog-cancel") }</button>
                </div>
            </div>
        </dialog>
    }
}
