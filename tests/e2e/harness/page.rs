//! What a browser can be asked about its page, and made to do, beside what people do: by
//! scripts, and by its own tools for developers.

use std::path::Path;

use serde_json::Value;
use thirtyfour::error::WebDriverResult;

use super::browser::Browser;
use super::own_ways;

impl Browser {
    /// Runs a script in the page; `return` gives its answer. In Firefox it runs
    /// beside the page: what the page itself made is at `window.wrappedJSObject`.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver().await.execute(script, arguments).await;
        answer
            .unwrap_or_else(|error| panic!("the script fails: {error}"))
            .json()
            .clone()
    }

    /// Runs a script that hands its answer to its last argument, a function.
    pub async fn run_async(&self, script: &str) -> Value {
        self.ask(script, vec![]).await
    }

    /// As [`Browser::run_async`], with arguments before the function.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver().await.execute_async(script, arguments).await;
        answer
            .unwrap_or_else(|error| panic!("the script fails: {error}"))
            .json()
            .clone()
    }

    /// Runs a script in every page opened from now on, before the page's own scripts:
    /// to stand in for what a device has and this machine has not. Chromium only.
    pub async fn before_pages(&self, script: &str) {
        let driver = self.driver().await;
        let done = own_ways::before_pages(&driver, script).await;
        done.unwrap_or_else(|error| panic!("the page cannot be prepared: {error}"));
    }

    /// Shows the page as it would be printed; Chromium only.
    pub async fn show_as_printed(&self) {
        let driver = self.driver().await;
        let done = own_ways::show_as_printed(&driver).await;
        done.unwrap_or_else(|error| panic!("the page cannot be shown as printed: {error}"));
    }

    /// Makes the page's processor so many times slower; Chromium only.
    pub async fn slow_down(&self, times: u32) {
        let driver = self.driver().await;
        let done = own_ways::slow_down(&driver, times).await;
        done.unwrap_or_else(|error| panic!("the browser cannot be slowed down: {error}"));
    }

    /// Tells the page of preferences of its user: media features and their values;
    /// Chromium only.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let driver = self.driver().await;
        let done = own_ways::prefer(&driver, features).await;
        done.unwrap_or_else(|error| panic!("preferences cannot be set: {error}"));
    }

    /// Has Chromium do something by its debugging protocol, and gives its answer.
    pub async fn debug(&self, command: &str, params: Value) -> Value {
        let answer = self.try_debug(command, params).await;
        answer.unwrap_or_else(|error| panic!("{command} fails: {error}"))
    }

    /// As [`Browser::debug`], where it may fail.
    pub async fn try_debug(&self, command: &str, params: Value) -> WebDriverResult<Value> {
        own_ways::debug(&self.driver().await, command, params).await
    }

    /// Saves what the window shows as a PNG file.
    pub async fn screenshot(&self, file: &Path) {
        let taken = self.driver().await.screenshot(file).await;
        taken.unwrap_or_else(|error| panic!("no screenshot: {error}"));
    }

    /// Shows the page in a window of this size, in light or dark colours.
    pub async fn show_at(&self, width: u32, height: u32, dark: bool) {
        let driver = self.driver().await;
        let shown = own_ways::show_at(self.kind, &driver, width, height, dark).await;
        shown.unwrap_or_else(|error| panic!("the window cannot be changed: {error}"));
    }

    /// Lets the page keep so many bytes in all, or again as many as there is room for
    /// (Chromium only).
    pub async fn limit_storage(&self, bytes: Option<u64>) {
        let origin = self.run("return location.origin", vec![]).await;
        let origin = origin.as_str().unwrap_or_default();
        let driver = self.driver().await;
        let done = own_ways::limit_storage(&driver, origin, bytes).await;
        done.unwrap_or_else(|error| panic!("the room cannot be limited: {error}"));
    }

    /// Cuts the page off the network, or connects it again. Links between two
    /// browsers (WebRTC) stay up in Chromium, which only cuts its requests.
    pub async fn set_offline(&self, offline: bool) {
        let driver = self.driver().await;
        let done = own_ways::set_offline(self.kind, &driver, offline).await;
        done.unwrap_or_else(|error| panic!("the network cannot be switched: {error}"));
    }
}
