//! A small heart: how lately somebody did something here.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::time::Clock;

/// Active within this many seconds fills the heart: an hour.
const FULL: i64 = 3_600;
/// Active within this many seconds fills half of it: a day.
const HALF: i64 = 86_400;

/// The heart and its words: «active 5 minutes ago».
pub fn activity_heart(words: &Words, at: i64, clock: &Clock) -> Html {
    if at <= 0 {
        return Html::default();
    }
    let passed = clock.now() - at;
    let ago = clock.ago(at);
    html! {
        <span class="activity">
            <svg class="glyph heart" viewBox="0 0 16 16" aria-hidden="true">
                if passed <= HALF {
                    <path d="M8 14.5S1.2 10.4 1.2 5.8A3.6 3.6 0 0 1 8 4.1z" fill="currentColor" />
                }
                if passed <= FULL {
                    <path d="M8 14.5s6.8-4.1 6.8-8.7A3.6 3.6 0 0 0 8 4.1z" fill="currentColor" />
                }
                <path d="M8 14.5S1.2 10.4 1.2 5.8A3.6 3.6 0 0 1 8 4.1a3.6 3.6 0 0 1 6.8 1.7c0 4.6-6.8 8.7-6.8 8.7z" class="line" />
            </svg>
            <span>{ words.text_with("active-ago", &[("ago", ago.as_str().into())]) }</span>
        </span>
    }
}
