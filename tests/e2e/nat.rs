//! Browsers behind address translation find each other by STUN where the routers keep
//! ports, and otherwise say what helps: a TURN server, which then does. The hosts are
//! network namespaces that the test makes itself ([`crate::harness::Network`]).

use std::time::Duration;

use crate::harness::{ACCOUNT, Browser, Kind, Nat, Network, SERVER, Site, scene, skip};
use crate::links::same_digest;
use crate::steps::{connect, enter, fits, publish, start_festival};

const SOON: Duration = Duration::from_secs(20);
/// Until a browser gives up looking for a way.
const GIVES_UP: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_behind_routers_that_keep_ports_connect_by_stun() {
    behind("behind_routers_that_keep_ports", Nat::KeepsPorts).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_behind_routers_with_random_ports_read_of_turn_and_connect_by_it() {
    behind("behind_routers_with_random_ports", Nat::RandomPorts).await;
}

async fn behind(name: &str, nat: Nat) {
    if let Some(obstacle) = Network::obstacle() {
        return skip(name, obstacle);
    }
    scene(name, Kind::Chromium, async |site: &Site, kind| {
        let network = site.behind_nat(nat).await;
        let ana = Browser::open_in(kind, site, "ana", Some(network.host("a"))).await;
        let ben = Browser::open_in(kind, site, "ben", Some(network.host("b"))).await;
        start_festival(&ana, "Summer").await;
        publish(&ana, "Opening").await;
        connect(&ana, &ben, "Invite somebody").await;
        ben.click("button", "They have my code").await;
        if nat == Nat::RandomPorts {
            fails_and_names_turn(&ana, &ben).await;
            give_turn(&ana).await;
            connect(&ana, &ben, "Invite somebody").await;
            ben.click("button", "They have my code").await;
        }
        enter(&ben, "Summer").await;
        ben.by_role("heading", "Opening").await;
        publish(&ben, "Breakfast").await;
        same_digest(&[&ana, &ben]).await;
        for browser in [&ana, &ben] {
            assert_eq!(browser.console_lines().await, Vec::<String>::new());
        }
        assert_eq!(site.csp_violations(), Vec::<String>::new());
    })
    .await;
}

/// Neither finds the other; both read what helps.
async fn fails_and_names_turn(ana: &Browser, ben: &Browser) {
    ana.goto("#/connections").await;
    ana.wait_for_text("enter a TURN server under Meeting points", GIVES_UP)
        .await;
    ana.click("button", "For those who know networks").await;
    ana.wait_for_text("seen from outside (IPv4)", SOON).await;
    fits(ana, "connections-translated").await;
    assert!(!ben.text().await.contains("Your festivals"));
}

/// Enters the TURN server, as a person would.
async fn give_turn(browser: &Browser) {
    browser.goto("#/connections").await;
    browser
        .click("button", "Other meeting points, a TURN server")
        .await;
    let [user, password] = ACCOUNT;
    let server = format!("turn:{SERVER}");
    for (field, text) in [
        ("TURN server", &*server),
        ("Name there", user),
        ("Password there", password),
    ] {
        browser.type_into(field, text).await;
    }
    browser.click("button", "Use these").await;
    browser.wait_for_text("In use from now on.", SOON).await;
}
