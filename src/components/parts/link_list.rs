//! Who is connected, and what is left to exchange.

use std::rc::Rc;

use yew::prelude::*;

use super::{PersonName, festival_name};
use crate::components::language::{Words, use_words};
use crate::components::time::Clock;
use crate::peer::view_model::{ExchangeView, FestivalRow, How, LinkView};

/// Props of [`LinkList`].
#[derive(Properties, PartialEq)]
pub struct LinkListProps {
    /// The open links.
    pub links: Rc<[LinkView]>,
    /// Festivals, for their names.
    #[prop_or_else(|| Rc::new([]))]
    pub festivals: Rc<[FestivalRow]>,
    /// Now, unix seconds.
    #[prop_or_default]
    pub now: i64,
}

/// The list.
#[component]
pub fn LinkList(props: &LinkListProps) -> Html {
    let words = use_words();
    if props.links.is_empty() {
        return html! { <p class="quiet">{ words.text("links-none") }</p> };
    }
    let rows = props.links.iter().map(|link| {
        let festival = props.festivals.iter().find(|row| Some(row.id) == link.festival);
        html! {
            <li key={link.link}>
                <PersonName person={link.who.clone()} festival={festival.map(|festival| festival.id)} />
                if let Some(festival) = festival {
                    <bdi class="quiet">{ festival_name(&words, festival) }</bdi>
                }
                <span class="quiet">{ came_about(&words, link, props.now) }</span>
                <span class="quiet">{ exchange(&words, link.exchange) }</span>
            </li>
        }
    });
    html! { <ul class="rows" aria-label={words.text("links-label")}>{ for rows }</ul> }
}

/// How the link came about, and since when it is there.
fn came_about(words: &Words, link: &LinkView, now: i64) -> String {
    let how = words.text(match link.how {
        How::Codes => "how-codes",
        How::MeetingPoint => "how-meeting-point",
        How::Introduced => "how-introduced",
    });
    let time = Clock::of_device(words, now).time(link.since);
    let since = words.text_with("link-since", &[("time", time.as_str().into())]);
    format!("{how}, {since}")
}

fn exchange(words: &Words, exchange: ExchangeView) -> Html {
    match exchange {
        ExchangeView::UpToDate => html! { { words.text("links-up-to-date") } },
        ExchangeView::Receiving { expected: None, .. } => {
            html! { { words.text("links-comparing") } }
        }
        ExchangeView::Receiving {
            received,
            expected: Some(expected),
        } => {
            let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).into();
            let said = words.text_with(
                "links-receiving",
                &[("received", count(received)), ("expected", count(expected))],
            );
            html! {
                <>{ said.clone() }<progress max={expected.to_string()} value={received.to_string()} aria-label={said} /></>
            }
        }
    }
}
