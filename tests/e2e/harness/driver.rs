//! Starts chromedriver and geckodriver on free ports, and says what each
//! browser is to be started with.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use http::Method;
use serde_json::{Map, Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebDriver};

use super::browser::Kind;
use super::nat::{Host, Pipes};
use super::process::Process;

impl Kind {
    /// The first of the programs that is on PATH.
    fn found(programs: &[&str]) -> Option<PathBuf> {
        let path = std::env::var_os("PATH")?;
        let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let files = programs
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
        files.into_iter().find(|file| file.is_file())
    }

    /// The browser's program, if this machine has it and its driver.
    pub fn program(self) -> Option<PathBuf> {
        let (programs, driver): (&[&str], &str) = match self {
            Self::Chromium => (
                &["chromium", "chromium-browser", "google-chrome"],
                "chromedriver",
            ),
            Self::Firefox => (&["firefox-esr", "firefox"], "geckodriver"),
        };
        Self::found(&[driver])?;
        Self::found(programs)
    }
}

/// A browser that runs: its driver's process, its session, and what leads to the host
/// where it runs, if that is another one.
pub struct Running {
    pub driver: WebDriver,
    pub process: Process,
    pub pipes: Option<Pipes>,
}

/// How often a driver is started before a test gives up: chromedriver ends at once
/// where the port that it was given on IPv4 is taken on IPv6.
const STARTS: u32 = 3;

/// Starts a driver, and through it the browser with the profile in `folder` and, for
/// Chromium, these arguments beside the usual ones; in a host, if one is given, where
/// the page at that address is to be reached.
pub async fn start(
    kind: Kind,
    folder: &Path,
    host: Option<&(Host, SocketAddr)>,
    arguments: &[String],
) -> Result<Running, String> {
    let program = kind.program().ok_or(format!(
        "there is no {kind:?} with its driver on this machine"
    ))?;
    let place = host.map(|(host, _)| host);
    let mut listening = listen(kind, folder, place).await;
    for _ in 1..STARTS {
        if listening.is_err() {
            listening = listen(kind, folder, place).await;
        }
    }
    let (process, port) = listening?;
    let pipes = match host {
        Some((host, page)) => Some(host.connect(*page, port, folder).await?),
        None => None,
    };
    let port = pipes.as_ref().map_or(port, |pipes| pipes.driver.port());
    let capabilities = capabilities(kind, &program, folder, arguments);
    let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
        .request_timeout(Duration::from_secs(60))
        .connect()
        .await
        .map_err(|error| {
            let log = log(folder);
            format!("{kind:?} does not start: {error}; see {}", log.display())
        })?;
    Ok(Running {
        driver,
        process,
        pipes,
    })
}

fn log(folder: &Path) -> PathBuf {
    folder.join("driver.log")
}

/// Starts a driver and waits until it says on which port it listens.
async fn listen(kind: Kind, folder: &Path, host: Option<&Host>) -> Result<(Process, u16), String> {
    let log = log(folder);
    let logged = std::fs::metadata(&log).map_or(0, |file| usize::try_from(file.len()).unwrap_or(0));
    let program_in = |program| match host {
        Some(host) => host.command(program),
        None => Command::new(program),
    };
    let (mut command, said_before) = match kind {
        Kind::Chromium => {
            let mut command = program_in("chromedriver");
            command.arg("--port=0");
            (command, "started successfully on port ")
        }
        Kind::Firefox => {
            let mut command = program_in("geckodriver");
            // System access is what lets a test take Firefox offline.
            command.args([
                "--port",
                "0",
                "--websocket-port",
                "0",
                "--allow-system-access",
            ]);
            (command, "Listening on 127.0.0.1:")
        }
    };
    let mut process = Process::start(&mut command, &log, folder)?;
    let port = process.port(said_before, logged).await?;
    Ok((process, port))
}

fn capabilities(
    kind: Kind,
    program: &Path,
    folder: &Path,
    arguments: &[String],
) -> Map<String, Value> {
    let profile = folder.join("profile");
    let arguments = [&chromium_arguments(folder)[..], arguments].concat();
    let options = match kind {
        Kind::Chromium => json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "binary": program,
                "args": arguments,
                "prefs": {
                    "download.default_directory": downloads(folder),
                    "download.prompt_for_download": false,
                },
            },
        }),
        Kind::Firefox => json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": program,
                "args": ["-headless", "-profile", profile],
                "prefs": firefox_preferences(folder),
            },
        }),
    };
    match options {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// The film that Chromium's camera shows, below the browser's folder.
pub const CAMERA: &str = "camera.y4m";

/// Where a browser saves files.
pub fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

fn chromium_arguments(folder: &Path) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-default-browser-check",
        "--password-store=basic",
        "--lang=en-US",
        "--accept-lang=en-US",
        "--window-size=1280,900",
        // A camera whose picture a test writes, and nobody to ask for it.
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        // Two profiles on one host find each other by address, not by mDNS names; and
        // the browser itself asks nobody for the time or about forms.
        "--disable-features=WebRtcHideLocalIpsWithMdns,NetworkTimeServiceQuerying,AutofillServerCommunication",
    ]
    .map(str::to_owned)
    .to_vec();
    let (profile, camera) = (folder.join("profile"), folder.join(CAMERA));
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments.push(format!(
        "--use-file-for-fake-video-capture={}",
        camera.display()
    ));
    // Chromium's sandbox does not work for root, as whom tests run in containers.
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout == b"0\n");
    if root {
        arguments.push("--no-sandbox".to_owned());
    }
    arguments
}

fn firefox_preferences(folder: &Path) -> Value {
    json!({
        "intl.accept_languages": "en-US, en",
        // Two profiles on one host find each other by address, not by mDNS names.
        "media.peerconnection.ice.obfuscate_host_addresses": false,
        "media.peerconnection.ice.loopback": true,
        // console.* goes to the driver's log, where console_lines() reads it.
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        // Being offline reaches servers on this machine too.
        "network.disable-localhost-when-offline": true,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads(folder),
        "browser.download.useDownloadDir": true,
        "browser.download.alwaysOpenPanel": false,
        "browser.shell.checkDefaultBrowser": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "app.update.disabledForTesting": true,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
    })
}

/// A command that a driver knows and thirtyfour does not.
#[derive(Debug)]
pub struct Wire {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl Wire {
    /// Asks for something.
    pub fn get(path: String) -> Self {
        Self {
            method: Method::GET,
            path,
            body: None,
        }
    }

    /// Has something done.
    pub fn post(path: &str, body: Value) -> Self {
        Self {
            method: Method::POST,
            path: path.to_owned(),
            body: Some(body),
        }
    }
}

impl FormatRequestData for Wire {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(
            self.method.clone(),
            format!("session/{session}/{}", self.path),
        );
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}
