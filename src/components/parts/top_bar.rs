//! The bar on top of every page: which festival, how connected, who you are.

use std::rc::Rc;

use yew::prelude::*;

use super::{festival_switcher, heart_link, mark_badge};
use crate::components::language::use_words;
use crate::components::route::Route;
use crate::peer::mark::Mark;
use crate::peer::view_model::{FestivalId, FestivalRow, FrameView, Heart};

/// Props of [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// Where one is.
    pub route: Route,
    /// In which festival.
    pub festival: Option<FestivalId>,
    /// What is known once the peer runs.
    pub known: Option<TopBarKnown>,
}

/// What the bar shows of the peer.
#[derive(Clone, PartialEq)]
pub struct TopBarKnown {
    festivals: Rc<[FestivalRow]>,
    heart: Heart,
    me: Mark,
}

impl TopBarKnown {
    /// What of it the bar shows.
    pub fn of(frame: &FrameView) -> Self {
        Self {
            festivals: frame.festivals.clone(),
            heart: frame.heart,
            me: frame.me.mark,
        }
    }
}

/// The top bar; it is drawn anew only when something of it changes.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let words = use_words();
    let route = &props.route;
    let current = |to: Route| (to == *route).then_some("page");
    let known = props.known.as_ref();
    let festivals = known.map_or(&[][..], |known| &known.festivals);
    let festival = festivals.iter().find(|row| Some(row.id) == props.festival);
    html! {
        <header class="bar">
            if let Some(festival) = festival {
                { festival_switcher(&words, festival, festivals, route) }
            } else {
                <a class="brand" href={Route::Home.href()} aria-label={words.text("nav-home")} aria-current={current(Route::Home)}>
                    <img src="icon.svg" alt="" width="36" height="36" />
                    <span>{ words.text("app-name") }</span>
                </a>
            }
            if let Some(known) = known {
                { heart_link(&words, known.heart, *route == Route::Connections) }
                <a class="you" href={Route::Me.href()} aria-label={words.text("nav-you")} aria-current={current(Route::Me)}>
                    { mark_badge(known.me, true) }
                </a>
            }
        </header>
    }
}
