//! What the user reads: Fluent messages in English and German.
//!
//! The language is the one chosen on this device, else the first of the
//! browser's that we speak, else English. Every text goes through [`Words`];
//! `tests/locales.rs` fails on a key that is missing, unused, or in one language
//! only. A key that is missing all the same shows as itself.

use std::rc::Rc;

use yew::prelude::*;

use super::fluent::{Catalogue, Numbers, Value};
use crate::browser::{clock, location, number, preference};
use crate::peer::mark::Mark;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, also for whoever speaks neither.
    English,
    /// German.
    German,
}

impl Language {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of a tag like `de-AT`, if we speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Its own name for itself, as a key.
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::English => "language-en",
            Self::German => "language-de",
        }
    }

    fn preferred() -> Self {
        preference::language()
            .into_iter()
            .chain(preference::browser_languages())
            .find_map(|tag| Self::of_tag(&tag))
            .unwrap_or(Self::English)
    }

    fn catalogue(self) -> Catalogue {
        let source = match self {
            Self::English => concat!(
                include_str!("locales/en.ftl"),
                "\n",
                include_str!("locales/en/programme.ftl"),
                "\n",
                include_str!("locales/en/links.ftl"),
                "\n",
                include_str!("locales/en/carrying.ftl"),
                "\n",
                include_str!("locales/en/day.ftl")
            ),
            Self::German => concat!(
                include_str!("locales/de.ftl"),
                "\n",
                include_str!("locales/de/programme.ftl"),
                "\n",
                include_str!("locales/de/links.ftl"),
                "\n",
                include_str!("locales/de/carrying.ftl"),
                "\n",
                include_str!("locales/de/day.ftl")
            ),
        };
        Catalogue::new(
            source,
            Numbers {
                tag: self.tag(),
                plural: number::plural,
                digits: number::digits,
            },
        )
    }
}

thread_local! {
    static CATALOGUES: [Catalogue; 2] = Language::ALL.map(Language::catalogue);
}

/// The texts in the language of the user, and the way to choose another.
#[derive(Clone, PartialEq)]
pub struct Words {
    /// The language in use.
    pub language: Language,
    /// The IANA time zone of this device; empty where the browser does not say.
    pub time_zone: Rc<str>,
    choose: Callback<Language>,
}

impl Words {
    /// The text of a key.
    pub fn text(&self, key: &'static str) -> AttrValue {
        let fixed = CATALOGUES.with(|catalogues| catalogues[self.language as usize].fixed(key));
        fixed.map_or_else(|| self.text_with(key, &[]), AttrValue::Static)
    }

    /// The text of a key with values in it.
    pub fn text_with(&self, key: &'static str, values: &[(&str, Value<'_>)]) -> AttrValue {
        CATALOGUES.with(|catalogues| {
            let text = catalogues[self.language as usize].text(key, values);
            text.map_or(AttrValue::Static(key), AttrValue::from)
        })
    }

    /// The name of a mark: «Blue Otter».
    pub fn mark_name(&self, mark: &Mark) -> AttrValue {
        let (colour, animal) = (self.text(mark.colour), self.text(mark.animal));
        self.text_with(
            "mark-name",
            &[("colour", (&*colour).into()), ("animal", (&*animal).into())],
        )
    }

    /// Changes the language, and remembers it on this device.
    pub fn choose(&self, language: Language) {
        self.choose.emit(language);
    }
}

/// Props of [`LanguageProvider`].
#[derive(Properties, PartialEq)]
pub struct LanguageProviderProps {
    /// What reads the texts.
    pub children: Html,
}

/// Provides [`Words`] to everything below.
#[component]
pub fn LanguageProvider(props: &LanguageProviderProps) -> Html {
    let language = use_state_eq(Language::preferred);
    let time_zone = use_memo((), |()| Rc::<str>::from(clock::time_zone()));
    use_effect_with(*language, |language| {
        location::set_page_language(language.tag());
    });
    let choose = use_callback((), {
        let language = language.clone();
        move |chosen: Language, ()| {
            preference::remember_language(chosen.tag());
            language.set(chosen);
        }
    });
    let words = Words {
        language: *language,
        time_zone: (*time_zone).clone(),
        choose,
    };
    html! {
        <ContextProvider<Words> context={words}>{ props.children.clone() }</ContextProvider<Words>>
    }
}

/// The texts, anew when the language changes.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_else(|| Words {
        language: Language::English,
        time_zone: "".into(),
        choose: Callback::noop(),
    })
}
