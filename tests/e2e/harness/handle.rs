//! A browser as a process with a folder of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use thirtyfour::WebDriver;
use tokio::sync::Mutex;

use super::browser::Kind;
use super::driver::{self, Running};
use super::nat::Host;
use super::own_ways;

/// The part of a browser that outlives a failed test, so that it can be looked at.
pub struct Handle {
    pub(super) kind: Kind,
    /// What the browser is started with beside the usual.
    pub(super) arguments: Vec<String>,
    pub(super) name: String,
    pub(super) folder: PathBuf,
    /// The host where it runs and the page's address, if not on this one.
    pub(super) host: Option<(Host, SocketAddr)>,
    pub(super) running: Mutex<Option<Running>>,
    pub(super) console: Mutex<Vec<String>>,
}

/// What Firefox's own parts write there too: its loaders of experiments and settings,
/// which have no network, and its list of pages that need another treatment.
const OF_FIREFOX: [&str; 6] = [
    "TopSitesFeed:",
    ": RSLoader:",
    ": services.settings:",
    "content scripts for",
    "UA override for",
    "un-needed interventions",
];

impl Handle {
    pub(super) async fn start(&self) {
        let (host, arguments) = (self.host.as_ref(), &self.arguments);
        let started = driver::start(self.kind, &self.folder, host, arguments).await;
        let started = started.unwrap_or_else(|reason| panic!("{}: {reason}", self.name));
        *self.running.lock().await = Some(started);
    }

    pub(super) async fn driver(&self) -> WebDriver {
        let running = self.running.lock().await;
        let running = running.as_ref();
        let running = running.unwrap_or_else(|| panic!("{} is closed", self.name));
        running.driver.clone()
    }

    /// Ends the browser in good order, then whatever is left of it.
    pub async fn close(&self) {
        self.console_lines().await;
        if let Some(running) = self.running.lock().await.take() {
            let _ = running.driver.quit().await;
            drop(running.process);
        }
    }

    pub(super) async fn kill(&self) {
        self.console_lines().await;
        if let Some(running) = self.running.lock().await.take() {
            drop(running.process);
            let _ = running.driver.leak();
        }
    }

    /// Both browsers hand each line out once, so all of them are kept here.
    pub(super) async fn console_lines(&self) -> Vec<String> {
        let mut console = self.console.lock().await;
        if let Some(running) = self.running.lock().await.as_ref() {
            let new = own_ways::new_console_lines(self.kind, &running.driver).await;
            console.extend(new);
        }
        let mut lines = console.clone();
        if self.kind == Kind::Firefox {
            // What the page itself wrote goes to Firefox's output.
            let log = std::fs::read(self.folder.join("driver.log")).unwrap_or_default();
            let log = String::from_utf8_lossy(&log);
            let of_the_page = |line: &&str| {
                line.starts_with("console.") && !OF_FIREFOX.iter().any(|own| line.contains(own))
            };
            lines.extend(log.lines().filter(of_the_page).map(str::to_owned));
        }
        lines
    }

    /// Keeps what the browser shows and said.
    pub async fn keep_evidence(&self, folder: &Path) {
        let console = self.console_lines().await.join("\n");
        let _ = std::fs::write(folder.join(format!("{}-console.txt", self.name)), console);
        let _ = std::fs::copy(
            self.folder.join("driver.log"),
            folder.join(format!("{}-driver.log", self.name)),
        );
        if let Some(Running { driver, .. }) = self.running.lock().await.as_ref() {
            let _ = driver
                .screenshot(&folder.join(format!("{}.png", self.name)))
                .await;
            let page = driver.source().await.unwrap_or_default();
            let _ = std::fs::write(folder.join(format!("{}.html", self.name)), page);
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // The session ends with its process; quitting it here would block.
        if let Some(running) = self.running.get_mut().take() {
            drop(running.process);
            let _ = running.driver.leak();
        }
    }
}
