//! What WebDriver has no common command for, each browser's own way.

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;
use thirtyfour::session::scriptret::ScriptRet;

use super::browser::Kind;
use super::driver::Wire;

/// Shows the page in a window of this size, in light or dark colours.
pub async fn show_at(
    kind: Kind,
    driver: &WebDriver,
    width: u32,
    height: u32,
    dark: bool,
) -> WebDriverResult<()> {
    match kind {
        Kind::Chromium => chromium_view(driver, width, height, dark).await,
        Kind::Firefox => firefox_view(driver, width, height, dark).await,
    }
}

/// Shows Chromium's page as it would be printed.
pub async fn show_as_printed(driver: &WebDriver) -> WebDriverResult<()> {
    let params = json!({ "media": "print" });
    debug(driver, "Emulation.setEmulatedMedia", params)
        .await
        .map(drop)
}

/// Runs a script in every page that Chromium opens from now on, before the page's own.
pub async fn before_pages(driver: &WebDriver, script: &str) -> WebDriverResult<()> {
    let params = json!({ "source": script });
    debug(driver, "Page.addScriptToEvaluateOnNewDocument", params)
        .await
        .map(drop)
}

/// Makes Chromium's page so many times slower.
pub async fn slow_down(driver: &WebDriver, times: u32) -> WebDriverResult<()> {
    debug(
        driver,
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": times }),
    )
    .await
    .map(drop)
}

/// Tells the page of preferences that its user has set in the system: media features
/// and their values (Chromium only).
pub async fn prefer(driver: &WebDriver, features: &[(&str, &str)]) -> WebDriverResult<()> {
    let features: Vec<Value> = features
        .iter()
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    let params = json!({ "features": features });
    debug(driver, "Emulation.setEmulatedMedia", params)
        .await
        .map(drop)
}

/// Cuts the page off the network, or connects it again.
pub async fn set_offline(kind: Kind, driver: &WebDriver, offline: bool) -> WebDriverResult<()> {
    match kind {
        Kind::Chromium => {
            let params = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
            debug(driver, "Network.emulateNetworkConditions", params)
                .await
                .map(drop)
        }
        Kind::Firefox => {
            let script = "Services.io.offline = arguments[0];";
            as_firefox(driver, script, vec![json!(offline)])
                .await
                .map(drop)
        }
    }
}

/// Lets the page's origin keep so many bytes in all, or again as many as there is room
/// for (Chromium only).
pub async fn limit_storage(
    driver: &WebDriver,
    origin: &str,
    bytes: Option<u64>,
) -> WebDriverResult<()> {
    let mut params = json!({ "origin": origin });
    if let Some(bytes) = bytes {
        params["quotaSize"] = json!(bytes);
    }
    debug(driver, "Storage.overrideQuotaForOrigin", params)
        .await
        .map(drop)
}

/// Has Chromium do something by its debugging protocol, and gives its answer.
pub async fn debug(driver: &WebDriver, command: &str, params: Value) -> WebDriverResult<Value> {
    let body = json!({ "cmd": command, "params": params });
    let answer = driver.cmd(Wire::post("goog/cdp/execute", body)).await?;
    answer.value_json()
}

/// What came to the browser's console since it was asked last.
pub async fn new_console_lines(kind: Kind, driver: &WebDriver) -> Vec<String> {
    match kind {
        Kind::Chromium => chromium_console(driver).await,
        Kind::Firefox => firefox_console(driver).await,
    }
}

/// Runs a script not in the page but in Firefox itself.
async fn as_firefox(
    driver: &WebDriver,
    script: &str,
    arguments: Vec<Value>,
) -> WebDriverResult<ScriptRet> {
    driver
        .cmd(Wire::post("moz/context", json!({ "context": "chrome" })))
        .await?;
    let answer = driver.execute(script, arguments).await;
    driver
        .cmd(Wire::post("moz/context", json!({ "context": "content" })))
        .await?;
    answer
}

async fn chromium_view(
    driver: &WebDriver,
    width: u32,
    height: u32,
    dark: bool,
) -> WebDriverResult<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    let scheme = if dark { "dark" } else { "light" };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    for (command, params) in [
        ("Emulation.setDeviceMetricsOverride", size),
        ("Emulation.setEmulatedMedia", media),
    ] {
        debug(driver, command, params).await?;
    }
    Ok(())
}

async fn firefox_view(
    driver: &WebDriver,
    width: u32,
    height: u32,
    dark: bool,
) -> WebDriverResult<()> {
    const SCHEME: &str = "layout.css.prefers-color-scheme.content-override";
    let script = format!("Services.prefs.setIntPref('{SCHEME}', arguments[0]);");
    as_firefox(driver, &script, vec![json!(i32::from(!dark))]).await?;
    driver.set_window_rect(0, 0, width, height).await
}

/// What Chromium says of its own pages is none of ours: where there is no network, its first
/// tab complains of a slow one.
async fn chromium_console(driver: &WebDriver) -> Vec<String> {
    let new = driver.browser_log().await.unwrap_or_default();
    new.into_iter()
        .filter(|entry| !entry.message.starts_with("chrome://"))
        .map(|entry| format!("{}: {}", entry.level, entry.message))
        .collect()
}

/// Errors and warnings about pages, out of Firefox's own console.
async fn firefox_console(driver: &WebDriver) -> Vec<String> {
    const READ: &str = "
        const lines = Services.console.getMessageArray()
            .filter(line => String(line.sourceName ?? '').startsWith('http://127.0.0.1'))
            .map(line => String(line));
        Services.console.reset();
        return lines;";
    let lines = as_firefox(driver, READ, vec![]).await;
    lines.and_then(|lines| lines.convert()).unwrap_or_default()
}
