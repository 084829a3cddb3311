//! The bar on top of every page: which festival, how connected, who you are.

use yew::prelude::*;

use super::{FestivalSwitcher, HeartLink, MarkBadge};
use crate::components::language::use_words;
use crate::components::route::Route;
use crate::peer::view_model::{FestivalRow, FrameView};

/// Props of [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// The page that is shown.
    pub route: Route,
    /// The festival one is in.
    pub festival: Option<FestivalRow>,
    /// What stays while pages change, once the peer runs.
    pub frame: Option<FrameView>,
}

/// The top bar.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let words = use_words();
    let current = |route: Route| (route == props.route).then_some("page");
    html! {
        <header class="bar">
            if let (Some(festival), Some(frame)) = (&props.festival, &props.frame) {
                <FestivalSwitcher festival={festival.clone()} festivals={frame.festivals.clone()} route={props.route.clone()} />
            } else {
                <a class="brand" href={Route::Home.href()} aria-label={words.text("nav-home")} aria-current={current(Route::Home)}>
                    <img src="icon.svg" alt="" width="36" height="36" />
                    <span>{ words.text("app-name") }</span>
                </a>
            }
            if let Some(frame) = &props.frame {
                <HeartLink heart={frame.heart} current={props.route == Route::Connections} />
                <a class="you" href={Route::Me.href()} aria-label={words.text("nav-you")} aria-current={current(Route::Me)}>
                    <MarkBadge mark={frame.me.mark} small=true />
                </a>
            }
        </header>
    }
}
