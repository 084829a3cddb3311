//! How connected this device is, in words and as a heart that fills.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::route::Route;
use crate::peer::view_model::Heart;

/// Props of [`HeartLink`].
#[derive(Properties, PartialEq)]
pub struct HeartLinkProps {
    /// How connected.
    pub heart: Heart,
    /// Whether the page of the connections is shown.
    pub current: bool,
}

/// The heart, which leads to the connections.
#[component]
pub fn HeartLink(props: &HeartLinkProps) -> Html {
    let words = use_words();
    let state = words.text(heart_word(props.heart));
    let label = words.text_with("heart-label", &[("state", (&*state).into())]);
    html! {
        <a class="heart" href={Route::Connections.href()} aria-label={label}
            aria-current={props.current.then_some("page")}>
            <HeartDrawing heart={props.heart} />
            <span aria-hidden="true">{ state }</span>
        </a>
    }
}

/// The word for how connected one is.
pub const fn heart_word(heart: Heart) -> &'static str {
    match heart {
        Heart::Alone => "heart-alone",
        Heart::WithFew => "heart-with-few",
        Heart::WellConnected => "heart-well-connected",
    }
}

/// Props of [`HeartDrawing`].
#[derive(Properties, PartialEq)]
pub struct HeartDrawingProps {
    /// How full.
    pub heart: Heart,
}

/// Empty, half full, full.
#[component]
pub fn HeartDrawing(props: &HeartDrawingProps) -> Html {
    const WHOLE: &str = "M12 20.5C5.5 15.4 3 12 3 8.6A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 9 1.6C21 12 18.500 15.4 12 20.5z";
    const LOWER: &str = "M3.700 11.500H20.300C19 14.400 16.400 17.100 12 20.500C7.600 17.100 5 14.400 3.700 11.500z";
    let fill = match props.heart {
        Heart::Alone => None,
        Heart::WithFew => Some(LOWER),
        Heart::WellConnected => Some(WHOLE),
    };
    html! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            if let Some(fill) = fill {
                <path class="full" d={fill} />
            }
            <path d={WHOLE} />
        </svg>
    }
}
