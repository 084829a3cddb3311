//! Which festival one is in, what else there is in it, and the way to the others.

use yew::prelude::*;

use super::{Avatar, Icon, Menu, festival_name};
use crate::components::day::ways;
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::{FestivalRow, ParentView};

/// The avatar with the name, and the menu below it.
pub fn festival_switcher(
    words: &Words,
    festival: &FestivalRow,
    festivals: &[FestivalRow],
    route: &Route,
) -> Html {
    let here = festival;
    let parent = match here.parent {
        ParentView::Known(parent) => festivals.iter().find(|row| row.id == parent),
        ParentView::None | ParentView::Unknown => None,
    };
    let button = html! {
        <>
            <Avatar festival={here.clone()} />
            <span class="crumbs">
                if let Some(parent) = parent {
                    <bdi class="parent">{ festival_name(words, parent) }</bdi>
                }
                <bdi class="title">{ festival_name(words, here) }</bdi>
            </span>
            { Icon::Down.draw() }
        </>
    };
    let entry = |to: Route, text: AttrValue| {
        let current = (to == *route).then_some("page");
        html! { <li key={to.href().to_string()}><a href={to.href()} aria-current={current}>{ text }</a></li> }
    };
    let others = festivals.iter().filter(|row| row.id != here.id).map(|row| {
        let route = Route::Schedule(row.id);
        let depth = format!("depth-{}", row.depth.min(4));
        html! {
            <li key={route.href().to_string()} class={depth}>
                <a href={route.href()}><Avatar festival={row.clone()} /><bdi>{ festival_name(words, row) }</bdi></a>
            </li>
        }
    });
    html! {
        <Menu id="festival-menu" class="switcher" {button}>
            <ul aria-label={words.text("switcher-here")}>
                { entry(Route::Mine(here.id), words.text("mine-title")) }
                { for ways::all(words, here).into_iter().map(|(to, name)| entry(to, name)) }
                { entry(Route::People(here.id), words.text("people-title")) }
                { entry(Route::Settings(here.id), words.text("settings-title")) }
            </ul>
            <ul aria-label={words.text("festivals-title")}>
                { for others }
                { entry(Route::Home, words.text("switcher-all")) }
                { entry(Route::Keys, words.text("keys-title")) }
            </ul>
        </Menu>
    }
}
