//! All that can be had, one row a resource with the bar and the word of its state,
//! and one of it whole beside them: for whoever runs the info desk.

use std::rc::Rc;

use yew::prelude::*;

use super::{At, shown};
use crate::components::language::use_words;
use crate::components::parts::{RowWindow, few_rows, line, select, someone};
use crate::components::programme::resource_card::now;
use crate::components::programme::wording::{resource_kind, units, use_now};
use crate::components::programme::{busy_list, location_lines, policy_line};
use crate::components::route::{Day, Route};
use crate::peer::view_model::{
    FestivalId, InstanceId, InventoryView, ResourceKind, ResourcePage, ResourceRow, Word,
    instance_digits,
};

/// The rows and the panel.
pub fn inventory(
    at: &At<'_>,
    view: Option<&InventoryView>,
    chosen: Option<InstanceId>,
    window: RowWindow,
) -> Html {
    let mut kinds = vec![(AttrValue::Static(""), at.text("filter-all"))];
    let all = ResourceKind::ALL.iter();
    kinds.extend(all.map(|(name, kind)| (AttrValue::Static(name), resource_kind(at.words, *kind))));
    let chosen_kind = ResourceKind::ALL.iter();
    let chosen_kind = chosen_kind
        .clone()
        .find(|(_, kind)| Some(*kind) == at.typed.kind)
        .map_or("", |(name, _)| *name);
    let on_text = at.set(|typed, text| {
        typed.text = text;
        typed.rows = few_rows();
    });
    let on_kind = at.set(|typed, name: String| {
        let mut all = ResourceKind::ALL.iter();
        typed.kind = all.find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        typed.rows = few_rows();
    });
    html! {
        <div class="wide-view">
            <div class="filter-main" role="search">
                { line("inventory-text", at.text("inventory-search"), at.typed.text.clone(), on_text).kind("search") }
                { select("inventory-kind", at.text("filter-kind"), chosen_kind, kinds, on_kind) }
            </div>
            if let Some(view) = view {
                <div class="halves">
                    { rows(at, view, chosen, window) }
                    { panel(at, view.page.as_deref()) }
                </div>
            } else {
                <p role="status">{ at.text("opening") }</p>
            }
        </div>
    }
}

fn rows(at: &At<'_>, view: &InventoryView, chosen: Option<InstanceId>, window: RowWindow) -> Html {
    let resources = &view.market.resources;
    let rows = resources.first.iter();
    html! {
        <section aria-label={at.text("inventory-title")}>
            if resources.count == 0 {
                <p role="status">{ at.text("market-none-fits") }</p>
            }
            { window.around(at.words, resources, html! { <ul class="stock">{ for rows.map(|row| self::row(at, row, chosen)) }</ul> }) }
        </section>
    }
}

fn row(at: &At<'_>, row: &ResourceRow, chosen: Option<InstanceId>) -> Html {
    let (word, class) = use_now(at.words, &row.now);
    let is_chosen = Some(row.id) == chosen;
    html! {
        <li key={instance_digits(&row.id)} class={class} data-row="">
            <StockRow festival={at.festival.id} id={row.id} title={row.title.clone()} kind={row.kind} units={row.units} {word} {class} {is_chosen} />
        </li>
    }
}

/// Props of [`StockRow`].
#[derive(Properties, PartialEq)]
struct StockRowProps {
    festival: FestivalId,
    id: InstanceId,
    title: Rc<str>,
    kind: ResourceKind,
    units: u32,
    /// What it is doing now, as a word and as a class.
    word: AttrValue,
    class: &'static str,
    is_chosen: bool,
}

/// What stands in a row. A component, so that the others are not drawn anew when one comes.
#[component]
fn StockRow(props: &StockRowProps) -> Html {
    let words = use_words();
    let href = Route::Day(props.festival, Day::Inventory(Some(props.id))).href();
    let current = props.is_chosen.then_some("true");
    let kind = resource_kind(&words, props.kind);
    let kind = match units(&words, props.units) {
        Some(units) => AttrValue::from(format!("{kind} · {units}")),
        None => kind,
    };
    html! {
        <a {href} aria-current={current}>
            <bdi class="what">{ shown(&props.title) }</bdi>
            <span class="quiet">{ kind }</span>
            <strong class={classes!("state", props.class)}>{ &props.word }</strong>
        </a>
    }
}

fn panel(at: &At<'_>, page: Option<&ResourcePage>) -> Html {
    let Some(page) = page else {
        return html! { <p class="quiet panel">{ at.text("inventory-choose") }</p> };
    };
    let (row, fields) = (&page.row, &page.fields);
    let open = Route::Resource(row.festival, row.id).href();
    let days = Route::Day(row.festival, Day::Days(row.id)).href();
    html! {
        <section class="card panel" aria-labelledby="panel-title">
            <h2 id="panel-title" dir="auto">{ shown(&row.title) }</h2>
            <p class="facts">{ now(at.words, &row.now, at.clock) }</p>
            { someone(at.words, &row.owner, Some(row.festival)) }
            { policy_line(at.words, &row.policy, Some(at.clock)) }
            if let Some(location) = &fields.location {
                { location_lines(at.words, location) }
            }
            if !fields.pickup.is_empty() {
                <p dir="auto">{ &fields.pickup }</p>
            }
            <h3>{ at.text("busy-title") }</h3>
            { busy_list(at.words, &page.busy, at.clock) }
            <div class="buttons">
                <a class="button" href={open}>{ at.text("inventory-open") }</a>
                <a class="button plain" href={days}>{ at.text("days-title") }</a>
            </div>
        </section>
    }
}
