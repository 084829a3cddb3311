//! The end of a long list: more of it comes as one gets there, or by the button.

use web_sys::Element;
use yew::prelude::*;

use crate::components::device;
use crate::components::language::use_words;

/// Rows that are added each time.
const MORE_ROWS: usize = 10;

/// Props of [`More`].
#[derive(Properties, PartialEq)]
pub struct MoreProps {
    /// How many rows there are.
    pub all: usize,
    /// How many of them are drawn.
    pub drawn: usize,
    /// Gets how many shall be drawn.
    pub on_more: Callback<usize>,
}

/// The button; an empty place where everything is drawn.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let words = use_words();
    let button = use_node_ref();
    let next = props.drawn + MORE_ROWS;
    // Watched anew once there are more: what stays close is not told again.
    use_effect_with((props.drawn, props.all), {
        let (button, on_more) = (button.clone(), props.on_more.clone());
        move |_| {
            let element = button.cast::<Element>();
            let watch = element
                .and_then(|element| device::when_close(&element, move || on_more.emit(next)));
            move || drop(watch)
        }
    });
    let onclick = props.on_more.reform(move |_: MouseEvent| next);
    let rest = props.all.saturating_sub(props.drawn);
    let rest = u32::try_from(rest).unwrap_or(u32::MAX);
    // An element stands here also where there is nothing to press. Yew 0.23 keeps the
    // place of a component that draws nothing by what follows it, and inserts before
    // that even where it was taken away in the same breath, which is a panic: a
    // proposal that was confirmed moved up past an empty component.
    html! {
        <div class="more">
            if rest > 0 {
                <button ref={button} type="button" class="plain" {onclick}>
                    { words.text_with("show-more", &[("count", rest.into())]) }
                </button>
            }
        </div>
    }
}
