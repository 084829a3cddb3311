//! Where a resource is: words, an address, a position, a link.

use yew::prelude::*;

use super::editing::edit;
use super::resource_draft::ResourceDraft;
use super::resource_fields::SectionProps;
use crate::components::decimals::DEGREES;
use crate::components::language::use_words;
use crate::components::parts::{area, line};
use crate::components::position::use_position;

/// The fields.
#[component]
pub fn ResourceWhere(props: &SectionProps) -> Html {
    let words = use_words();
    let (draft, on_change) = (&props.draft, &props.on_change);
    let found = {
        let draft = draft.clone();
        on_change.reform(move |(lat, lon): (f64, f64)| ResourceDraft {
            lat: DEGREES.write(DEGREES.of_measured(lat)),
            lon: DEGREES.write(DEGREES.of_measured(lon)),
            ..draft.clone()
        })
    };
    let (failed, ask) = use_position(found);
    html! {
        <>
            { line("location-text", words.text("location-text"), draft.place.clone(),
                edit(draft, on_change, |draft, text| draft.place = text))
                .hint(words.text("location-text-hint")).problem(props.problem(&words, "place")) }
            <details>
                <summary>{ words.text("location-address") }</summary>
                <div class="stack">
                    { area("location-street", words.text("location-street"), draft.street.clone(),
                        edit(draft, on_change, |draft, text| draft.street = text)) }
                    <div class="pair">
                        { line("location-postcode", words.text("location-postcode"), draft.postcode.clone(),
                            edit(draft, on_change, |draft, text| draft.postcode = text)).max_length(64) }
                        { line("location-city", words.text("location-city"), draft.city.clone(),
                            edit(draft, on_change, |draft, text| draft.city = text)) }
                    </div>
                    { line("location-country", words.text("location-country"), draft.country.clone(),
                        edit(draft, on_change, |draft, text| draft.country = text)) }
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
                        { line("location-lat", words.text("location-lat"), draft.lat.clone(),
                            edit(draft, on_change, |draft, text| draft.lat = text))
                            .problem(props.problem(&words, "geo")) }
                        { line("location-lon", words.text("location-lon"), draft.lon.clone(),
                            edit(draft, on_change, |draft, text| draft.lon = text)) }
                    </div>
                </div>
            </details>
            <details open={props.wrong.is_some_and(|(field, _)| field == "space")}>
                <summary>{ words.text("location-space") }</summary>
                <div class="stack">
                    { line("location-world", words.text("location-world"), draft.world.clone(),
                        edit(draft, on_change, |draft, text| draft.world = text))
                        .hint(words.text("location-world-hint")).problem(props.problem(&words, "space")) }
                    <div class="pair">
                        { line("location-east", words.text("location-east"), draft.east.clone(),
                            edit(draft, on_change, |draft, text| draft.east = text)).max_length(16) }
                        { line("location-north", words.text("location-north"), draft.north.clone(),
                            edit(draft, on_change, |draft, text| draft.north = text)).max_length(16) }
                        { line("location-up", words.text("location-up"), draft.up.clone(),
                            edit(draft, on_change, |draft, text| draft.up = text)).max_length(16) }
                    </div>
                </div>
            </details>
            <details>
                <summary>{ words.text("location-more") }</summary>
                <div class="stack">
                    { line("location-url", words.text("location-url"), draft.url.clone(),
                        edit(draft, on_change, |draft, text| draft.url = text)).kind("url").max_length(1_024) }
                    { area("location-directions", words.text("location-directions"), draft.directions.clone(),
                        edit(draft, on_change, |draft, text| draft.directions = text)).max_length(2_000) }
                    { area("resource-pickup", words.text("pickup-label"), draft.fields.pickup.clone(),
                        edit(draft, on_change, |draft, text| draft.fields.pickup = text)).max_length(2_000) }
                </div>
            </details>
        </>
    }
}
