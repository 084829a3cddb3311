//! Small choices of the user that are kept on this device, and the wishes that
//! the browser states for them. Losing one loses nothing that matters, so every
//! failure reads as «no choice made».

use web_sys::Storage;

use super::location::scoped;

/// The languages the browser asks for, best first, as BCP 47 tags.
pub fn browser_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let languages = window.navigator().languages();
    languages.iter().filter_map(|tag| tag.as_string()).collect()
}

/// The language chosen earlier on this device.
pub fn language() -> Option<String> {
    storage()?.get_item(&scoped("p2panda.language")).ok()?
}

/// Remembers the chosen language.
pub fn remember_language(tag: &str) {
    if let Some(storage) = storage() {
        // Refused where storage is full or switched off: then it is asked again.
        let _ = storage.set_item(&scoped("p2panda.language"), tag);
    }
}

/// The colours chosen earlier on this device, `light` or `dark`; none where they
/// follow the system.
pub fn theme() -> Option<String> {
    storage()?.get_item(&scoped("p2panda.theme")).ok()?
}

/// Remembers the chosen colours; none follows the system.
pub fn remember_theme(theme: Option<&str>) {
    let Some(storage) = storage() else { return };
    let name = scoped("p2panda.theme");
    // Refused where storage is full or switched off: then the system decides.
    let _ = match theme {
        Some(theme) => storage.set_item(&name, theme),
        None => storage.remove_item(&name),
    };
}

/// Whether a switch of this device is on: `preset` where nobody touched it.
pub fn switch(name: &str, preset: bool) -> bool {
    let said = storage().and_then(|storage| storage.get_item(&scoped(name)).ok()?);
    said.map_or(preset, |said| said == "on")
}

/// Remembers how a switch of this device stands.
pub fn remember_switch(name: &str, on: bool) {
    if let Some(storage) = storage() {
        // Refused where storage is full or switched off: then its preset holds.
        let _ = storage.set_item(&scoped(name), if on { "on" } else { "off" });
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
