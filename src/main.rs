//! The page's entry point: installs the panic hook and mounts the app.
//!
//! Native builds have no page; there this is an empty program, so that
//! `cargo test` can build the package everywhere.

#[cfg(target_family = "wasm")]
fn main() {
    // Yew sets a hook of its own unless it is told that there is one.
    yew::set_custom_panic_hook(Box::new(p2panda::browser::panic::stop_everything));
    let Some(root) = p2panda::browser::location::element("app") else {
        return;
    };
    yew::Renderer::<p2panda::components::App>::with_root(root).render();
}

#[cfg(not(target_family = "wasm"))]
fn main() {}
