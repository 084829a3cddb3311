//! The bar on top of every page: where to go, which language, who you are.

use yew::prelude::*;

use super::{LanguageChoice, MarkBadge};
use crate::components::language::use_words;
use crate::components::peer_provider::use_view;
use crate::components::route::Route;
use crate::peer::view_model::AppView;

/// Props of [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// The page that is shown.
    pub route: Route,
}

/// The top bar.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let words = use_words();
    let current = |route: Route| (route == props.route).then_some("page");
    let view = use_view();
    let you = match &*view {
        AppView::Ready(ready) => html! { <MarkBadge mark={ready.me.mark} small=true /> },
        AppView::Starting | AppView::Failed(_) => Html::default(),
    };
    html! {
        <header class="bar">
            <nav aria-label={words.text("nav-label")}>
                <a class="brand" href={Route::Home.href()} aria-label={words.text("nav-home")} aria-current={current(Route::Home)}>
                    <img src="icon.svg" alt="" width="32" height="32" />
                    <span aria-hidden="true">{ words.text("app-name") }</span>
                </a>
                <a class="you" href={Route::Me.href()} aria-current={current(Route::Me)}>
                    { you }
                    <span class="words">{ words.text("nav-me") }</span>
                </a>
            </nav>
            <LanguageChoice />
        </header>
    }
}
