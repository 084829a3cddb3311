//! Connects the components with the peer; the only one of them that knows how
//! the peer runs. Everything below reads contexts.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::identity;
use crate::peer::mark::Mark;

/// Who uses this installation, as far as it is known.
#[derive(Clone, PartialEq)]
pub enum Person {
    /// The key is being opened.
    Opening,
    /// The key is here.
    Known {
        /// Name and emoji.
        mark: Mark,
        /// The public key in hexadecimal digits, for those who compare keys.
        key: AttrValue,
    },
    /// This device cannot keep a key; the reason in the device's words.
    NoKey(AttrValue),
}

/// Props of [`PeerProvider`].
#[derive(Properties, PartialEq)]
pub struct PeerProviderProps {
    /// What reads the peer's state.
    pub children: Html,
}

/// Opens the key of this installation and provides the [`Person`].
#[component]
pub fn PeerProvider(props: &PeerProviderProps) -> Html {
    let person = use_state_eq(|| Person::Opening);
    use_effect_with((), {
        let person = person.clone();
        move |()| spawn_local(async move { person.set(open().await) })
    });
    html! {
        <ContextProvider<Person> context={(*person).clone()}>{ props.children.clone() }</ContextProvider<Person>>
    }
}

async fn open() -> Person {
    match identity::load_or_create().await {
        Ok(key) => {
            let author = key.author();
            let digits: String = author
                .as_bytes()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            Person::Known {
                mark: Mark::of(&author),
                key: digits.into(),
            }
        }
        Err(error) => Person::NoKey(error.to_string().into()),
    }
}

/// Who uses this installation, anew when that is known.
#[hook]
pub fn use_person() -> Person {
    use_context::<Person>().unwrap_or(Person::Opening)
}
