//! What can be had in a festival.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::pages::not_found;
use crate::components::parts::{FIRST_ROWS, More, Page};
use crate::components::peer_provider::use_send;
use crate::components::programme::clock::use_clock;
use crate::components::programme::{MarketFilterBar, ResourceCard, hidden_note};
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::view_model::{
    FestivalId, InstanceId, MarketFilter, Screen, ScreenView, instance_digits,
};

/// Props of [`MarketPage`].
#[derive(Properties, PartialEq)]
pub struct MarketPageProps {
    /// Its festival.
    pub festival: FestivalId,
}

/// The page.
#[component]
pub fn MarketPage(props: &MarketPageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let filter = use_state_eq(MarketFilter::default);
    let drawn = use_state_eq(|| FIRST_ROWS);
    let clock = use_clock(props.festival);
    let screen = use_screen(Screen::Market {
        festival: props.festival,
        filter: (*filter).clone(),
    });
    let on_star = use_callback((), move |(instance, on): (InstanceId, bool), ()| {
        send.emit(Command::Star { instance, on });
    });
    let Some(clock) = clock else {
        return not_found(&words);
    };
    let on_change = {
        let filter = filter.clone();
        Callback::from(move |next| filter.set(next))
    };
    let show_hidden = {
        let filter = (*filter).clone();
        on_change.reform(move |show_hidden| MarketFilter {
            show_hidden,
            ..filter.clone()
        })
    };
    let offer = Route::ResourceForm(props.festival, None).href();
    let Some(ScreenView::Market(market)) = screen else {
        return html! { <Page title={words.text("market-title")}><p role="status">{ words.text("opening") }</p></Page> };
    };
    let on_more = {
        let drawn = drawn.clone();
        Callback::from(move |rows| drawn.set(rows))
    };
    let cards = market.resources.iter().take(*drawn).map(|row| {
        html! {
            <li key={instance_digits(&row.id)}>
                <ResourceCard row={row.clone()} clock={clock.clone()} on_star={on_star.clone()} />
            </li>
        }
    });
    html! {
        <Page title={words.text("market-title")}>
            <p class="lead">{ words.text("market-lead") }</p>
            <p><a class="button" href={offer}>{ words.text("resource-new") }</a></p>
            <MarketFilterBar filter={(*filter).clone()} clock={clock.clone()} {on_change} />
            if market.total == 0 {
                <p role="status">{ words.text("market-empty") }</p>
            } else if market.resources.is_empty() {
                <p role="status">{ words.text("market-none-fits") }</p>
            }
            <ul class="events" aria-label={words.text("market-title")}>{ for cards }</ul>
            <More all={market.resources.len()} drawn={*drawn} {on_more} />
            { hidden_note(&words, &market.hidden, filter.show_hidden, &show_hidden) }
        </Page>
    }
}
