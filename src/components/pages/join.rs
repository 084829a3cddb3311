//! A join link that somebody opened: what it claims, before anything is entered.

use std::rc::Rc;

use yew::prelude::*;

use crate::components::language::{Words, use_words};
use crate::components::outcome::use_saved;
use crate::components::parts::{Page, RefusalNote, someone};
use crate::components::peer_provider::use_send;
use crate::components::route::Route;
use crate::components::screen::use_screen;
use crate::peer::command::Command;
use crate::peer::view_model::{JoinView, Place, Screen, ScreenView};

/// Props of [`JoinPage`].
#[derive(Properties, PartialEq)]
pub struct JoinPageProps {
    /// The link's code.
    pub code: Rc<str>,
}

/// The page.
#[component]
pub fn JoinPage(props: &JoinPageProps) -> Html {
    let words = use_words();
    let send = use_send();
    let screen = use_screen(Screen::Join {
        code: props.code.clone(),
    });
    // The key leaves the address as soon as it is stored.
    use_saved(Place::Linking, |outcome| {
        if let Some(festival) = outcome.festival {
            Route::Schedule(festival).replace();
        }
    });
    let Some(ScreenView::Join(link)) = screen else {
        return html! { <p role="status">{ words.text("person-opening") }</p> };
    };
    let text = props.code.to_string();
    let join = Callback::from(move |_: MouseEvent| send.emit(Command::Join { text: text.clone() }));
    html! {
        <Page title={words.text("join-link-title")}>
            { claim(&words, &link, join) }
            <RefusalNote at={Place::Linking} />
        </Page>
    }
}

/// What the link says, and the way in.
fn claim(words: &Words, link: &JoinView, join: Callback<MouseEvent>) -> Html {
    let (festival, title, founder, ancestors, entered) = match link {
        JoinView::Refused(problem) => {
            return html! {
                <>
                    <div class="problem" role="alert"><p>{ words.text(problem.sentence()) }</p></div>
                    <a class="button plain" href={Route::Home.href()}>{ words.text("join-link-home") }</a>
                </>
            };
        }
        JoinView::Into {
            festival,
            title,
            founder,
            ancestors,
            entered,
        } => (festival, title, founder, ancestors, entered),
    };
    let name = if title.is_empty() {
        let name = words.mark_name(&founder.mark);
        words.text_with("festival-of", &[("name", (&*name).into())])
    } else {
        AttrValue::from(title.to_string())
    };
    let above = ancestors.iter().filter(|title| !title.is_empty());
    let above: Vec<String> = above.map(ToString::to_string).collect();
    html! {
        <section class="card" aria-labelledby="claimed-title">
            <h2 id="claimed-title" class="large"><bdi>{ name }</bdi></h2>
            if !above.is_empty() {
                <p dir="auto" class="quiet">{ words.text_with("join-link-part-of", &[("titles", above.join(", ").as_str().into())]) }</p>
            }
            <p class="founder">{ words.text("join-link-founder") }{ someone(words, founder, None) }</p>
            if *entered {
                <p>{ words.text("join-link-entered") }</p>
                <a class="button" href={Route::Schedule(*festival).href()}>{ words.text("join-link-open") }</a>
            } else {
                <p><strong>{ words.text("join-link-unchecked") }</strong>{ " " }{ words.text("join-link-unchecked-means") }</p>
                <p class="quiet">{ words.text("join-link-addresses") }</p>
                <button type="button" onclick={join}>{ words.text("join-link-join") }</button>
            }
        </section>
    }
}
