//! What people set in their system is respected: no motion, and colours of their own.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::{PAGES, make, publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

/// What moves, or would, of what is shown.
const MOVES: &str = "
    const seconds = list => Math.max(0, ...list.split(',').map(one => parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1)));
    const moves = [...document.querySelectorAll('*')].filter(element => {
        const style = getComputedStyle(element);
        return seconds(style.transitionDuration) > 0.01 || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
    });
    return [...moves, ...document.getAnimations().map(one => one.effect.target)].map(element => element.outerHTML.slice(0, 120));";

/// Signs whose shape cannot be seen: its lines have the colour of what is below them.
/// And controls without an edge.
const VANISHED: &str = "
    const paint = (element, what) => getComputedStyle(element)[what];
    const ground = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (!/, 0\\)$|transparent/.test(colour)) return colour;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
    };
    const shown = selector => [...document.querySelectorAll(selector)].filter(found => found.checkVisibility());
    const signs = shown('.sign svg').flatMap(svg => {
        const below = ground(svg);
        return [...svg.children].filter(shape => {
            const own = shape.classList.contains('full') ? paint(shape, 'fill') : paint(shape, 'stroke');
            return own === below || own === 'none';
        });
    });
    const controls = shown('main button, main input:not([type=file], [type=checkbox], [type=radio]), main select, main textarea')
        .filter(found => parseFloat(paint(found, 'borderTopWidth')) === 0 && paint(found, 'textDecorationLine') === 'none');
    return [...signs, ...controls].map(found => found.outerHTML.slice(0, 160));";

/// Looks at every screen of a festival with a confirmed and an open event.
async fn on_every_screen(site: &Site, name: &str, features: &[(&str, &str)], script: &str) {
    let browser = Browser::open(Kind::Chromium, site, name).await;
    start_festival(&browser, "Summer").await;
    let programme = browser.run("return location.hash", vec![]).await;
    let programme = programme.as_str().unwrap_or_default().to_owned();
    make(&browser, "Offer a place or a thing").await;
    browser.type_into("Name", "Barn").await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", "Where").await;
    publish(&browser, "Opening").await;
    browser.prefer(features).await;
    let routes = PAGES.map(|page| format!("{programme}{page}")).into_iter();
    let others = ["#/", "#/inbox", "#/me", "#/connections", "#/keys"];
    for route in routes.chain(others.map(str::to_owned)) {
        browser.goto(&route).await;
        browser.wait_for_text("Summer", SOON).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(browser.run(script, vec![]).await, json!([]), "{route}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_moves_for_people_who_want_no_motion() {
    let name = "nothing_moves_for_people_who_want_no_motion";
    scene(name, Kind::Chromium, async |site: &Site, _| {
        let features = [("prefers-reduced-motion", "reduce")];
        on_every_screen(site, "ana", &features, MOVES).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signs_and_controls_are_seen_in_colours_that_people_force() {
    let name = "signs_and_controls_are_seen_in_colours_that_people_force";
    scene(name, Kind::Chromium, async |site: &Site, _| {
        for scheme in ["light", "dark"] {
            let features = [
                ("forced-colors", "active"),
                ("prefers-color-scheme", scheme),
            ];
            on_every_screen(site, scheme, &features, VANISHED).await;
        }
    })
    .await;
}
