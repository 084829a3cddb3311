//! Installing the app, offered once there is something to lose: iOS deletes what a page
//! keeps when nobody was there for a week, and an app on its home screen begins with an
//! empty store, so the move code comes first.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::device::{self, Install};
use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::FrameView;

/// The hint for whoever has written something; nothing where there is no way or none
/// is needed.
pub fn install_hint(words: &Words, frame: &FrameView) -> Html {
    let writes = frame.festivals.iter().any(|festival| festival.i_write);
    let how = match device::install_way() {
        _ if !writes => return Html::default(),
        Install::No => return Html::default(),
        Install::Offered => offered(words),
        Install::FromShareSheet => from_share_sheet(words),
    };
    html! {
        <section class="card" aria-labelledby="install-title">
            <h2 id="install-title">{ words.text("install-title") }</h2>
            <p>{ words.text("install-why") }</p>
            { how }
        </section>
    }
}

fn offered(words: &Words) -> Html {
    let onclick = Callback::from(|event: MouseEvent| {
        device::install();
        // The offer is good once.
        if let Some(button) = event.target_dyn_into::<HtmlElement>() {
            button.set_hidden(true);
        }
    });
    html! { <button type="button" {onclick}>{ words.text("install-do") }</button> }
}

fn from_share_sheet(words: &Words) -> Html {
    html! {
        <ol>
            <li>{ words.text("install-code") }{ " " }<a class="inline" href={Route::Backup.href()}>{ words.text("move-show") }</a></li>
            <li>{ words.text("install-share") }</li>
            <li>{ words.text("install-paste") }</li>
        </ol>
    }
}

/// What an app on an iOS home screen says first: its store is not that of the page
/// in Safari.
pub fn moved_here(words: &Words) -> Html {
    if !device::is_on_home_screen() {
        return Html::default();
    }
    html! {
        <section class="card" aria-labelledby="moved-title">
            <h2 id="moved-title">{ words.text("moved-here-title") }</h2>
            <p>{ words.text("moved-here-why") }</p>
            <a class="button" href={Route::Backup.href()}>{ words.text("moved-here-paste") }</a>
        </section>
    }
}
