//! One need in the form of an event: what, how many, how much, and words to the owner.

use yew::prelude::*;

use super::need_draft::{NeedDraft, NeedKind};
use super::wording;
use crate::components::language::Words;
use crate::components::parts::{line, select, tick};
use crate::components::route::Route;
use crate::peer::view_model::{Offered, ResourceKind, instance_digits, instance_of_digits};

/// The need.
pub fn need_editor(
    words: &Words,
    need: &NeedDraft,
    resources: &[Offered],
    fate: Option<AttrValue>,
    is_wrong: bool,
    on_change: &Callback<NeedDraft>,
    on_remove: &Callback<u32>,
) -> Html {
    let set = |change: fn(&mut NeedDraft, String)| {
        let need = need.clone();
        on_change.reform(move |text: String| {
            let mut need = need.clone();
            change(&mut need, text);
            need
        })
    };
    let must = {
        let need = need.clone();
        on_change.reform(move |nice: bool| NeedDraft {
            must: !nice,
            ..need.clone()
        })
    };
    let (number, id) = (need.number, format!("need-{}", need.number));
    let remove = on_remove.reform(move |_: MouseEvent| number);
    let title = match need.kind {
        NeedKind::Place => words.text("need-place"),
        NeedKind::Thing => words.text("need-thing"),
        NeedKind::Looking => words.text("need-looking"),
    };
    let chosen = resources.iter().find(|row| Some(row.id) == need.resource);
    let fits = |row: &&Offered| !matches!(row.fits, Some(Err(_)));
    let of_kind = || {
        resources
            .iter()
            .filter(|row| (row.kind == ResourceKind::Place) == (need.kind == NeedKind::Place))
    };
    let none = (AttrValue::Static(""), words.text("need-choose"));
    let offered = of_kind()
        .filter(fits)
        .chain(chosen.filter(|row| !fits(row)));
    let options = std::iter::once(none)
        .chain(offered.map(|row| option(words, row)))
        .collect::<Vec<_>>();
    let busy: Vec<&Offered> = of_kind()
        .filter(|row| !fits(row) && Some(row.id) != need.resource)
        .collect();
    // Whoever is offered something chooses; in words one says what nobody offers yet.
    let is_offered = of_kind().next().is_some();
    let in_words = need.resource.is_none() && (!is_offered || !need.label.is_empty());
    html! {
        <fieldset key={number} class="need">
            <legend>{ title }</legend>
            if need.kind != NeedKind::Looking {
                { select(format!("{id}-resource"), words.text("need-resource"), need.resource.as_ref().map(instance_digits).unwrap_or_default(),
                    options, set(|need, id| need.resource = instance_of_digits(&id)))
                    .refused(is_wrong && need.is_empty())
                    .problem(chosen.and_then(|row| row.fits.as_ref()?.as_ref().err()).map(|clash| wording::clash(words, clash))) }
                { not_free(words, &busy) }
            }
            if let Some(fate) = &fate {
                <p class="quiet">{ fate }</p>
            }
            if need.kind == NeedKind::Looking || in_words {
                { line(format!("{id}-label"), words.text("need-label"), need.label.clone(),
                    set(|need, text| need.label = text)).hint(words.text("need-label-hint")) }
            }
            <div class="pair">
                { line(format!("{id}-quantity"), words.text("need-quantity"), need.quantity.clone(),
                    set(|need, text| need.quantity = text)).digits().problem(too_many(words, need, chosen)) }
                { tick(words.text("need-nice-tick"), !need.must, must) }
            </div>
            if need.resource.is_some() {
                { line(format!("{id}-note"), words.text("need-note"), need.note.clone(),
                    set(|need, text| need.note = text)).max_length(2_000) }
            }
            <button type="button" class="plain" onclick={remove}>{ words.text("need-remove") }</button>
        </fieldset>
    }
}

/// That more is asked for than there is.
fn too_many(words: &Words, need: &NeedDraft, chosen: Option<&Offered>) -> Option<AttrValue> {
    let units = chosen.map(|row| row.units).filter(|units| *units > 0)?;
    let asked: u32 = need.quantity.trim().parse().ok()?;
    (asked > units).then(|| words.text_with("use-too-many", &[("count", units.into())]))
}

fn option(words: &Words, row: &Offered) -> (AttrValue, AttrValue) {
    let label = match &row.location {
        Some(location) => words.text_with(
            "need-option",
            &[
                ("title", (&*row.title).into()),
                ("location", (&**location).into()),
            ],
        ),
        None => AttrValue::from(row.title.to_string()),
    };
    (instance_digits(&row.id).into(), label)
}

/// What is not free then, with the way to see when it is.
fn not_free(words: &Words, busy: &[&Offered]) -> Html {
    if busy.is_empty() {
        return Html::default();
    }
    let rows = busy.iter().map(|row| {
        let reason = row.fits.as_ref().and_then(|fits| fits.as_ref().err());
        html! {
            <li key={instance_digits(&row.id)}>
                <a href={Route::Resource(row.festival, row.id).href()}><bdi>{ &*row.title }</bdi></a>
                if let Some(clash) = reason {
                    <span class="quiet">{ wording::clash(words, clash) }</span>
                }
            </li>
        }
    });
    html! {
        <details>
            <summary>{ words.text_with("need-not-free", &[("count", wording::count(busy.len()).into())]) }</summary>
            <ul class="lines">{ for rows }</ul>
        </details>
    }
}
