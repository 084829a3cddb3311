//! Where a resource is: words, an address, a position, a link.

use yew::prelude::*;

use super::editing::edit;
use super::fields::{Area, Line};
use super::resource_draft::ResourceDraft;
use super::resource_fields::SectionProps;
use crate::components::degrees;
use crate::components::language::use_words;
use crate::components::position::use_position;

/// The fields.
#[component]
pub fn ResourceWhere(props: &SectionProps) -> Html {
    let words = use_words();
    let (draft, on_change) = (&props.draft, &props.on_change);
    let found = {
        let draft = draft.clone();
        on_change.reform(move |(lat, lon): (f64, f64)| ResourceDraft {
            lat: degrees::write(degrees::of_measured(lat)),
            lon: degrees::write(degrees::of_measured(lon)),
            ..draft.clone()
        })
    };
    let (failed, ask) = use_position(found);
    html! {
        <>
            <Line id="location-text" label={words.text("location-text")} hint={words.text("location-text-hint")} value={draft.place.clone()}
                problem={props.problem(&words, "place")} on_change={edit(draft, on_change, |draft, text| draft.place = text)} />
            <details>
                <summary>{ words.text("location-address") }</summary>
                <div class="stack">
                    <Area id="location-street" label={words.text("location-street")} value={draft.street.clone()}
                        on_change={edit(draft, on_change, |draft, text| draft.street = text)} />
                    <div class="pair">
                        <Line id="location-postcode" label={words.text("location-postcode")} value={draft.postcode.clone()} max_length={64}
                            on_change={edit(draft, on_change, |draft, text| draft.postcode = text)} />
                        <Line id="location-city" label={words.text("location-city")} value={draft.city.clone()}
                            on_change={edit(draft, on_change, |draft, text| draft.city = text)} />
                    </div>
                    <Line id="location-country" label={words.text("location-country")} value={draft.country.clone()}
                        on_change={edit(draft, on_change, |draft, text| draft.country = text)} />
                </div>
            </details>
            <details open={props.wrong.is_some_and(|(field, _)| field == "geo")}>
                <summary>{ words.text("location-position") }</summary>
                <div class="stack">
                    <button type="button" class="plain" onclick={ask.reform(|_: MouseEvent| ())}>{ words.text("location-use-mine") }</button>
                    if failed {
                        <p class="wrong" role="alert">{ words.text("location-no-position") }</p>
                    }
                    <div class="pair">
                        <Line id="location-lat" label={words.text("location-lat")} value={draft.lat.clone()} problem={props.problem(&words, "geo")}
                            on_change={edit(draft, on_change, |draft, text| draft.lat = text)} />
                        <Line id="location-lon" label={words.text("location-lon")} value={draft.lon.clone()}
                            on_change={edit(draft, on_change, |draft, text| draft.lon = text)} />
                    </div>
                </div>
            </details>
            <details>
                <summary>{ words.text("location-more") }</summary>
                <div class="stack">
                    <Line id="location-url" kind="url" label={words.text("location-url")} value={draft.url.clone()} max_length={1_024}
                        on_change={edit(draft, on_change, |draft, text| draft.url = text)} />
                    <Area id="location-directions" label={words.text("location-directions")} value={draft.directions.clone()} max_length={2_000}
                        on_change={edit(draft, on_change, |draft, text| draft.directions = text)} />
                    <Area id="resource-pickup" label={words.text("pickup-label")} value={draft.fields.pickup.clone()} max_length={2_000}
                        on_change={edit(draft, on_change, |draft, text| draft.fields.pickup = text)} />
                </div>
            </details>
        </>
    }
}
