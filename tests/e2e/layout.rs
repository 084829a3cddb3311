//! The pages fit small and large windows. Pictures of them are kept below
//! `target/e2e-pictures/`, for those who want to see what they look like.

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{fits, look, offer, publish, start_festival};

in_each_browser!(
    every_page_fits_a_phone_and_a_desktop_in_light_and_dark,
    every_page_of_a_festival_fits_a_phone_and_a_desktop,
);

async fn every_page_fits_a_phone_and_a_desktop_in_light_and_dark(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    for (name, route, shown) in [
        ("start", "#/", "Name of the festival"),
        ("who-you-are", "#/me", "This device"),
        ("not-found", "#/nowhere", "This address leads nowhere"),
    ] {
        look(&browser, name, route, shown).await;
    }
    browser.goto("#/").await;
    start_festival(&browser, "Summer by the lake").await;
    offer(&browser, "Invite somebody").await;
    fits(&browser, "invitation").await;
}

async fn every_page_of_a_festival_fits_a_phone_and_a_desktop(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    start_festival(&browser, "Summer").await;
    let festival = browser.run("return location.hash", vec![]).await;
    let festival = festival.as_str().unwrap_or_default().to_owned();
    publish(&browser, "Opening").await;
    for (name, page, shown) in [
        ("schedule", "", "Opening"),
        ("mine", "/mine", "Opening"),
        ("people", "/people", "started the festival"),
        ("settings", "/settings", "Change the description"),
    ] {
        look(&browser, name, &format!("{festival}{page}"), shown).await;
    }
    for (name, route, shown) in [
        ("festivals", "#/", "Your festivals"),
        ("inbox", "#/inbox", "For you to answer"),
        ("connections", "#/connections", "Connected now"),
        ("me", "#/me", "This device"),
    ] {
        look(&browser, name, route, shown).await;
    }
    browser.goto("#/me").await;
    browser.choose("Language", "Deutsch").await;
    for (name, route, shown) in [
        ("schedule-de", festival.as_str(), "Opening"),
        (
            "settings-de",
            &format!("{festival}/settings"),
            "Beschreibung ändern",
        ),
        ("people-de", &format!("{festival}/people"), "Fest"),
        ("event-form-de", &format!("{festival}/event/new"), "Titel"),
        (
            "resource-form-de",
            &format!("{festival}/resource/new"),
            "Name",
        ),
        ("inbox-de", "#/inbox", "Für dich zu beantworten"),
        ("connections-de", "#/connections", "erbunden"),
        ("me-de", "#/me", "Dieses Gerät"),
    ] {
        look(&browser, name, route, shown).await;
    }
}
