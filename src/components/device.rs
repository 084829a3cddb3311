//! What the device around the page does for the components: it copies, shares,
//! and shows light or dark colours.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::route::Route;
use crate::browser::wake_lock::WakeLock;
use crate::browser::{location, panic, preference, share};

pub use crate::browser::location::reload;
pub use crate::browser::share::can_share;

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

/// Keeps the screen awake until the handle is dropped; `told` hears whether the browser
/// promised it.
pub fn stay_awake(told: Callback<bool>) -> WakeLock {
    WakeLock::begin(move |promised| told.emit(promised))
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
