//! The layers of `src/lib.rs` hold: who may know whom, and what the pure layers
//! must not know at all.
//!
//! The test reads every file below `src/` as words (comments and texts left
//! out) and follows `use` trees and inline paths that begin with `crate`, `self`
//! or `super`. Each rule has a planted breach that it must catch.

mod source;

use std::path::{Path, PathBuf};

use source::{own_paths, words};

/// Folders inside pure layers that are the browser's edge, wasm only.
const WASM_ONLY: [&str; 3] = ["gossip/webrtc", "gossip/websocket", "storage/indexed_db"];

/// Components that connect the others with the browser.
const CONNECTING: [&str; 9] = [
    "components/camera",
    "components/device",
    "components/file",
    "components/peer_provider",
    "components/language",
    "components/position",
    "components/route",
    "components/time",
    "components/way_back",
];

/// What no pure layer may name: web types, executors, clocks, randomness, and
/// maps whose order differs from run to run.
const IMPURE: [&str; 20] = [
    "web_sys",
    "js_sys",
    "yew",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "wasm_bindgen_test",
    "idb",
    "rexie",
    "gloo",
    "tokio",
    "futures_util",
    "futures_channel",
    "async",
    "await",
    "HashMap",
    "HashSet",
    "Instant",
    "SystemTime",
    "getrandom",
    "fluent_syntax",
];

#[test]
fn no_file_breaks_the_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 10, "the sources were not found");
    let mut breaches = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("the file lies below src");
        let name = inside
            .with_extension("")
            .to_string_lossy()
            .replace('\\', "/");
        let text = std::fs::read_to_string(&file).expect("sources are UTF-8");
        breaches.extend(check(&name, &text));
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("src can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The breaches of one file, each as a sentence. `name` is like `gossip/session`.
fn check(name: &str, text: &str) -> Vec<String> {
    let layer = name.split('/').next().unwrap_or_default();
    if ["lib", "main"].contains(&layer) {
        return Vec::new();
    }
    let words = words(text);
    let edge = within(name, &WASM_ONLY);
    let mut breaches = Vec::new();
    if ["protocol", "gossip", "storage", "peer"].contains(&layer) && !edge {
        for word in IMPURE
            .iter()
            .filter(|word| words.iter().any(|known| known == *word))
        {
            breaches.push(format!("src/{name}.rs is pure and must not name {word}"));
        }
    }
    for path in own_paths(name, &words) {
        if !allowed(name, layer, edge, &path) {
            breaches.push(format!("src/{name}.rs must not know {}", path.join("::")));
        }
    }
    breaches
}

fn within(name: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| {
        name.strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Whether the file may know the module that `path` (from the crate's root) names.
fn allowed(name: &str, layer: &str, edge: bool, path: &[String]) -> bool {
    let target = path.first().map_or("", String::as_str);
    let below = path.get(1).map_or("", String::as_str);
    if target == layer || target.is_empty() {
        // Nothing pure reaches out to its own wasm-only edge.
        let into = format!("{target}/{below}");
        return edge
            || !WASM_ONLY.contains(&into.as_str())
            || name == target
            || name == format!("{target}/mod");
    }
    match layer {
        "protocol" => false,
        "gossip" | "storage" => {
            target == "protocol" || (edge && target == "browser" && below == "panic")
        }
        "peer" => ["protocol", "gossip", "storage"].contains(&target),
        "components" => {
            (target == "peer" && ["command", "view_model", "mark"].contains(&below))
                || (target == "browser" && within(name, &CONNECTING))
        }
        "browser" => target != "components",
        _ => false,
    }
}

#[test]
fn planted_breaches_are_caught() {
    let breaches = [
        ("protocol/log", "use crate::gossip::Session;"),
        ("protocol/log", "use super::super::storage::Store;"),
        (
            "protocol/view/fold",
            "fn f() { super::super::super::peer::now() }",
        ),
        (
            "gossip/session",
            "use crate::{protocol::id::LogId, storage::Store};",
        ),
        ("gossip/session", "use crate::peer::command::Command;"),
        ("gossip/session", "use super::webrtc::Connection;"),
        ("gossip/webrtc/connection", "use crate::browser::identity;"),
        ("storage/memory", "use crate::gossip::frame;"),
        (
            "storage/memory",
            "fn f() { let x = crate::storage::indexed_db::open(); }",
        ),
        ("peer/mod", "use crate::browser::panic;"),
        ("peer/mod", "use p2panda::components::App;"),
        ("components/pages/me", "use crate::browser::identity;"),
        ("components/pages/me", "use crate::protocol::id::AuthorId;"),
        ("components/pages/me", "use crate::peer::recovery::Start;"),
        (
            "components/parts/page",
            "use crate::{peer::{mark::Mark, engine}};",
        ),
        ("browser/driver", "use crate::components::App;"),
    ];
    for (name, text) in breaches {
        assert_eq!(check(name, text).len(), 1, "{name}: {text}");
    }
    for word in IMPURE {
        for layer in ["protocol", "gossip", "storage", "peer"] {
            let text = format!("fn f() {{ x::{word}; }}");
            assert_eq!(
                check(&format!("{layer}/file"), &text).len(),
                1,
                "{layer}: {word}"
            );
        }
    }
}

#[test]
fn what_is_allowed_is_not_called_a_breach() {
    let sound = [
        (
            "protocol/log",
            "use super::id::LogId; // never crate::gossip",
        ),
        (
            "protocol/log",
            "const TEXT: &str = \"crate::peer \\\" HashMap\"; const QUOTE: char = '\"';",
        ),
        (
            "gossip/session",
            "use crate::protocol::{id::LogId, entry::{self, Entry}};",
        ),
        ("gossip/mod", "pub mod webrtc; fn f<'a>(x: &'a str) {}"),
        (
            "gossip/webrtc/connection",
            "use web_sys::RtcPeerConnection; use crate::browser::panic; use super::super::frame;",
        ),
        (
            "storage/indexed_db/mod",
            "use idb::Factory; use super::Store; async fn f() {}",
        ),
        (
            "peer/recovery",
            "use crate::{gossip::Input, protocol::log, storage::Batch};",
        ),
        (
            "components/pages/me",
            "use crate::peer::{command::Command, mark::Mark}; use yew::prelude::*;",
        ),
        ("components/peer_provider", "use crate::browser::identity;"),
        (
            "browser/driver",
            "use crate::peer::Peer; use web_sys::Window;",
        ),
        ("main", "use p2panda::browser; use p2panda::components;"),
    ];
    for (name, text) in sound {
        assert_eq!(check(name, text), Vec::<String>::new(), "{name}: {text}");
    }
}
