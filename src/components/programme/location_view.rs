//! Where a resource is, with the ways to get there.

use yew::prelude::*;

use crate::components::decimals::{DEGREES, METRES};
use crate::components::language::Words;
use crate::components::markdown::safe_link;
use crate::peer::view_model::{Address, Location};

/// All ways of saying it that the owner gave.
pub fn location_lines(words: &Words, location: &Location) -> Html {
    let geo = location.geo.map(|geo| {
        let (lat, lon) = (DEGREES.write(geo.lat), DEGREES.write(geo.lon));
        let map =
            format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}");
        (format!("geo:{lat},{lon}"), format!("{lat}, {lon}"), map)
    });
    html! {
        <div class="location">
            if let Some(text) = &location.text {
                <p dir="auto"><strong>{ text }</strong></p>
            }
            if let Some(address) = &location.address {
                <address dir="auto">{ for lines(address).into_iter().map(|line| html! { <span>{ line }</span> }) }</address>
            }
            if let Some((uri, position, map)) = geo {
                <p class="buttons">
                    { safe_link(&uri, &words.text_with("location-open", &[("position", position.as_str().into())])) }
                    { safe_link(&map, &words.text("location-map")) }
                </p>
            }
            if let Some(url) = &location.url {
                <p>{ safe_link(&url.url, &url.label) }</p>
            }
            if let Some(space) = &location.space {
                <p dir="auto"><bdi>{ &space.world }</bdi>{ format!(": {}, {}, {} m", METRES.write(space.x), METRES.write(space.y), METRES.write(space.z)) }</p>
            }
            if !location.directions.is_empty() {
                <p class="quiet" dir="auto">{ &location.directions }</p>
            }
        </div>
    }
}

fn lines(address: &Address) -> Vec<String> {
    let town = format!("{} {}", address.postcode, address.city);
    let lines = address
        .lines
        .iter()
        .cloned()
        .chain([town.trim().to_owned(), address.country.clone()]);
    lines.filter(|line| !line.is_empty()).collect()
}
