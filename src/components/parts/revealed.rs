//! A section that somebody asked for and that may stand outside the window: it takes the
//! focus when it appears and whenever its step is another one, so that it is seen and
//! read out, and the next press of the tab key leads into it.

use web_sys::HtmlElement;
use yew::prelude::*;

/// Props of [`Revealed`].
#[derive(Properties, PartialEq)]
pub struct RevealedProps {
    /// The id of its heading.
    pub labelled_by: &'static str,
    /// Which step it is at.
    pub step: usize,
    /// What it holds.
    pub children: Html,
}

/// The section.
#[component]
pub fn Revealed(props: &RevealedProps) -> Html {
    let section = use_node_ref();
    use_effect_with(props.step, {
        let section = section.clone();
        move |_| {
            if let Some(section) = section.cast::<HtmlElement>() {
                // Refused by no element that is shown.
                let _ = section.focus();
            }
        }
    });
    html! {
        <section ref={section} class="card revealed" tabindex="-1" aria-labelledby={props.labelled_by}>
            { props.children.clone() }
        </section>
    }
}
