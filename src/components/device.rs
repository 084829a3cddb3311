//! What the device around the page does for the components: it copies, shares,
//! and shows light or dark colours.

use std::rc::Rc;

use gloo::timers::callback::Interval;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::*;

use super::route::Route;
use crate::browser::at_once::AtOnce;
use crate::browser::wake_lock::WakeLock;
use crate::browser::{
    alert, file, install, left_behind, location, panic, picture, preference, prompt_task, share,
    update,
};
use crate::peer::view_model::{Draft, Place, place_digits};

pub use crate::browser::install::Install;
pub use crate::browser::location::reload;
pub use crate::browser::share::can_share;
pub use crate::browser::sight::Watch;

/// Puts a text on the clipboard, and tells whether that worked.
pub fn copy(text: String, done: Callback<bool>) {
    spawn_local(async move {
        let copied = share::copy(&text).await;
        if !panic::is_poisoned() {
            done.emit(copied);
        }
    });
}

/// Hands a text to another app where the device can, else copies it; tells whether
/// it was copied.
pub fn hand_over(text: String, copied: Callback<bool>) {
    if !can_share() {
        return copy(text, copied);
    }
    spawn_local(async move {
        // Whoever closes the sheet has changed their mind: nothing to tell.
        let _ = share::share(&text).await;
    });
}

/// Makes a small picture of a file; nothing where that cannot be done here.
pub fn shrink(file: web_sys::Blob, done: Callback<Option<Vec<u8>>>) {
    spawn_local(async move {
        let made = picture::shrink(file).await;
        if !panic::is_poisoned() {
            done.emit(made);
        }
    });
}

/// Reads a file with a programme; nothing where it is too large or unreadable.
pub fn read_programme(chosen: web_sys::Blob, done: Callback<Option<Rc<[u8]>>>) {
    spawn_local(async move {
        let read = file::read_programme(&chosen).await;
        if !panic::is_poisoned() {
            done.emit(read.map(Rc::from));
        }
    });
}

/// Hands a file to the user; a browser that refuses says so itself.
pub fn hand_out(bytes: &[u8], name: &str, media_type: &str) {
    let _ = file::hand_out(bytes, name, media_type);
}

/// How this page could become an app on this device.
pub fn install_way() -> Install {
    install::way()
}

/// Lets the browser ask whether it may become one.
pub fn install() {
    install::install();
}

/// Whether it is one, with a store of its own.
pub fn is_on_home_screen() -> bool {
    install::is_on_home_screen()
}

/// The address of this page.
pub fn address() -> String {
    location::address_of("")
}

/// Calls `then` whenever the element comes close to what the window shows, as long
/// as the watch is kept.
pub fn when_close(element: &web_sys::Element, then: impl Fn() + 'static) -> Option<Watch> {
    Watch::over(element, then)
}

/// Keeps the screen awake until the handle is dropped; `told` hears whether the browser
/// promised it.
pub fn stay_awake(told: Callback<bool>) -> WakeLock {
    WakeLock::begin(move |promised| told.emit(promised))
}

/// Calls `ready` once a newer version of the app waits.
pub fn on_update(ready: impl Fn() + 'static) {
    update::on_waiting(ready);
}

/// Lets the newer version take over; the page loads itself again.
pub fn update() {
    update::take_over();
}

/// The address of a page of this app, for others to open.
pub fn address_of(route: &Route) -> String {
    location::address_of(&route.href())
}

/// The colours of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the page and in what the device remembers.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The one chosen earlier on this device.
    pub fn chosen() -> Self {
        let remembered = preference::theme();
        Self::ALL
            .into_iter()
            .find(|theme| theme.name() == remembered.as_deref())
            .unwrap_or(Self::System)
    }

    /// Shows it from now on.
    pub fn choose(self) {
        preference::remember_theme(self.name());
        self.show();
    }

    /// Shows it.
    pub fn show(self) {
        location::set_page_theme(self.name());
    }
}

/// Prints the page.
pub fn print() {
    location::print();
}

/// A switch of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Single keys do something.
    Keys,
    /// The device tells what happens while its user looks elsewhere.
    Alerts,
}

impl Switch {
    const fn name(self) -> &'static str {
        match self {
            Self::Keys => "p2panda.keys",
            Self::Alerts => "p2panda.alerts",
        }
    }

    /// How it stands. Keys work unless switched off, nobody is told anything unless
    /// they asked for it.
    pub fn is_on(self) -> bool {
        preference::switch(self.name(), self == Self::Keys)
    }

    /// Turns it, and remembers that.
    pub fn turn(self, on: bool) {
        preference::remember_switch(self.name(), on);
    }
}

