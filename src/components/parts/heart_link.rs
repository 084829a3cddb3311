//! How connected this device is, in words and as a heart that fills.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::Heart;

/// The heart, which leads to the connections.
pub fn heart_link(words: &Words, heart: Heart, current: bool) -> Html {
    let state = words.text(heart_word(heart));
    let label = words.text_with("heart-label", &[("state", (&*state).into())]);
    html! {
        <a class="heart" href={Route::Connections.href()} aria-label={label}
            aria-current={current.then_some("page")}>
            { heart_drawing(heart) }
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

/// Empty, half full, full.
pub fn heart_drawing(heart: Heart) -> Html {
    const WHOLE: &str = "M12 20.5C5.5 15.4 3 12 3 8.6A4.6 4.6 0 0 1 12 7a4.6 4.6 0 0 1 9 1.6C21 12 18.500 15.4 12 20.5z";
    const LOWER: &str = "M3.700 11.500H20.300C19 14.400 16.400 17.100 12 20.500C7.600 17.100 5 14.400 3.700 11.500z";
    let fill = match heart {
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
