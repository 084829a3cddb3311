//! Who is connected, and what is left to exchange.

use yew::prelude::*;

use super::{festival_name, person_name, someone};
use crate::components::language::Words;
use crate::components::route::Route;
use crate::components::time::Clock;
use crate::peer::view_model::{ExchangeView, FestivalRow, How, LinkView};

/// The list.
pub fn link_list(words: &Words, links: &[LinkView], festivals: &[FestivalRow], now: i64) -> Html {
    if links.is_empty() {
        return html! { <p class="quiet">{ words.text("links-none") }</p> };
    }
    let rows = links.iter().map(|link| {
        let festival = festivals.iter().find(|row| Some(row.id) == link.festival);
        html! {
            <li key={link.link}>
                { someone(words, &link.who, festival.map(|festival| festival.id)) }
                if let Some(festival) = festival {
                    <a class="inline" href={Route::Schedule(festival.id).href()}><bdi>{ festival_name(words, festival) }</bdi></a>
                }
                <bdi class="quiet">{ came_about(words, link, now) }</bdi>
                <span class="quiet">{ exchange(words, link.exchange) }</span>
            </li>
        }
    });
    html! { <ul class="rows" aria-label={words.text("links-label")}>{ for rows }</ul> }
}

/// Since when the link is there, and how it came about: a name stands last, so that
/// nothing in it can turn the rest around.
fn came_about(words: &Words, link: &LinkView, now: i64) -> String {
    let how = match &link.how {
        How::Codes => words.text("how-codes"),
        How::MeetingPoint => words.text("how-meeting-point"),
        How::Introduced(None) => words.text("how-introduced"),
        How::Introduced(Some(by)) => {
            let name = person_name(words, by);
            words.text_with("how-introduced-by", &[("name", (&*name).into())])
        }
    };
    let time = Clock::of_device(words, now).time(link.since);
    let since = words.text_with("link-since", &[("time", time.as_str().into())]);
    format!("{since}, {how}")
}

fn exchange(words: &Words, exchange: ExchangeView) -> Html {
    match exchange {
        ExchangeView::UpToDate => words.text("links-up-to-date").into(),
        ExchangeView::Receiving { expected: None, .. } => words.text("links-comparing").into(),
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
