//! Who you are: the name, the two pictures and the key they follow from.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::parts::{MarkBadge, NoStore, Page};
use crate::components::peer_provider::use_view;
use crate::peer::mark::Mark;
use crate::peer::view_model::AppView;

/// The page «Who you are».
#[component]
pub fn Me() -> Html {
    let words = use_words();
    let view = use_view();
    let you = match &*view {
        AppView::Starting => html! { <p role="status">{ words.text("person-opening") }</p> },
        AppView::Failed(problem) => html! { <NoStore problem={*problem} /> },
        AppView::Ready(ready) => {
            html! { <Identity mark={ready.me.mark} public_key={ready.key.to_string()} /> }
        }
    };
    html! { <Page title={words.text("me-title")}>{ you }</Page> }
}

#[derive(Properties, PartialEq)]
struct IdentityProps {
    mark: Mark,
    public_key: AttrValue,
}

#[component]
fn Identity(props: &IdentityProps) -> Html {
    let words = use_words();
    html! {
        <section class="card">
            <div class="person">
                <MarkBadge mark={props.mark} />
                <dl>
                    <dt>{ words.text("me-name") }</dt>
                    <dd class="large" data-test="name">{ words.mark_name(&props.mark) }</dd>
                    <dt>{ words.text("me-emoji") }</dt>
                    <dd class="pictures">{ props.mark.emoji.join(" ") }</dd>
                </dl>
            </div>
            <p>{ words.text("me-explain") }</p>
            <details>
                <summary>{ words.text("me-key") }</summary>
                <code class="key">{ groups(&props.public_key) }</code>
            </details>
            <p class="quiet saved">{ words.text("me-kept") }</p>
        </section>
    }
}

/// Sixteen groups of four digits, which two people can read to each other.
fn groups(digits: &str) -> Html {
    let characters: Vec<char> = digits.chars().collect();
    characters
        .chunks(4)
        .map(|group| html! { <span>{ group.iter().collect::<String>() }</span> })
        .collect()
}
