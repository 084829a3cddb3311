//! The 24 words: shown when asked for, then asked for in practice.

use yew::prelude::*;

use super::typed::{Typed, on_change};
use crate::components::language::Words;
use crate::components::parts::line;
use crate::components::peer_provider::Send;
use crate::peer::command::Command;
use crate::peer::view_model::{AuthorId, SecretsView};

/// Places of the words that are asked for, from 0: others for each person, so that
/// nobody learns them from a neighbour.
fn asked(author: &AuthorId) -> [usize; 3] {
    let bytes = author.as_bytes();
    [0, 1, 2].map(|third| third * 8 + usize::from(bytes[third] % 8))
}

/// The card. `secrets` are there once they were asked for.
pub fn words_card(
    words: &Words,
    send: &Send,
    author: &AuthorId,
    secrets: Option<&SecretsView>,
    typed: &UseStateHandle<Typed>,
    show: Callback<MouseEvent>,
) -> Html {
    html! {
        <section class="card" aria-labelledby="words-title">
            <h2 id="words-title">{ words.text("words-title") }</h2>
            <p>{ words.text("words-why") }</p>
            if let Some(secrets) = secrets {
                <ol class="words" translate="no" data-test="words">
                    { for secrets.words.iter().map(|word| html! { <li>{ *word }</li> }) }
                </ol>
                { practice(words, send, author, secrets, typed) }
            } else {
                <button type="button" onclick={show}>{ words.text("words-show") }</button>
            }
        </section>
    }
}

fn practice(
    words: &Words,
    send: &Send,
    author: &AuthorId,
    secrets: &SecretsView,
    typed: &UseStateHandle<Typed>,
) -> Html {
    let asked = asked(author);
    let onsubmit = {
        let (send, typed, right) = (send.clone(), typed.clone(), secrets.words.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let given = typed.practice.iter().zip(asked);
            let all = given.fold(true, |all, (word, place)| {
                all && word.trim().eq_ignore_ascii_case(right[place])
            });
            if all {
                typed.set(Typed {
                    practised: true,
                    ..Typed::default()
                });
                send.emit(Command::WordsPractised);
            } else {
                // What was typed stays: as a rule one letter is wrong.
                typed.set(Typed {
                    missed: true,
                    practised: false,
                    ..(*typed).clone()
                });
            }
        })
    };
    let fields = asked.into_iter().enumerate().map(|(index, place)| {
        let number = u32::try_from(place + 1).unwrap_or(0);
        let label = words.text_with("words-number", &[("number", number.into())]);
        let change = on_change(typed, move |typed, text| typed.practice[index] = text);
        let value = typed.practice[index].clone();
        line(format!("practice-{index}"), label, value, change).required()
    });
    html! {
        <form class="stack" {onsubmit}>
            <p>{ words.text("words-practice") }</p>
            <div class="pair">{ for fields }</div>
            if typed.missed {
                <p class="wrong" role="alert">{ words.text("words-missed") }</p>
            }
            <button type="submit">{ words.text("words-check") }</button>
            <div role="status">
                if typed.practised {
                    <p data-test="backup-practised">{ words.text("backup-practised") }</p>
                }
            </div>
        </form>
    }
}
