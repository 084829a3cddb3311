//! The ways to the screens for the day itself.

use yew::prelude::*;

use super::number;
use crate::components::language::Words;
use crate::components::route::{Day, Route};
use crate::peer::view_model::FestivalRow;

/// All of them, with their names, for menus.
pub fn all(words: &Words, festival: &FestivalRow) -> Vec<(Route, AttrValue)> {
    let news = festival.news.map_or(0, |news| news.all);
    let changed = if news > 0 {
        words.text_with("news-link", &[("count", number(news).into())])
    } else {
        words.text("news-title")
    };
    [
        (Day::Search, words.text("search-title")),
        (Day::News, changed),
        (Day::Grid, words.text("grid-title")),
        (Day::Plan(None), words.text("plan-title")),
        (Day::Inventory(None), words.text("inventory-title")),
        (Day::Tree, words.text("tree-title")),
        (Day::Board, words.text("board-title")),
        (Day::Print, words.text("print-title")),
    ]
    .map(|(page, name)| (Route::Day(festival.id, page), name))
    .into()
}

/// Those that the programme names above itself.
pub fn on_top(words: &Words, festival: &FestivalRow) -> Html {
    let links = all(words, festival).into_iter().take(4).map(|(route, name)| {
        html! { <li key={route.href().to_string()}><a class="inline" href={route.href()}>{ name }</a></li> }
    });
    html! { <nav class="ways-on" aria-label={words.text("ways-label")}><ul>{ for links }</ul></nav> }
}
