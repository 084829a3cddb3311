//! Where a resource is, with the ways to get there.

use yew::prelude::*;

use crate::components::degrees;
use crate::components::language::use_words;
use crate::components::markdown::SafeLink;
use crate::peer::view_model::{Address, Location};

/// Props of [`LocationView`].
#[derive(Properties, PartialEq)]
pub struct LocationViewProps {
    /// Where.
    pub location: Location,
}

/// All ways of saying it that the owner gave.
#[component]
pub fn LocationView(props: &LocationViewProps) -> Html {
    let words = use_words();
    let location = &props.location;
    let geo = location.geo.map(|geo| {
        let (lat, lon) = (degrees::write(geo.lat), degrees::write(geo.lon));
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
                    <SafeLink url={uri} label={words.text_with("location-open", &[("position", position.as_str().into())])} />
                    <SafeLink url={map} label={words.text("location-map")} />
                </p>
            }
            if let Some(url) = &location.url {
                <p><SafeLink url={url.url.clone()} label={url.label.clone()} /></p>
            }
            if let Some(space) = &location.space {
                <p dir="auto">{ format!("{}: {}, {}, {} m", space.world, space.x / 1_000, space.y / 1_000, space.z / 1_000) }</p>
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
