//! Where the user is: the page's fragment, `#/…`, read as a [`Route`].
//!
//! An own router of a few lines, because the routes live in the fragment: a
//! static host serves one file, whatever the path, and a fragment never reaches
//! the host. Links are plain `<a href="#/…">`, so the browser does the rest.

use yew::prelude::*;

use crate::browser::location;

/// A page of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The start.
    Home,
    /// Who the user is.
    Me,
    /// An address that leads nowhere.
    NotFound,
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        match fragment.trim_start_matches('#').trim_matches('/') {
            "" => Self::Home,
            "me" => Self::Me,
            _ => Self::NotFound,
        }
    }

    /// The address of a page, for an `href`.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home | Self::NotFound => "#/",
            Self::Me => "#/me",
        }
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
    *route
}
