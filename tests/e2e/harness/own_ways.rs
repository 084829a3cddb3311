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
    let body = json!({ "cmd": "Emulation.setEmulatedMedia", "params": { "media": "print" } });
    driver
        .cmd(Wire::post("goog/cdp/execute", body))
        .await
        .map(drop)
}

/// Makes Chromium's page so many times slower.
pub async fn slow_down(driver: &WebDriver, times: u32) -> WebDriverResult<()> {
    let body = json!({ "cmd": "Emulation.setCPUThrottlingRate", "params": { "rate": times } });
    driver
        .cmd(Wire::post("goog/cdp/execute", body))
        .await
        .map(drop)
}

/// Cuts the page off the network, or connects it again.
pub async fn set_offline(kind: Kind, driver: &WebDriver, offline: bool) -> WebDriverResult<()> {
    match kind {
        Kind::Chromium => {
            let body = json!({
                "cmd": "Network.emulateNetworkConditions",
                "params": { "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 },
            });
            driver
                .cmd(Wire::post("goog/cdp/execute", body))
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
    let body = json!({ "cmd": "Storage.overrideQuotaForOrigin", "params": params });
    driver
        .cmd(Wire::post("goog/cdp/execute", body))
        .await
        .map(drop)
}

/// Makes the processor so many times slower for the page (Chromium only).
pub async fn throttle(driver: &WebDriver, times: u32) -> WebDriverResult<()> {
    let body = json!({ "cmd": "Emulation.setCPUThrottlingRate", "params": { "rate": times } });
    driver
        .cmd(Wire::post("goog/cdp/execute", body))
        .await
        .map(drop)
}

/// Has Chromium do something by its debugging protocol.
pub async fn debug(driver: &WebDriver, command: &str, params: Value) -> WebDriverResult<()> {
    let body = json!({ "cmd": command, "params": params });
    driver
        .cmd(Wire::post("goog/cdp/execute", body))
        .await
        .map(drop)
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
        let body = json!({ "cmd": command, "params": params });
        driver.cmd(Wire::post("goog/cdp/execute", body)).await?;
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

async fn chromium_console(driver: &WebDriver) -> Vec<String> {
    let new = driver.browser_log().await.unwrap_or_default();
    new.into_iter()
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
