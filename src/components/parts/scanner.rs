//! Takes a code by camera, or from a picture file.

use web_sys::{HtmlInputElement, HtmlVideoElement};
use yew::prelude::*;

use crate::components::camera::{self, Seen};
use crate::components::language::use_words;
use crate::components::peer_provider::{Send, use_send, use_view};
use crate::components::route::Route;
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, CarryingView, is_picture};

/// Uses a text that was pasted or scanned: a join link shows where it leads, a picture
/// of a film is a piece of a file, anything else is a code for the connection that is
/// being made.
pub fn take_code(send: &Send, text: &str) {
    let whole = text.to_owned();
    match Route::of_join_link(text) {
        Some(link) => link.follow(),
        None if is_picture(text) => send.emit(Command::WatchFilm { text: whole }),
        None => send.emit(Command::EnterCode { text: whole }),
    }
}

/// How much of a film was seen.
fn watched(view: &AppView) -> Option<(u64, u64)> {
    match view {
        AppView::Ready(ready) => match ready.frame.carrying {
            CarryingView::Watching { done, all } => Some((done, all)),
            _ => None,
        },
        _ => None,
    }
}

/// What the scanner says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    NoCamera,
    NoCode,
}

/// The camera, switched on by a button, and the choice of a picture.
#[component]
pub fn Scanner() -> Html {
    let words = use_words();
    let send = use_send();
    let on = use_state_eq(|| false);
    let said = use_state_eq(|| Said::Nothing);
    let video = use_node_ref();
    let last = use_mut_ref(String::new);
    let watched = watched(&use_view());
    // Once a film is whole, or is none, it is told where files are.
    use_effect_with(watched.is_some(), {
        let (on, last) = (on.clone(), last.clone());
        move |watches| {
            if !watches && !last.take().is_empty() {
                on.set(false);
                Route::Connections.follow();
            }
        }
    });
    use_effect_with(*on, {
        let (on, said, video, send) = (on.clone(), said.clone(), video.clone(), send.clone());
        move |is_on| {
            let shown = video.cast::<HtmlVideoElement>().filter(|_| *is_on);
            let scan = shown.map(|shown| {
                let found = Callback::from(move |seen: Seen| {
                    if let Seen::Text(text) = &seen
                        && is_picture(text)
                    {
                        // The same one is seen more than once.
                        if last.replace(text.clone()) != *text {
                            take_code(&send, text);
                        }
                        return true;
                    }
                    on.set(false);
                    match seen {
                        Seen::Text(text) => take_code(&send, &text),
                        Seen::NoCamera => said.set(Said::NoCamera),
                    }
                    false
                });
                camera::scan(shown, found)
            });
            move || drop(scan)
        }
    });
    let toggle = {
        let (on, said) = (on.clone(), said.clone());
        Callback::from(move |_: MouseEvent| {
            said.set(Said::Nothing);
            on.set(!*on);
        })
    };
    let onchange = {
        let (said, send) = (said.clone(), send.clone());
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let file = input.and_then(|input| input.files()?.get(0));
            let (said, send) = (said.clone(), send.clone());
            let Some(file) = file else { return };
            said.set(Said::Nothing);
            camera::read_picture(
                file,
                Callback::from(move |text: Option<String>| match text {
                    Some(text) => take_code(&send, &text),
                    None => said.set(Said::NoCode),
                }),
            );
        })
    };
    let say = match *said {
        Said::Nothing => None,
        Said::NoCamera => Some(words.text("scan-no-camera")),
        Said::NoCode => Some(words.text("scan-no-code")),
    };
    html! {
        <div class="stack scanner">
            if *on {
                <video ref={video} autoplay=true muted=true playsinline=true aria-label={words.text("scan-camera")} />
            }
            <div class="buttons">
                if camera::has_camera() {
                    <button type="button" class="plain" onclick={toggle}>{ words.text(if *on { "scan-stop" } else { "scan" }) }</button>
                }
                <label class="button plain file">
                    { words.text("scan-picture") }
                    <input type="file" accept="image/*" {onchange} />
                </label>
            </div>
            if let Some((done, all)) = watched {
                <progress aria-label={words.text("film-watching")} value={done.to_string()} max={all.to_string()} />
            }
            <p role="status" class="quiet">{ say }</p>
        </div>
    }
}
