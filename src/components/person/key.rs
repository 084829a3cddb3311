//! A public key in groups that two people can read to each other.

use yew::prelude::*;

/// Sixteen groups of four digits.
pub fn public_key(digits: &str) -> Html {
    let characters: Vec<char> = digits.chars().collect();
    let groups = characters
        .chunks(4)
        .map(|group| html! { <span>{ group.iter().collect::<String>() }</span> });
    html! { <code class="key">{ for groups }</code> }
}
