//! Keeps what is in a form while it is typed, so that it survives a reload, and what was
//! typed last when the form is left or the page is hidden. What a database is asked to write
//! while its page is thrown away is mostly lost, so the last moment before that is left
//! behind in the tab for the page that comes next.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::components::device;
use crate::components::language::Words;
use crate::components::peer_provider::{Send, use_send};
use crate::peer::command::Command;
use crate::peer::view_model::{Draft, Place};

/// Milliseconds after which what was typed is kept, also where the typing goes on.
const KEEP_AFTER: u32 = 800;

/// What is in a form and not kept yet.
#[derive(Clone)]
pub struct Kept {
    place: Place,
    unkept: Rc<RefCell<Option<Draft>>>,
    timer: Rc<RefCell<Option<Timeout>>>,
    send: Send,
}

impl Kept {
    /// What was typed is to be kept, soon.
    fn note(&self, draft: Draft) {
        *self.unkept.borrow_mut() = Some(draft);
        let mut timer = self.timer.borrow_mut();
        if timer.is_none() {
            let kept = self.clone();
            *timer = Some(Timeout::new(KEEP_AFTER, move || kept.keep()));
        }
    }

    /// Keeps it now.
    fn keep(&self) {
        device::forget_left(&self.place);
        self.store();
    }

    /// The page goes, or may go without a word: what is stored now may not come to be, so it
    /// is left behind as well. Also what was sent, as long as it is not known what became of
    /// it: a draft that comes back does less harm than one that is lost.
    fn leave(&self) {
        if let Some(draft) = &*self.unkept.borrow() {
            device::leave_behind(&self.place, draft);
        }
        self.store();
    }

    fn store(&self) {
        self.timer.take();
        let unkept = self.unkept.take();
        if let Some(draft) = unkept {
            let place = self.place;
            self.send.emit(Command::SaveDraft { place, draft });
        }
    }

    /// Nothing of the form is needed any more: it was sent.
    pub fn let_go(&self) {
        let place = self.place;
        device::forget_left(&place);
        self.timer.take();
        self.unkept.take();
        self.send.emit(Command::DropDraft { place });
    }
}

/// What was in a form in the last moment of the page before this one, if it `fits`; newer
/// than what was kept of it.
#[hook]
pub fn use_left_behind(place: Place, fits: impl Fn(&Draft) -> bool) -> Option<Rc<Draft>> {
    let left = use_memo(place, |place| {
        device::take_left_behind(place, fits).map(Rc::new)
    });
    (*left).clone()
}

/// Keeps `draft`, which is there while the form is touched and not sent.
#[hook]
pub fn use_kept(draft: Option<Draft>, place: Place) -> Kept {
    let (unkept, timer) = (use_mut_ref(|| None), use_mut_ref(|| None));
    let send = use_send();
    let kept = Kept {
        place,
        unkept,
        timer,
        send,
    };
    use_effect_with(draft, {
        let kept = kept.clone();
        move |draft| match draft {
            Some(draft) => kept.note(draft.clone()),
            // Sent: not kept meanwhile, or what becomes of that would be taken for what becomes
            // of what was sent. Where it is refused and left, it is kept then.
            None => drop(kept.timer.take()),
        }
    });
    use_effect_with((), {
        let kept = kept.clone();
        move |()| {
            let (leaving, hiding) = (kept.clone(), kept.clone());
            let leaving = device::on_leaving(move || leaving.leave());
            let hiding = device::on_visibility(move |is_hidden| match is_hidden {
                true => hiding.leave(),
                // It was not gone, and had all the time to be stored.
                false => device::forget_left(&place),
            });
            move || {
                drop((leaving, hiding));
                kept.keep();
            }
        }
    });
    kept
}

/// Says that what was left in a form came back, and lets one begin anew.
pub fn draft_note(words: &Words, on_anew: Callback<MouseEvent>) -> Html {
    html! {
        <div class="card">
            <p role="status">{ words.text("draft-back") }</p>
            <p><button type="button" class="plain" onclick={on_anew}>{ words.text("draft-anew") }</button></p>
        </div>
    }
}
