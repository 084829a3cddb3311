//! What can be had in a festival.

use yew::prelude::*;

use crate::components::language::use_words;
use crate::components::pages::not_found;
use crate::components::parts::{
    Drawn, GoesOn, Page, few_cards, first_cards, replace_rows, use_row_window,
};
use crate::components::peer_provider::use_send;
use crate::components::programme::clock::use_clock;
use crate::components::programme::{MarketFilterBar, ResourceCard, hidden_note};
use crate::components::route::Route;
use crate::components::screen::{Change, changing, use_sight};
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
    let clock = use_clock(props.festival);
    let festival = props.festival;
    let sight = use_sight(
        || MarketFilter {
            rows: first_cards(),
            ..MarketFilter::default()
        },
        move |filter| Screen::Market {
            festival,
            filter: filter.clone(),
        },
    );
    let market = match &sight.view {
        Some(ScreenView::Market(market)) => Some(market.clone()),
        _ => None,
    };
    let filter = &sight.wanted;
    let found = Drawn::of(market.as_deref().map(|market| &market.resources));
    let on_rows = changing(&sight.change, |filter, rows| {
        replace_rows(&mut filter.rows, rows)
    });
    let window = use_row_window(
        "resources",
        found,
        filter.rows,
        on_rows,
        GoesOn::ByScrolling(1),
    );
    let on_star = use_callback((), move |(instance, on): (InstanceId, bool), ()| {
        send.emit(Command::Star { instance, on });
    });
    // Another filter begins at its first cards. Always the same one, so that the bar is
    // not drawn anew.
    let on_change = use_callback(sight.change.clone(), |change: Change<MarketFilter>, on| {
        on.emit(Box::new(|filter| {
            change(filter);
            filter.rows = few_cards();
        }));
    });
    let Some(clock) = clock else {
        return not_found(&words);
    };
    let show_hidden = changing(&on_change, |filter, show_hidden| {
        filter.show_hidden = show_hidden
    });
    let offer = Route::ResourceForm(props.festival, None).href();
    let Some(market) = market else {
        return html! { <Page title={words.text("market-title")}><p role="status">{ words.text("opening") }</p></Page> };
    };
    let cards = market.resources.first.iter().map(|row| {
        html! {
            <li key={instance_digits(&row.id)} data-row="">
                <ResourceCard row={row.clone()} clock={clock.clone()} on_star={on_star.clone()} />
            </li>
        }
    });
    let list =
        html! { <ul class="events" aria-label={words.text("market-title")}>{ for cards }</ul> };
    html! {
        <Page title={words.text("market-title")}>
            <p class="lead">{ words.text("market-lead") }</p>
            <p><a class="button" href={offer}>{ words.text("resource-new") }</a></p>
            <MarketFilterBar filter={filter.whole()} clock={clock.clone()} {on_change} />
            if market.total == 0 {
                <p role="status">{ words.text("market-empty") }</p>
            } else if market.resources.count == 0 {
                <p role="status">{ words.text("market-none-fits") }</p>
            }
            { window.around(&words, &market.resources, list) }
            { hidden_note(&words, &market.hidden, filter.show_hidden, &show_hidden) }
        </Page>
    }
}
