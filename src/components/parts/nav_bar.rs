//! The five places of the app: at the thumb on phones, at the side on desktops.

use yew::prelude::*;

use super::{Icon, Menu};
use crate::components::language::{Words, use_words};
use crate::components::route::Route;
use crate::peer::view_model::FestivalId;

/// Counted up to this: a longer number has no room.
const MOST_COUNTED: usize = 99;

/// Props of [`NavBar`].
#[derive(Properties, PartialEq)]
pub struct NavBarProps {
    /// Where one is.
    pub route: Route,
    /// In which festival.
    pub festival: FestivalId,
    /// How many wait for an answer.
    pub to_answer: usize,
    /// How much of what one made or starred changed or was answered since one looked.
    pub changed: usize,
}

/// The bar; it is drawn anew only when something of it changes.
#[component]
pub fn NavBar(props: &NavBarProps) -> Html {
    let words = &use_words();
    let NavBarProps {
        route,
        festival,
        to_answer,
        changed,
    } = props;
    let festival = *festival;
    let item = |to: Route, icon: Icon, word: AttrValue, inside: bool, changed: usize| {
        let current = if to == *route {
            Some("page")
        } else {
            inside.then_some("true")
        };
        html! {
            <li>
                <a href={to.href()} aria-current={current} aria-describedby={(changed > 0).then_some("nav-changed")}>
                    { icon.draw() }
                    <span>{ word }</span>
                    if changed > 0 {
                        <span class="count" aria-hidden="true">{ changed.min(MOST_COUNTED) }</span>
                    }
                </a>
                if changed > 0 {
                    <span id="nav-changed" class="unseen">{ words.text_with("nav-changed", &[("count", u32::try_from(changed).unwrap_or(u32::MAX).into())]) }</span>
                }
            </li>
        }
    };
    let in_schedule = matches!(
        route,
        Route::Event(..) | Route::EventForm(..) | Route::Mine(_)
    );
    let in_market = matches!(route, Route::Resource(..) | Route::ResourceForm(..));
    let plus = html! { <>{ Icon::Plus.draw() }<span>{ words.text("nav-new") }</span></> };
    html! {
        <nav class="places" aria-label={words.text("nav-label")}>
            <ul>
                { item(Route::Schedule(festival), Icon::Schedule, words.text("nav-schedule"), in_schedule, *changed) }
                { item(Route::Market(festival), Icon::Market, words.text("nav-market"), in_market, 0) }
                <li>
                    <Menu id="new-menu" class="plus" button={plus}>
                        <ul>
                            <li><a href={Route::EventForm(festival, None).href()}>{ words.text("new-event") }</a></li>
                            <li><a href={Route::ResourceForm(festival, None).href()}>{ words.text("new-resource") }</a></li>
                            <li><a href={Route::Invite(festival).href()}>{ words.text("new-person") }</a></li>
                        </ul>
                    </Menu>
                </li>
                <li>{ inbox(words, *route == Route::Inbox, *to_answer) }</li>
                { item(Route::Me, Icon::Me, words.text("nav-me"), false, 0) }
            </ul>
        </nav>
    }
}

/// The inbox with the number of those who wait.
fn inbox(words: &Words, is_current: bool, to_answer: usize) -> Html {
    let count = u32::try_from(to_answer).unwrap_or(u32::MAX);
    html! {
        <a href={Route::Inbox.href()} aria-current={is_current.then_some("page")}>
            { Icon::Inbox.draw() }
            <span>{ words.text("nav-inbox") }</span>
            if count > 0 {
                <span class="count">{ to_answer.min(MOST_COUNTED) }</span>
                <span class="unseen">{ words.text_with("nav-inbox-waiting", &[("count", count.into())]) }</span>
            }
        </a>
    }
}
