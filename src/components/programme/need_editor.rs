//! One need in the form of an event: what, how many, how much, and words to the owner.

use std::rc::Rc;

use yew::prelude::*;

use super::fields::{Line, Select, Tick};
use super::need_draft::{NeedDraft, NeedKind};
use super::wording;
use crate::components::language::{Words, use_words};
use crate::components::route::Route;
use crate::peer::view_model::{ResourceKind, ResourceRow, instance_digits, instance_of_digits};

/// Props of [`NeedEditor`].
#[derive(Properties, PartialEq)]
pub struct NeedEditorProps {
    /// The need.
    pub need: NeedDraft,
    /// What can be asked for, with whether it fits.
    pub resources: Rc<[ResourceRow]>,
    /// What the time named does to an answer that is there already.
    pub fate: Option<AttrValue>,
    /// Gets every change.
    pub on_change: Callback<NeedDraft>,
    /// Takes it away.
    pub on_remove: Callback<u32>,
}

/// The need.
#[component]
pub fn NeedEditor(props: &NeedEditorProps) -> Html {
    let words = use_words();
    let need = &props.need;
    let set = |change: fn(&mut NeedDraft, String)| {
        let need = need.clone();
        props.on_change.reform(move |text: String| {
            let mut need = need.clone();
            change(&mut need, text);
            need
        })
    };
    let must = {
        let need = need.clone();
        props.on_change.reform(move |nice: bool| NeedDraft {
            must: !nice,
            ..need.clone()
        })
    };
    let (number, id) = (need.number, format!("need-{}", need.number));
    let remove = props.on_remove.reform(move |_: MouseEvent| number);
    let title = match need.kind {
        NeedKind::Place => words.text("need-place"),
        NeedKind::Thing => words.text("need-thing"),
        NeedKind::Looking => words.text("need-looking"),
    };
    let chosen = props
        .resources
        .iter()
        .find(|row| Some(row.id) == need.resource);
    let fits = |row: &&ResourceRow| !matches!(row.fits, Some(Err(_)));
    let of_kind = || {
        props.resources.iter().filter(|row| {
            !row.deleted && (row.kind == ResourceKind::Place) == (need.kind == NeedKind::Place)
        })
    };
    let none = (AttrValue::Static(""), words.text("need-choose"));
    let offered = of_kind()
        .filter(fits)
        .chain(chosen.filter(|row| !fits(row)));
    let options = std::iter::once(none)
        .chain(offered.map(|row| option(&words, row)))
        .collect::<Vec<_>>();
    let busy: Vec<&ResourceRow> = of_kind()
        .filter(|row| !fits(row) && Some(row.id) != need.resource)
        .collect();
    html! {
        <fieldset class="need">
            <legend>{ title }</legend>
            if need.kind != NeedKind::Looking {
                <Select id={format!("{id}-resource")} label={words.text("need-resource")} {options}
                    value={need.resource.as_ref().map(instance_digits).unwrap_or_default()}
                    problem={chosen.and_then(|row| row.fits.as_ref()?.as_ref().err()).map(|clash| wording::clash(&words, clash))}
                    on_change={set(|need, id| need.resource = instance_of_digits(&id))} />
                { not_free(&words, &busy) }
            }
            if let Some(fate) = &props.fate {
                <p class="quiet">{ fate }</p>
            }
            if need.kind == NeedKind::Looking || need.resource.is_none() {
                <Line id={format!("{id}-label")} label={words.text("need-label")} hint={words.text("need-label-hint")} value={need.label.clone()}
                    on_change={set(|need, text| need.label = text)} />
            }
            <div class="pair">
                <Line id={format!("{id}-quantity")} digits=true label={words.text("need-quantity")} value={need.quantity.clone()}
                    on_change={set(|need, text| need.quantity = text)} />
                <Tick id={format!("{id}-nice")} label={words.text("need-nice-tick")} on={!need.must} on_change={must} />
            </div>
            if need.resource.is_some() {
                <Line id={format!("{id}-note")} label={words.text("need-note")} value={need.note.clone()} max_length={2_000}
                    on_change={set(|need, text| need.note = text)} />
            }
            <button type="button" class="plain" onclick={remove}>{ words.text("need-remove") }</button>
        </fieldset>
    }
}

fn option(words: &Words, row: &ResourceRow) -> (AttrValue, AttrValue) {
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
fn not_free(words: &Words, busy: &[&ResourceRow]) -> Html {
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
