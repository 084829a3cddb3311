//! A real Nostr relay, run by the test on 127.0.0.1 (`relay.cjs`).

use std::path::{Path, PathBuf};
use std::process::Command;

use super::process::Process;

/// A running relay; dropping it ends it.
pub struct Relay {
    process: Option<Process>,
    folder: PathBuf,
    port: u16,
}

impl Relay {
    /// Starts a relay on a free port.
    pub async fn start(folder: &Path) -> Self {
        let mut relay = Self {
            process: None,
            folder: folder.to_owned(),
            port: 0,
        };
        relay.run().await;
        relay
    }

    async fn run(&mut self) {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/harness/relay.cjs");
        assert!(
            std::env::var_os("P2PANDA_RELAY_MODULES").is_some(),
            "scripts/setup says where the relay's modules are; run this by ./scripts/test e2e"
        );
        let mut command = Command::new("node");
        command.arg(script).arg(self.port.to_string());
        let log = self.log();
        let logged = std::fs::read(&log).map_or(0, |text| text.len());
        let started = Process::start(&mut command, &log, &self.folder.join("no-profile"));
        let mut process = started.unwrap_or_else(|reason| panic!("the relay: {reason}"));
        let port = process.port("Listening on port ", logged).await;
        self.port = port.unwrap_or_else(|reason| panic!("the relay: {reason}"));
        self.process = Some(process);
    }

    fn log(&self) -> PathBuf {
        self.folder.join("relay.log")
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// Ends it; those who are connected see it go.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// Starts it again, on the same port.
    pub async fn start_again(&mut self) {
        self.run().await;
    }

    /// Every message that it was sent since it was first started.
    pub fn saw(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        let saw = log.lines().filter_map(|line| line.strip_prefix("SAW "));
        saw.map(str::to_owned).collect()
    }
}
