//! The outermost component: providers, the frame around every page, the pages.

use yew::prelude::*;

use super::language::{LanguageProvider, use_words};
use super::pages::{CarriedCode, Festival, Home, Me, NotFound};
use super::parts::TopBar;
use super::peer_provider::PeerProvider;
use super::route::{Route, use_route};

/// The whole app.
#[component]
pub fn App() -> Html {
    html! {
        <LanguageProvider>
            <PeerProvider>
                <Frame />
            </PeerProvider>
        </LanguageProvider>
    }
}

/// What stays while the pages change: the skip link, the top bar, `main`.
#[component]
fn Frame() -> Html {
    let words = use_words();
    let route = use_route();
    let content = use_node_ref();
    // The router lives in the fragment, so the skip link moves the focus itself.
    let skip = {
        let content = content.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if let Some(main) = content.cast::<web_sys::HtmlElement>() {
                let _ = main.focus();
            }
        })
    };
    html! {
        <>
            <a class="skip" href="#content" onclick={skip}>{ words.text("skip-to-content") }</a>
            <TopBar route={route.clone()} />
            <main id="content" ref={content} tabindex="-1">{ page(route) }</main>
        </>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Me => html! { <Me /> },
        Route::Festival(id) => html! { <Festival {id} /> },
        Route::Code(code) => html! { <CarriedCode {code} /> },
        Route::NotFound => html! { <NotFound /> },
    }
}
