//! A picture that somebody gave something, and the field to give one by.

use std::rc::Rc;

use data_encoding::BASE64;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::device;
use crate::components::language::use_words;

/// The address of a picture for an `img`.
pub fn picture_source(picture: &[u8]) -> String {
    format!("data:image/webp;base64,{}", BASE64.encode(picture))
}

/// A picture; what it shows stands beside it in words.
pub fn picture(picture: Option<&Vec<u8>>) -> Html {
    match picture {
        Some(picture) => {
            html! { <img class="shown" src={picture_source(picture)} alt="" loading="lazy" /> }
        }
        None => Html::default(),
    }
}

/// Props of [`PictureField`].
#[derive(Properties, PartialEq)]
pub struct PictureFieldProps {
    /// The picture as it is now.
    pub picture: Option<Vec<u8>>,
    /// Gets every change.
    pub on_change: Callback<Option<Vec<u8>>>,
}

/// What becomes of the file that was chosen.
#[derive(Clone, Copy, PartialEq)]
enum Shrinking {
    No,
    Now,
    Failed,
}

/// Chooses a picture, which this device makes small, or takes it away.
#[component]
pub fn PictureField(props: &PictureFieldProps) -> Html {
    let words = use_words();
    let shrinking = use_state_eq(|| Shrinking::No);
    // A form that changed meanwhile has another callback by the time it is small.
    let on_change = use_mut_ref(|| props.on_change.clone());
    *on_change.borrow_mut() = props.on_change.clone();
    let onchange = {
        let (shrinking, on_change) = (shrinking.clone(), Rc::clone(&on_change));
        Callback::from(move |event: Event| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            let Some(file) = input.as_ref().and_then(|input| input.files()?.get(0)) else {
                return;
            };
            shrinking.set(Shrinking::Now);
            let (shrinking, on_change) = (shrinking.clone(), on_change.clone());
            device::shrink(
                file.into(),
                Callback::from(move |made: Option<Vec<u8>>| {
                    shrinking.set(match made {
                        Some(_) => Shrinking::No,
                        None => Shrinking::Failed,
                    });
                    if made.is_some() {
                        let on_change = on_change.borrow().clone();
                        on_change.emit(made);
                    }
                }),
            );
        })
    };
    let remove = props.on_change.reform(|_: MouseEvent| None);
    html! {
        <div class="field" role="group" aria-label={words.text("picture-label")}>
            <span aria-hidden="true">{ words.text("picture-label") }</span>
            { picture(props.picture.as_ref()) }
            <div class="buttons">
                <label class="button plain file">
                    <input type="file" accept="image/*" {onchange} />
                    <span>{ words.text("picture-choose") }</span>
                </label>
                if props.picture.is_some() {
                    <button type="button" class="plain" onclick={remove}>{ words.text("picture-remove") }</button>
                }
            </div>
            <p class="quiet" role="status">{ match *shrinking {
                Shrinking::No => words.text("picture-hint"),
                Shrinking::Now => words.text("picture-shrinking"),
                Shrinking::Failed => words.text("picture-failed"),
            } }</p>
        </div>
    }
}
