//! Runs one test in one browser: skips it where that is allowed, keeps what
//! browsers showed when it fails, and ends everything it started.

use std::future::poll_fn;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::Poll;

use super::browser::Kind;
use super::site::Site;

/// Runs `test`; see the module head of [`super`].
pub async fn scene(name: &str, kind: Kind, test: impl AsyncFnOnce(&Site, Kind)) {
    if kind.program().is_none() {
        let reason =
            format!("there is no {kind:?} with its driver; ./scripts/setup browsers installs them");
        return skip(name, &reason);
    }
    let site = Site::start(name).await;
    let outcome = {
        let mut run = pin!(test(&site, kind));
        // A panic is caught at the await where it happens, so that the browsers
        // are still there to be looked at.
        poll_fn(
            |context| match catch_unwind(AssertUnwindSafe(|| run.as_mut().poll(context))) {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
                Err(panic) => Poll::Ready(Err(panic)),
            },
        )
        .await
    };
    if outcome.is_err() {
        keep_evidence(&site, &target().join("e2e-failures").join(name)).await;
    }
    let browsers = site
        .browsers
        .lock()
        .map(|browsers| browsers.clone())
        .unwrap_or_default();
    for browser in browsers {
        browser.close().await;
    }
    drop(site);
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

async fn keep_evidence(site: &Site, folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    if std::fs::create_dir_all(folder).is_err() {
        return;
    }
    let browsers = site
        .browsers
        .lock()
        .map(|browsers| browsers.clone())
        .unwrap_or_default();
    for browser in browsers {
        browser.keep_evidence(folder).await;
    }
    let _ = std::fs::write(
        folder.join("csp-violations.txt"),
        site.csp_violations().join("\n"),
    );
    eprintln!("Screenshots and logs are kept in {}", folder.display());
}

/// Skips a test for which this machine lacks something, where that is allowed. The
/// scripts count skipped tests by the lines of this file: to the test runner they look
/// passed.
pub fn skip(name: &str, reason: &str) {
    assert!(
        std::env::var("P2PANDA_ALLOW_SKIP").is_ok_and(|allowed| allowed == "1"),
        "{reason}; P2PANDA_ALLOW_SKIP=1 skips such tests"
    );
    eprintln!("skipped: {name}, {reason}");
    let list = std::fs::File::options()
        .create(true)
        .append(true)
        .open(target().join("e2e-skipped.txt"));
    if let Ok(mut list) = list {
        let _ = writeln!(list, "{name}");
    }
}

/// Cargo's target folder: the test runs from `<target>/debug/deps`.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let found = program.ancestors().nth(3).map(Path::to_owned);
    found.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"))
}
