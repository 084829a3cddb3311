//! Finds resources: by words, kind, the time at which they should be free.

use yew::prelude::*;

use super::resource_what::KINDS;
use super::wording::{filters_on, resource_kind};
use crate::components::language::use_words;
use crate::components::parts::{line, select, tick};
use crate::components::screen::{Change, changing};
use crate::components::time::Clock;
use crate::components::time::civil::Wall;
use crate::peer::view_model::{Interval, MarketFilter};

/// Props of [`MarketFilterBar`].
#[derive(Properties, PartialEq)]
pub struct MarketFilterBarProps {
    /// What is wanted now.
    pub filter: MarketFilter,
    /// The festival's clocks.
    pub clock: Clock,
    /// Gets every change.
    pub on_change: Callback<Change<MarketFilter>>,
}

/// The bar.
#[component]
pub fn MarketFilterBar(props: &MarketFilterBarProps) -> Html {
    let words = use_words();
    let from = use_state(String::new);
    let to = use_state(String::new);
    let on_change = &props.on_change;
    let mine = changing(on_change, |filter, _: MouseEvent| {
        filter.mine = !filter.mine
    });
    let at = |is_start: bool| {
        let (clock, from, to) = (props.clock.clone(), from.clone(), to.clone());
        on_change.reform(move |text: String| -> Change<MarketFilter> {
            let (start, end) = if is_start {
                (text.clone(), (*to).clone())
            } else {
                ((*from).clone(), text.clone())
            };
            let free_at = interval(&clock, &start, &end);
            if is_start {
                from.set(text)
            } else {
                to.set(text)
            }
            Box::new(move |filter| filter.free_at = free_at)
        })
    };
    let all = (AttrValue::Static(""), words.text("filter-all"));
    let kinds = KINDS.map(|(name, kind)| (AttrValue::Static(name), resource_kind(&words, kind)));
    let chosen = KINDS
        .iter()
        .find(|(_, kind)| Some(*kind) == props.filter.kind)
        .map_or("", |(name, _)| name);
    let filter = &props.filter;
    let on = [
        filter.kind.is_some(),
        filter.free_at.is_some(),
        filter.only_free,
        filter.step_free,
    ];
    html! {
        <div class="filter" role="search">
            <div class="filter-main">
                { line("market-text", words.text("market-text"), props.filter.text.clone(),
                    changing(on_change, |filter, text| filter.text = text)).kind("search") }
                <button type="button" class="plain toggle" aria-pressed={props.filter.mine.to_string()} onclick={mine}>{ words.text("filter-mine") }</button>
            </div>
            <details>
                <summary>{ words.text("market-more") }{ filters_on(&words, &on) }</summary>
                <div class="filter-more">
                    { select("market-kind", words.text("filter-kind"), chosen,
                        std::iter::once(all).chain(kinds).collect::<Vec<_>>(), changing(on_change, |filter, name| filter.kind = KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind))) }
                    { line("market-from", words.text("market-from"), (*from).clone(),
                        at(true)).kind("datetime-local") }
                    { line("market-to", words.text("market-to"), (*to).clone(), at(false)).kind("datetime-local") }
                    { tick(words.text("market-only-free"), props.filter.only_free,
                        changing(on_change, |filter, on| filter.only_free = on)) }
                    { tick(words.text("access-step-free"), props.filter.step_free,
                        changing(on_change, |filter, on| filter.step_free = on)) }
                </div>
            </details>
        </div>
    }
}

/// From a time to another, or for an hour.
fn interval(clock: &Clock, start: &str, end: &str) -> Option<Interval> {
    let start = Wall::parse(start)?;
    let end = Wall::parse(end).unwrap_or_else(|| Wall::of_seconds(start.seconds() + 3_600));
    Interval::new(clock.instant(start), clock.instant(end))
}
