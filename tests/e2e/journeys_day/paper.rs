//! Paper is looked at where a page can be shown as it would be printed.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::{SOON, filled};
use crate::harness::{Browser, Kind, Site, scene};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_printed_has_no_bars_and_no_buttons() {
    let name = "what_is_printed_has_no_bars_and_no_buttons";
    scene(name, Kind::Chromium, printed_without_bars).await;
}

async fn printed_without_bars(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let (programme, hall) = filled(&ana).await;
    let hall = hall.rsplit('/').next().unwrap_or_default().to_owned();
    ana.show_as_printed().await;
    for page in [
        "/print/poster".to_owned(),
        format!("/print/door/{hall}"),
        format!("/print/slips/{hall}"),
    ] {
        ana.goto(&format!("{programme}{page}")).await;
        ana.wait_for_text("As known on", SOON).await;
        let shown = "
            return [...document.querySelectorAll('.bar, .places, button, .skip')]
                .filter(element => element.checkVisibility()).map(element => element.className)";
        assert_eq!(ana.run(shown, vec![]).await, json!([]), "{page}");
        let code = "return document.querySelector('.sheet .qr .dark').getBBox().width > 20";
        assert_eq!(ana.run(code, vec![]).await, json!(true), "{page}");
    }
    // Whoever scans the poster, or the board, has no key yet: it is the join link.
    let invited = qr_at(&ana, &format!("{programme}/invite")).await;
    for page in ["/print/poster", "/board"] {
        let shown = qr_at(&ana, &format!("{programme}{page}")).await;
        assert_eq!(shown, invited, "{page}");
    }
}

/// The first QR code of a page, as it is drawn.
async fn qr_at(browser: &Browser, page: &str) -> serde_json::Value {
    const QR: &str = "return document.querySelector('.qr .dark')?.getAttribute('d') ?? null";
    browser.goto(page).await;
    let until = Instant::now() + SOON;
    loop {
        let shown = browser.run(QR, vec![]).await;
        if !shown.is_null() {
            return shown;
        }
        assert!(Instant::now() < until, "there is no QR code on {page}");
        // A pause between two looks; `until` bounds them.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
