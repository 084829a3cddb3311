//! Who is connected, and what is left to exchange.

use yew::prelude::*;

use super::MarkBadge;
use crate::components::language::{Words, use_words};
use crate::peer::view_model::{ExchangeView, LinkView};

/// Props of [`LinkList`].
#[derive(Properties, PartialEq)]
pub struct LinkListProps {
    /// The open links.
    pub links: std::rc::Rc<[LinkView]>,
}

/// The list.
#[component]
pub fn LinkList(props: &LinkListProps) -> Html {
    let words = use_words();
    if props.links.is_empty() {
        return html! { <p class="quiet">{ words.text("links-none") }</p> };
    }
    let rows = props.links.iter().map(|link| {
        html! {
            <li key={link.link}>
                <MarkBadge mark={link.who.mark} small=true />
                <span>{ words.mark_name(&link.who.mark) }</span>
                <span class="quiet">{ exchange(&words, link.exchange) }</span>
            </li>
        }
    });
    html! { <ul class="rows" aria-label={words.text("links-label")}>{ for rows }</ul> }
}

fn exchange(words: &Words, exchange: ExchangeView) -> AttrValue {
    match exchange {
        ExchangeView::UpToDate => words.text("links-up-to-date"),
        ExchangeView::Receiving { expected: None, .. } => words.text("links-comparing"),
        ExchangeView::Receiving {
            received,
            expected: Some(expected),
        } => {
            let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).into();
            words.text_with(
                "links-receiving",
                &[("received", count(received)), ("expected", count(expected))],
            )
        }
    }
}
