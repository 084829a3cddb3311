//! What the end-to-end tests stand on.
//!
//! A test is an `async fn name(site: &Site, kind: Kind)`, made into one test for
//! each browser by `in_each_browser!(name)`. It opens as many browsers as it
//! likes, `Browser::open(Kind::Chromium, site, "ana")`, each with a profile
//! folder of its own on disk, and drives them by role and accessible name, as
//! somebody with a screen reader would: `browser.by_role("button", "Reload")`.
//!
//! Whatever happens, no process is left behind. When a test fails, screenshots
//! and logs of all its browsers are kept below `target/e2e-failures/<test>/`.

// Not every test uses every part of it.
#![allow(dead_code)]

mod browser;
mod driver;
mod find;
mod handle;
mod nat;
mod own_ways;
mod page;
mod process;
mod profile;
mod relay;
mod scene;
mod sent;
mod site;

pub use browser::{Browser, Kind};
pub use nat::{ACCOUNT, Nat, Network, SERVER};
pub use scene::{scene, skip, target};
pub use site::Site;

/// Makes a test for each browser of `async fn name(site: &Site, kind: Kind)`.
macro_rules! in_each_browser {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::harness::{Kind, scene};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn in_chromium() {
                scene(concat!(stringify!($name), "_in_chromium"), Kind::Chromium, super::$name).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn in_firefox() {
                scene(concat!(stringify!($name), "_in_firefox"), Kind::Firefox, super::$name).await;
            }
        }
    )+};
}
pub(crate) use in_each_browser;
