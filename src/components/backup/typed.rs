//! What is typed on the page about backups. It is nowhere else, and forgotten with
//! the page: these are secrets.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// All fields of the page.
#[derive(Clone, Default, PartialEq)]
pub struct Typed {
    /// A new passphrase, twice.
    pub passphrase: [String; 2],
    /// The passphrase of a file to be opened.
    pub opening: String,
    /// The 24 words, or a move code.
    pub text: String,
    /// Words asked for in practice.
    pub practice: [String; 3],
    /// Whether the practice went wrong.
    pub missed: bool,
    /// Whether it went well.
    pub practised: bool,
}

/// Takes the changes of one field.
pub(super) fn on_change(
    typed: &UseStateHandle<Typed>,
    set: impl Fn(&mut Typed, String) + 'static,
) -> Callback<String> {
    let typed = typed.clone();
    Callback::from(move |text| {
        let mut next = (*typed).clone();
        set(&mut next, text);
        typed.set(next);
    })
}

/// For a form in which choosing the file is what sends it: the enter key alone does
/// nothing. It is a form because browsers expect one around a password.
pub(super) fn stay() -> Callback<SubmitEvent> {
    Callback::from(|event: SubmitEvent| event.prevent_default())
}

/// A field for a passphrase.
pub(super) fn passphrase(
    id: &'static str,
    label: AttrValue,
    value: &str,
    on_change: Callback<String>,
) -> Html {
    let oninput = on_change.reform(|event: InputEvent| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        field.map(|field| field.value()).unwrap_or_default()
    });
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <input {id} type="password" autocomplete="off" value={value.to_owned()} {oninput} />
        </div>
    }
}