/// Whether the user is told what happens: they asked for it, and the browser lets us.
pub fn tells() -> bool {
    Switch::Alerts.is_on() && alert::is_allowed()
}

/// Asks the browser whether the user may be told what happens; only right after a
/// press. Tells whether they may.
pub fn ask_to_tell(done: Callback<bool>) {
    spawn_local(async move {
        let allowed = alert::ask().await;
        Switch::Alerts.turn(allowed);
        if !panic::is_poisoned() {
            done.emit(allowed);
        }
    });
}

/// Tells the user something if they look elsewhere; `tag` names what it is about,
/// so that a newer one takes its place.
pub fn tell(title: String, body: String, tag: &'static str) {
    if tells() && alert::is_unseen() {
        spawn_local(async move { alert::show(&title, &body, tag).await });
    }
}

/// Puts a number on the app's icon, if the user wants to be told.
pub fn badge(count: u32) {
    alert::badge(if tells() { count } else { 0 });
}

/// Calls `then` with an element, in the same task, whenever something within it comes, goes
/// or gets another value of one of these attributes; with `at_first` also for what stands in
/// it when it is first drawn, some time after that.
#[hook]
pub fn use_at_once(
    node: &NodeRef,
    attributes: &'static [&'static str],
    at_first: bool,
    then: fn(&Element),
) {
    let kept = use_mut_ref(|| None::<AtOnce>);
    let node = node.clone();
    use_effect(move || {
        let mut kept = kept.borrow_mut();
        let element = node.cast::<Element>();
        let is_kept = |element| kept.as_ref().is_some_and(|known| known.is_of(element));
        if !element.as_ref().is_some_and(is_kept) {
            *kept = element.and_then(|element| {
                if at_first {
                    then(&element);
                }
                AtOnce::within(&element, attributes, then)
            });
        }
    });
}

/// Has a browser lay out what is in an element before the frame that shows it: in a task of
/// its own, or where there are no prompt ones, in the one that changed it.
pub fn lay_out_promptly(element: &Element) {
    let element = element.clone();
    // To be asked where something stands, it has to lay all of it out.
    let lay_out = move || drop(element.get_bounding_client_rect());
    if prompt_task::is_there() {
        prompt_task::run(lay_out);
    } else {
        lay_out();
    }
}

/// Leaves what is in the form at this place behind for whoever comes to it next in this tab.
pub fn leave_behind(place: &Place, draft: &Draft) {
    left_behind::leave(&place_digits(place), draft);
}

/// Forgets what was left behind of the form at this place: it is kept, or was sent.
pub fn forget_left(place: &Place) {
    left_behind::forget(&place_digits(place));
}

/// Forgets what was left behind of any form.
pub fn forget_all_left() {
    left_behind::forget_all();
}

/// Takes what the last page of this tab left behind of the form at this place, if it `fits`.
pub fn take_left_behind(place: &Place, fits: impl Fn(&Draft) -> bool) -> Option<Draft> {
    left_behind::take(&place_digits(place), fits)
}

/// Calls `leaving` when the page goes, as long as what it gives is kept.
pub fn on_leaving(leaving: impl Fn() + 'static) -> impl Sized {
    location::on_leaving(leaving)
}

/// Tells `changed` when the page is hidden or seen again, as long as what it gives is kept.
pub fn on_visibility(changed: impl Fn(bool) + 'static) -> impl Sized {
    location::on_visibility(changed)
}

/// Calls `turn` every so many milliseconds, while there are any.
#[hook]
pub fn use_turns(every: Option<u32>, turn: impl Fn() + 'static) {
    let latest = use_mut_ref(|| None::<Rc<dyn Fn()>>);
    *latest.borrow_mut() = Some(Rc::new(turn));
    use_effect_with(every, move |every| {
        let timer = every.map(|every| {
            Interval::new(every, move || {
                let turn = latest.borrow().clone();
                if let Some(turn) = turn.filter(|_| !panic::is_poisoned()) {
                    turn();
                }
            })
        });
        move || drop(timer)
    });
}

/// Calls `pressed` with every key that is pressed where nothing is typed, if single
/// keys are switched on; it says whether the key meant something.
#[hook]
pub fn use_keys(pressed: impl Fn(&str) -> bool + 'static) {
    let latest = use_mut_ref(|| None::<Rc<dyn Fn(&str) -> bool>>);
    *latest.borrow_mut() = Some(Rc::new(pressed));
    use_effect_with((), move |()| {
        let listener = location::on_key(move |key| {
            let pressed = latest.borrow().clone();
            Switch::Keys.is_on() && pressed.is_some_and(|pressed| pressed(key))
        });
        move || drop(listener)
    });
}
