//! Why the last connection did not come about: a sentence for people, a line for
//! those who know networks.

use yew::prelude::*;

use crate::components::language::Words;
use crate::components::route::Route;
use crate::peer::view_model::{CandidateKind, Cause, FailureView};

/// The card; nothing where nothing failed.
pub fn failure_card(words: &Words, failure: Option<&FailureView>) -> Html {
    let Some(failure) = failure else {
        return Html::default();
    };
    let side = |ways: &[(CandidateKind, usize)]| {
        let ways: Vec<String> = ways
            .iter()
            .map(|(kind, count)| format!("{count} × {}", words.text(kind_word(*kind))))
            .collect();
        if ways.is_empty() {
            words.text("failure-no-way").to_string()
        } else {
            ways.join(", ")
        }
    };
    let (here, there) = (side(&failure.here), side(&failure.there));
    let details = words.text_with(
        "failure-line",
        &[
            ("ice", (&*failure.ice).into()),
            ("here", here.as_str().into()),
            ("there", there.as_str().into()),
        ],
    );
    html! {
        <section class="card" aria-labelledby="failure-title">
            <h2 id="failure-title">{ words.text("failure-title") }</h2>
            <p role="status">{ words.text(cause_sentence(failure.cause)) }</p>
            <details>
                <summary>{ words.text("failure-details") }</summary>
                <p class="quiet">{ details }</p>
            </details>
            <p><a href={Route::Connections.href()}>{ words.text("waiting-other-ways") }</a></p>
        </section>
    }
}

const fn cause_sentence(cause: Cause) -> &'static str {
    match cause {
        Cause::NoAddress => "failure-no-address",
        Cause::NoAnswer => "failure-no-answer",
        Cause::LocalOnly => "failure-local-only",
        Cause::KeptApart => "failure-kept-apart",
        Cause::Translated => "failure-translated",
        Cause::DespiteTurn => "failure-despite-turn",
    }
}

const fn kind_word(kind: CandidateKind) -> &'static str {
    match kind {
        CandidateKind::HostV4 => "way-host-v4",
        CandidateKind::ReflexiveV4 => "way-reflexive-v4",
        CandidateKind::GlobalV6 => "way-global-v6",
        CandidateKind::Mdns => "way-mdns",
        CandidateKind::OtherV4 => "way-relayed-v4",
        CandidateKind::OtherV6 => "way-other-v6",
    }
}
