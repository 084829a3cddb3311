//! The pages fit small and large windows. Pictures of them are kept below
//! `target/e2e-pictures/`, for those who want to see what they look like.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, in_each_browser};
use crate::steps::{fits, publish, start_festival};

const SOON: Duration = Duration::from_secs(15);

in_each_browser!(
    every_page_fits_a_phone_and_a_desktop_in_light_and_dark,
    every_page_of_a_festival_fits_a_phone_and_a_desktop,
);

async fn every_page_fits_a_phone_and_a_desktop_in_light_and_dark(site: &Site, kind: Kind) {
    let browser = Browser::open(kind, site, "ana").await;
    let festival = festival_with_an_event(&browser).await;
    for (name, route, shown) in [
        ("start", "#/", "Here you are"),
        ("who-you-are", "#/me", "Your name here"),
        ("festival", &festival, "Give this code to the other device"),
        ("not-found", "#/nowhere", "This address leads nowhere"),
    ] {
        browser.goto(route).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name).await;
    }
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
        browser.goto(&format!("{festival}{page}")).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name).await;
    }
    for (name, route, shown) in [
        ("festivals", "#/", "Your festivals"),
        ("inbox", "#/inbox", "For you to answer"),
        ("connections", "#/connections", "Connected now"),
        ("me", "#/me", "This device"),
    ] {
        browser.goto(route).await;
        browser.wait_for_text(shown, SOON).await;
        fits(&browser, name).await;
    }
}

/// Starts a festival with an event and an open invitation; gives its route.
async fn festival_with_an_event(browser: &Browser) -> String {
    browser
        .type_into("Name of the festival", "Summer by the lake")
        .await;
    browser.click("button", "Start the festival").await;
    browser.click("link", "Summer by the lake").await;
    browser.type_into("Title", "Opening with soup").await;
    browser
        .type_into(
            "What is it about?",
            "Everybody brings a bowl and one vegetable.",
        )
        .await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", "Opening with soup").await;
    browser.click("button", "Invite somebody").await;
    browser
        .by_role("textbox", "Give this code to the other device")
        .await;
    let fragment = browser.run("return location.hash", vec![]).await;
    fragment.as_str().unwrap_or_default().to_owned()
}
