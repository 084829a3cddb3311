//! A public key in groups that two people can read to each other.

use yew::prelude::*;

/// Props of [`PublicKey`].
#[derive(Properties, PartialEq)]
pub struct PublicKeyProps {
    /// Its hexadecimal digits.
    pub digits: AttrValue,
}

/// Sixteen groups of four digits.
#[component]
pub fn PublicKey(props: &PublicKeyProps) -> Html {
    let characters: Vec<char> = props.digits.chars().collect();
    let groups = characters
        .chunks(4)
        .map(|group| html! { <span>{ group.iter().collect::<String>() }</span> });
    html! { <code class="key">{ for groups }</code> }
}
