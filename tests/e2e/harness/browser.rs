//! One browser with one profile: what a test does with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use thirtyfour::error::WebDriverError;
use thirtyfour::{By, WebDriver, WebElement};
use tokio::sync::Mutex;

use super::driver;
use super::find;
use super::handle::Handle;
use super::nat::Host;
use super::sent::Sent;
use super::site::Site;

/// Where a browser writes down its requests, in its folder.
const NET_LOG: &str = "net-log.json";

/// How long a test waits for what must come, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

/// A browser as a test holds it. All of its methods panic with a sentence when
/// something is not as it should be: that is what a test is for.
pub struct Browser {
    /// Which one it is.
    pub kind: Kind,
    handle: Arc<Handle>,
    origin: String,
}

impl Browser {
    /// Starts a browser with the profile `name` and opens the site's start.
    pub async fn open(kind: Kind, site: &Site, name: &str) -> Self {
        Self::open_in(kind, site, name, None).await
    }

    /// The same in a host behind address translation.
    pub async fn open_in(kind: Kind, site: &Site, name: &str, host: Option<Host>) -> Self {
        let browser = Self::start(kind, site, name, host, &[]).await;
        browser.goto("#/").await;
        browser
    }

    /// Starts Chromium so that it writes down all its requests; [`Browser::sent`] reads
    /// them once it is closed.
    pub async fn open_recorded(site: &Site, name: &str) -> Self {
        let log = site.folder_of(name).join(NET_LOG);
        let record = format!("--log-net-log={}", log.display());
        let browser = Self::start(Kind::Chromium, site, name, None, &[record]).await;
        browser.goto("#/").await;
        browser
    }

    /// Starts a browser with the profile `name`, which has not seen the site yet.
    pub async fn open_elsewhere(kind: Kind, site: &Site, name: &str) -> Self {
        Self::start(kind, site, name, None, &[]).await
    }

    async fn start(
        kind: Kind,
        site: &Site,
        name: &str,
        host: Option<Host>,
        arguments: &[String],
    ) -> Self {
        let handle = Arc::new(Handle {
            arguments: arguments.to_vec(),
            kind,
            name: name.to_owned(),
            folder: site.folder_of(name),
            host: host.map(|host| (host, site.address)),
            running: Mutex::new(None),
            console: Mutex::default(),
        });
        if let Ok(mut browsers) = site.browsers.lock() {
            browsers.push(handle.clone());
        }
        let browser = Self {
            kind,
            handle,
            origin: site.url(""),
        };
        browser.handle.start().await;
        browser
    }

    /// The film that its camera shows, in Chromium: to be written before the page
    /// opens the camera.
    pub fn camera(&self) -> PathBuf {
        self.handle.folder.join(driver::CAMERA)
    }

    /// The WebDriver session, for what this type has no method for.
    pub async fn driver(&self) -> WebDriver {
        self.handle.driver().await
    }

    /// Opens a route like `#/me`; the page stays loaded if only the route changes.
    pub async fn goto(&self, route: &str) {
        self.visit(&format!("{}{route}", self.origin)).await;
    }

    /// Opens any address.
    pub async fn visit(&self, url: &str) {
        self.driver()
            .await
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.driver()
            .await
            .refresh()
            .await
            .unwrap_or_else(|error| panic!("the page does not reload: {error}"));
    }

