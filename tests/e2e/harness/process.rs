//! Processes that end with the test: a driver and the browser it starts.
//!
//! Browsers leave their driver's process group, so on drop every descendant is
//! looked up by its parent, and everything that was started with our profile
//! folder. Only processes that this test started are ended, each by its id.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::time::Instant;

/// A running driver; dropping it ends it and what it started.
pub struct Process {
    child: Child,
    log: PathBuf,
    /// Stands in the arguments of every browser that belongs to it.
    profile: PathBuf,
}

impl Process {
    /// Starts `command` with its output in `log`.
    pub fn start(command: &mut Command, log: &Path, profile: &Path) -> Result<Self, String> {
        let out = File::options()
            .create(true)
            .append(true)
            .open(log)
            .map_err(|error| error.to_string())?;
        let err = out.try_clone().map_err(|error| error.to_string())?;
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .spawn()
            .map_err(|error| format!("{command:?} does not start: {error}"))?;
        Ok(Self {
            child,
            log: log.to_owned(),
            profile: profile.to_owned(),
        })
    }

    /// The port that the process says it listens on, once it says so. An error if it
    /// ended before, or says nothing.
    pub async fn port(&mut self, said_before: &str, already_logged: usize) -> Result<u16, String> {
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            let text = std::fs::read(&self.log).unwrap_or_default();
            let text = String::from_utf8_lossy(text.get(already_logged..).unwrap_or_default())
                .into_owned();
            let said = text
                .find(said_before)
                .map(|at| &text[at + said_before.len()..]);
            if let Some((digits, _)) =
                said.and_then(|said| said.split_once(|c: char| !c.is_ascii_digit()))
                && let Ok(port) = digits.parse()
            {
                return Ok(port);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                let log = self.log.display();
                return Err(format!("the driver ended with {status}; see {log}"));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(format!(
            "the driver did not say its port; see {}",
            self.log.display()
        ))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Looked up before the driver ends: its children lose their parent then.
        let mut ours = belonging(self.child.id(), &self.profile);
        let _ = self.child.kill();
        let _ = self.child.wait();
        ours.extend(belonging(self.child.id(), &self.profile));
        for id in ours {
            let _ = Command::new("kill")
                .args(["-9", &id.to_string()])
                .stderr(Stdio::null())
                .status();
        }
    }
}

/// All descendants of `root`, and every process with `profile` in its arguments.
fn belonging(root: u32, profile: &Path) -> Vec<u32> {
    let Ok(listed) = Command::new("ps")
        .args(["-A", "-ww", "-o", "pid=,ppid=,args="])
        .output()
    else {
        return Vec::new();
    };
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    let profile = profile.to_string_lossy();
    let rows: Vec<(u32, u32, bool)> = text
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            let (id, parent) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some((id, parent, line.contains(&*profile)))
        })
        .collect();
    let mut found = vec![root];
    loop {
        let before = found.len();
        for &(id, parent, named) in &rows {
            if (named || found.contains(&parent)) && !found.contains(&id) {
                found.push(id);
            }
        }
        if found.len() == before {
            found.retain(|&id| id != root);
            return found;
        }
    }
}
