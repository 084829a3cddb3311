//! What a page looks at: it names a [`Screen`], the peer projects it, and the page
//! reads it. Until the peer has it, there is nothing; while only a filter changes,
//! what was there before stays, so that typing never blanks a list. A page is drawn
//! once for a change of its filter: when the peer has what was asked for.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::peer_provider::{Send, use_send, use_view};
use super::way_back::use_remembered;
use crate::peer::command::Command;
use crate::peer::view_model::{AppView, FestivalId, FestivalRow, Screen, ScreenView};

/// A change of what a page wants to see. It is made to what is wanted when it comes, so
/// that of two quick ones both count.
pub type Change<T> = Box<dyn FnOnce(&mut T)>;

/// What a page wants to see, and what there is of it.
pub struct Sight<T> {
    /// What is wanted, such as a filter and the rows that are drawn.
    pub wanted: T,
    /// What is there.
    pub view: Option<ScreenView>,
    /// Takes a change of what is wanted; always the same, so that who gets it is not drawn
    /// anew.
    pub change: Callback<Change<T>>,
}

/// A callback that changes one thing of what is wanted with what it gets.
pub fn changing<T: 'static, V: 'static>(
    on: &Callback<Change<T>>,
    change: fn(&mut T, V),
) -> Callback<V> {
    on.reform(move |value| -> Change<T> { Box::new(move |wanted| change(wanted, value)) })
}

/// What a page was drawn with last: what its wishes mean, and what there was.
type Drawn<T> = (Rc<dyn Fn(&T) -> Screen>, Rc<AppView>);

/// Whether this is a picture of that screen.
fn is_at(view: &AppView, screen: &Screen) -> bool {
    matches!(view, AppView::Ready(ready) if ready.at == *screen)
}

/// The screen that the peer was asked for last.
type Told = Rc<RefCell<Option<Screen>>>;

/// Looks at what is wanted: what was where one comes back to the page, else `first`, until
/// that is changed. `screen` says what the peer is
/// to be asked for then.
#[hook]
pub fn use_sight<T>(first: fn() -> T, screen: impl Fn(&T) -> Screen + 'static) -> Sight<T>
where
    T: Clone + PartialEq + 'static,
{
    let (send, shown) = (use_send(), use_view());
    let redraw = use_force_update();
    let wanted = use_remembered("wanted", first);
    let told = use_mut_ref(|| None);
    let now = wanted.borrow().clone();
    let view = use_told_screen(screen(&now), &told);
    let latest = use_mut_ref(|| None::<Drawn<T>>);
    *latest.borrow_mut() = Some((Rc::new(screen), shown));
    let change = use_callback((), move |change: Change<T>, ()| {
        let before = wanted.borrow().clone();
        change(&mut wanted.borrow_mut());
        let Some((screen, shown)) = latest.borrow().clone() else {
            return;
        };
        if *wanted.borrow() == before {
            return;
        }
        // The page is drawn when the peer answers, not when it is asked: but where it has
        // nothing new to say, or nothing is asked.
        let screen = screen(&wanted.borrow());
        let is_asked = match &*told.borrow() {
            Some(last) => *last != screen,
            None => false,
        };
        if !is_asked || is_at(&shown, &screen) {
            redraw.force_update();
        }
        if is_asked {
            tell(&send, &told, screen);
        }
    });
    Sight {
        wanted: now,
        view,
        change,
    }
}

/// Looks at `screen`, and gives what is there once the peer runs and has it.
#[hook]
pub fn use_screen(screen: Screen) -> Option<ScreenView> {
    let told = use_mut_ref(|| None);
    use_told_screen(screen, &told)
}

fn tell(send: &Send, told: &Told, screen: Screen) {
    *told.borrow_mut() = Some(screen.clone());
    send.emit(Command::Look(screen));
}

#[hook]
fn use_told_screen(screen: Screen, told: &Told) -> Option<ScreenView> {
    let view = use_view();
    let send = use_send();
    let kept = use_mut_ref(|| None::<(Screen, ScreenView)>);
    let is_ready = matches!(&*view, AppView::Ready(_));
    let told_before = told.borrow().clone();
    use_effect({
        let (screen, told) = (screen.clone(), told.clone());
        move || {
            if !is_ready {
                // A starting peer takes no wishes, so it is told again once it runs.
                *told.borrow_mut() = None;
                return;
            }
            let last = told.borrow().clone();
            // Effects come some time after the page was drawn. What was wished meanwhile is
            // newer than what was drawn, and is not to be taken back.
            let is_newer = last.is_some() && last != told_before;
            if !is_newer && last.as_ref() != Some(&screen) {
                tell(&send, &told, screen);
            }
        }
    });
    let mut kept = kept.borrow_mut();
    if let AppView::Ready(ready) = &*view
        && ready.at == screen
    {
        *kept = Some((screen.clone(), ready.screen.clone()));
    }
    kept.as_ref()
        .filter(|(at, _)| is_same_page(at, &screen))
        .map(|(_, view)| view.clone())
}

/// Whether two screens differ at most in their filters.
fn is_same_page(one: &Screen, other: &Screen) -> bool {
    match (one, other) {
        (
            Screen::Schedule { festival: one, .. },
            Screen::Schedule {
                festival: other, ..
            },
        )
        | (
            Screen::Market { festival: one, .. },
            Screen::Market {
                festival: other, ..
            },
        ) => one == other,
        (Screen::Inbox { .. }, Screen::Inbox { .. }) => true,
        (
            Screen::Mine { festival: one, .. },
            Screen::Mine {
                festival: other, ..
            },
        ) => one == other,
        (
            Screen::EventForm {
                festival: one,
                event: first,
                ..
            },
            Screen::EventForm {
                festival: other,
                event: second,
                ..
            },
        ) => (one, first) == (other, second),
        (
            Screen::Search { festival: one, .. },
            Screen::Search {
                festival: other, ..
            },
        )
        | (
            Screen::Grid { festival: one, .. },
            Screen::Grid {
                festival: other, ..
            },
        )
        | (
            Screen::Inventory { festival: one, .. },
            Screen::Inventory {
                festival: other, ..
            },
        )
        | (
            Screen::Plan { festival: one, .. },
            Screen::Plan {
                festival: other, ..
            },
        ) => one == other,
        _ => one == other,
    }
}

/// The row of a festival that was entered here.
#[hook]
pub fn use_festival(id: FestivalId) -> Option<FestivalRow> {
    let view = use_view();
    let AppView::Ready(ready) = &*view else {
        return None;
    };
    ready
        .frame
        .festivals
        .iter()
        .find(|row| row.id == id)
        .cloned()
}