    /// The element with this role and accessible name, as soon as it is there.
    pub async fn by_role(&self, role: &str, name: &str) -> WebElement {
        let driver = self.driver().await;
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(element) = find::by_role(&driver, role, name).await {
                return element;
            }
            assert!(
                Instant::now() < until,
                "{} sees no {role} «{name}» but:\n{}",
                self.handle.name,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Whether an element with this role and name is there now.
    pub async fn has_role(&self, role: &str, name: &str) -> bool {
        find::by_role(&self.driver().await, role, name)
            .await
            .is_some()
    }

    /// Presses the button, link or box with this role and name. As a person
    /// would, it first brings it into view, clear of the bar on top.
    pub async fn click(&self, role: &str, name: &str) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        // What is drawn anew between being found and being pressed is looked for again.
        for may_look_again in [true, true, false] {
            let element = self.by_role(role, name).await;
            let pressed = async {
                let argument = element.to_json()?;
                self.driver().await.execute(script, vec![argument]).await?;
                element.click().await
            };
            match pressed.await {
                Ok(()) => return,
                Err(error) if may_look_again && error.to_string().contains("stale element") => {}
                Err(error) => panic!("{role} «{name}» cannot be pressed: {error}"),
            }
        }
    }

    /// Replaces what stands in the text field with this accessible name.
    pub async fn type_into(&self, name: &str, text: &str) {
        let field = self.by_role("textbox", name).await;
        let typed = async {
            field.clear().await?;
            field.send_keys(text).await?;
            // A driver empties a field without a word to the page, which puts back what it
            // knows where it is drawn in that moment.
            let is_appended = |value: &String| value != text && value.ends_with(text);
            if field.prop("value").await?.as_ref().is_some_and(is_appended) {
                field.clear().await?;
                field.send_keys(text).await?;
            }
            Ok::<_, WebDriverError>(())
        };
        typed
            .await
            .unwrap_or_else(|error| panic!("«{name}» cannot be typed into: {error}"));
    }

    /// Chooses an option of the select with this accessible name.
    pub async fn choose(&self, name: &str, option: &str) {
        let select = self.by_role("combobox", name).await;
        let options = select.find_all(By::Tag("option")).await.unwrap_or_default();
        for candidate in options {
            if candidate
                .text()
                .await
                .is_ok_and(|text| text.trim() == option)
            {
                return candidate
                    .click()
                    .await
                    .unwrap_or_else(|error| panic!("«{option}» cannot be chosen: {error}"));
            }
        }
        panic!("«{name}» has no option «{option}»");
    }

    /// Hands a file to the field for files with this label, hidden as it is.
    pub async fn choose_file(&self, label: &str, file: &Path) {
        let query = format!("//label[normalize-space()='{label}']/input[@type='file']");
        let driver = self.driver().await;
        let until = Instant::now() + PATIENCE;
        let field = loop {
            match driver.find(By::XPath(&query)).await {
                Ok(field) => break field,
                Err(error) => assert!(Instant::now() < until, "no field «{label}»: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        let handed = field.send_keys(file.display().to_string()).await;
        handed.unwrap_or_else(|error| panic!("«{label}» takes no file: {error}"));
    }

    /// Gives a file to the file field with this id.
    pub async fn give_file(&self, id: &str, file: &Path) {
        let given = async {
            let field = self.driver().await.find(By::Id(id)).await?;
            field.send_keys(file.to_string_lossy()).await
        };
        let given = given.await;
        given.unwrap_or_else(|error| panic!("no file can be given to «{id}»: {error}"));
    }

    /// The file that the page has saved, as soon as it is there whole, moved to
    /// another name so that the next one finds the place free.
    pub async fn saved_file(&self, name: &str, moved: &str) -> PathBuf {
        let folder = driver::downloads(&self.handle.folder);
        let (file, moved) = (folder.join(name), folder.join(moved));
        let until = Instant::now() + PATIENCE;
        let size = || std::fs::metadata(&file).map_or(0, |file| file.len());
        loop {
            let before = size();
            tokio::time::sleep(Duration::from_millis(200)).await;
            let is_partial = folder.join(format!("{name}.part")).exists();
            if before > 0 && before == size() && !is_partial {
                std::fs::rename(&file, &moved).expect("the file can be moved");
                return moved;
            }
            assert!(
                Instant::now() < until,
                "{} saved no {name}",
                self.handle.name
            );
        }
    }

    /// The text that the page shows.
    pub async fn text(&self) -> String {
        let body = self.driver().await.find(By::Tag("body")).await;
        match body {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until the page shows `text`.
    pub async fn wait_for_text(&self, text: &str, patience: Duration) {
        let until = Instant::now() + patience;
        loop {
            let shown = self.text().await;
            if shown.contains(text) {
                return;
            }
            assert!(
                Instant::now() < until,
                "{} does not see «{text}» but:\n{shown}",
                self.handle.name
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// What the page wrote to the console since the browser was opened: errors,
    /// warnings and messages, also of the browser itself about the page.
    pub async fn console_lines(&self) -> Vec<String> {
        self.handle.console_lines().await
    }

    /// Ends the browser, and gives all that it had sent: see [`Sent`].
    pub async fn sent(&self) -> Sent {
        self.handle.close().await;
        let log = std::fs::read_to_string(self.handle.folder.join(NET_LOG));
        Sent::read(&log.expect("the browser was opened to be recorded"))
    }

    /// Ends the browser as a user does, and starts it with the same profile.
    pub async fn restart(&self) {
        self.handle.close().await;
        self.handle.start().await;
        self.goto("#/").await;
    }

    /// Ends the browser in the middle of whatever it does, and starts it with
    /// the same profile.
    pub async fn crash_and_restart(&self) {
        self.handle.kill().await;
        self.handle.start().await;
        self.goto("#/").await;
    }

    /// Ends the browser in the middle of whatever it does, for good.
    pub async fn kill(&self) {
        self.handle.kill().await;
    }
}
