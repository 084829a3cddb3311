//! «You are in», «they are here now»: said where a code was shown or entered, once a
//! connection or a festival has come of it, until the page is left or another code begun.

use std::rc::Rc;

use yew::prelude::*;

use super::{Revealed, festival_name, person_name};
use crate::components::language::{Words, use_words};
use crate::components::route::Route;
use crate::peer::view_model::{ConnectedView, FestivalId, FestivalRow, LinkId};

/// Props of [`ArrivalNote`].
#[derive(Properties, PartialEq)]
pub struct ArrivalNoteProps {
    /// The festivals that are here.
    pub festivals: Rc<[FestivalRow]>,
    /// The last connection by codes that came about.
    pub connected: Option<ConnectedView>,
    /// Whether another one is being made.
    pub linking: bool,
}

/// What was here before: that is no news.
struct Before {
    festivals: Vec<FestivalId>,
    connected: Option<LinkId>,
}

impl Before {
    fn of(props: &ArrivalNoteProps) -> Self {
        let festivals = props.festivals.iter();
        Self {
            festivals: festivals.map(|festival| festival.id).collect(),
            connected: props.connected.as_ref().map(|connected| connected.link),
        }
    }

    fn had(&self, festival: &FestivalRow) -> bool {
        self.festivals.contains(&festival.id)
    }

    /// The connection, if it came about since.
    fn new_connection<'a>(&self, props: &'a ArrivalNoteProps) -> Option<&'a ConnectedView> {
        let connected = props.connected.as_ref();
        connected.filter(|connected| self.connected != Some(connected.link))
    }
}

/// The note about a connection or a festival that was not here when the page was opened
/// or the last code begun; nothing where there is none.
#[component]
pub fn ArrivalNote(props: &ArrivalNoteProps) -> Html {
    let words = use_words();
    let before = use_mut_ref(|| Before::of(props));
    if props.linking {
        *before.borrow_mut() = Before::of(props);
    }
    let before = before.borrow();
    let connected = before.new_connection(props);
    let mut festivals = props.festivals.iter();
    let festival = match connected {
        // Who is let in by it is told once that is stored.
        Some(connected) => festivals.find(|festival| festival.id == connected.festival),
        None => festivals.find(|festival| !before.had(festival)),
    };
    let Some(festival) = festival else {
        return html! { <div class="more"></div> };
    };
    let title = if before.had(festival) {
        words.text("connected-title")
    } else {
        let name = festival_name(&words, festival);
        words.text_with("arrived", &[("festival", (&*name).into())])
    };
    html! {
        <Revealed labelled_by="arrived-title" step={1}>
            <h2 id="arrived-title">{ title }</h2>
            if let Some(connected) = connected {
                <p role="status">{ who_is_here(&words, connected) }</p>
            }
            <p><a class="button" href={Route::Schedule(festival.id).href()}>{ words.text("arrived-look") }</a></p>
        </Revealed>
    }
}

/// Who came; that they are here only as long as it is true.
fn who_is_here(words: &Words, connected: &ConnectedView) -> AttrValue {
    let key = if connected.is_here {
        "connected-here"
    } else {
        "connected-gone"
    };
    let name = person_name(words, &connected.who);
    words.text_with(key, &[("name", (&*name).into())])
}
