//! The bar on top of every page: which festival, how connected, who you are.

use yew::prelude::*;

use super::{festival_switcher, heart_link, mark_badge};
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::{FestivalRow, FrameView};

/// The top bar.
pub fn top_bar(
    words: &Words,
    route: &Route,
    festival: Option<&FestivalRow>,
    frame: Option<&FrameView>,
) -> Html {
    let current = |to: Route| (to == *route).then_some("page");
    html! {
        <header class="bar">
            if let (Some(festival), Some(frame)) = (festival, frame) {
                { festival_switcher(words, festival, &frame.festivals, route) }
            } else {
                <a class="brand" href={Route::Home.href()} aria-label={words.text("nav-home")} aria-current={current(Route::Home)}>
                    <img src="icon.svg" alt="" width="36" height="36" />
                    <span>{ words.text("app-name") }</span>
                </a>
            }
            if let Some(frame) = frame {
                { heart_link(words, frame.heart, *route == Route::Connections) }
                <a class="you" href={Route::Me.href()} aria-label={words.text("nav-you")} aria-current={current(Route::Me)}>
                    { mark_badge(frame.me.mark, true) }
                </a>
            }
        </header>
    }
}
