//! What Chromium's processor is busy with, as a CPU profile that the browser's own
//! developer tools open. Only where `$P2PANDA_PROFILES` names a folder for them
//! (`scripts/bench profile`): taking samples makes everything slower.

use std::path::PathBuf;

use serde_json::json;

use super::browser::Browser;
use super::own_ways::debug;

/// Time between two samples, microseconds.
const INTERVAL_US: u32 = 500;

fn folder() -> Option<PathBuf> {
    std::env::var_os("P2PANDA_PROFILES").map(PathBuf::from)
}

impl Browser {
    /// Does something, and keeps a profile of it if profiles are wanted.
    pub async fn profiled<T>(&self, name: &str, work: impl AsyncFnOnce() -> T) -> T {
        let Some(folder) = folder() else {
            return work().await;
        };
        let driver = self.driver().await;
        for (command, params) in [
            ("Profiler.enable", json!({})),
            (
                "Profiler.setSamplingInterval",
                json!({ "interval": INTERVAL_US }),
            ),
            ("Profiler.start", json!({})),
        ] {
            let done = debug(&driver, command, params).await;
            done.unwrap_or_else(|error| panic!("{command}: {error}"));
        }
        let done = work().await;
        let answer = debug(&driver, "Profiler.stop", json!({})).await;
        let answer = answer.expect("the profile is given");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let file = folder.join(format!("{name}.cpuprofile"));
        std::fs::write(&file, answer["profile"].to_string()).expect("the profile can be kept");
        eprintln!("a profile is in {}", file.display());
        done
    }
}
