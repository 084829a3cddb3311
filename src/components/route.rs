//! Where the user is: the page's fragment, `#/…`, read as a [`Route`].
//!
//! An own router of a few lines, because the routes live in the fragment: a
//! static host serves one file, whatever the path, and a fragment never reaches
//! the host. Links are plain `<a href="#/…">`, so the browser does the rest.

use std::rc::Rc;

use yew::prelude::*;

use crate::browser::location;
use crate::peer::view_model::{FestivalId, festival_digits, festival_of_digits};

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The start.
    Home,
    /// Who the user is.
    Me,
    /// A festival.
    Festival(FestivalId),
    /// A code that somebody's camera or messenger opened.
    Code(Rc<str>),
    /// An address that leads nowhere.
    NotFound,
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        match path.split_once('/').unwrap_or((path, "")) {
            ("", "") => Self::Home,
            ("me", "") => Self::Me,
            ("festival", digits) => {
                festival_of_digits(digits).map_or(Self::NotFound, Self::Festival)
            }
            ("s", code) if !code.is_empty() => Self::Code(code.into()),
            _ => Self::NotFound,
        }
    }

    /// The address of a page, for an `href`.
    pub fn href(&self) -> AttrValue {
        match self {
            Self::Home | Self::NotFound => AttrValue::Static("#/"),
            Self::Me => AttrValue::Static("#/me"),
            Self::Festival(festival) => format!("#/festival/{}", festival_digits(festival)).into(),
            Self::Code(code) => format!("#/s/{code}").into(),
        }
    }

    /// Goes there.
    pub fn follow(&self) {
        location::go_to(&self.href());
    }
}

/// The route of the page, anew whenever the fragment changes.
#[hook]
pub fn use_route() -> Route {
    let route = use_state_eq(|| Route::parse(&location::fragment()));
    use_effect_with((), {
        let route = route.clone();
        move |()| {
            let listener =
                location::on_fragment(move |fragment| route.set(Route::parse(&fragment)));
            move || drop(listener)
        }
    });
    use_effect_with((*route).clone(), |_| location::scroll_to_top());
    (*route).clone()
}
