//! Light, dark, or as the system says.

use yew::prelude::*;

use super::select;
use crate::components::device::Theme;
use crate::components::language::use_words;

/// A select with the themes.
#[component]
pub fn ThemeChoice() -> Html {
    let words = use_words();
    let chosen = use_state_eq(Theme::chosen);
    let word = |theme: Theme| match theme {
        Theme::System => "theme-system",
        Theme::Light => "theme-light",
        Theme::Dark => "theme-dark",
    };
    let options: Vec<(AttrValue, AttrValue)> = Theme::ALL
        .iter()
        .map(|theme| (AttrValue::Static(word(*theme)), words.text(word(*theme))))
        .collect();
    let value = word(*chosen);
    let on_change = Callback::from(move |value: String| {
        let theme = Theme::ALL.into_iter().find(|theme| word(*theme) == value);
        let theme = theme.unwrap_or(Theme::System);
        theme.choose();
        chosen.set(theme);
    });
    html! { { select("theme", words.text("theme-label"), value, options, on_change) } }
}
