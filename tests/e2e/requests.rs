//! No request leaves the origin but to the meeting points and STUN servers that the
//! settings show: two browsers meet, plan and look at everything, and Chromium's own log
//! of its network says where anything went. And how long the first load takes.

use std::net::{IpAddr, UdpSocket};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{Browser, Kind, Site, scene};
use crate::steps::{PAGES, join, join_link, publish, start_festival};

const SOON: Duration = Duration::from_secs(20);

/// Chromium connects a socket to this address, and sends nothing, to learn whether the
/// device has a way to IPv6.
const IPV6_PROBE: &str = "[2001:4860:4860::8888]:443";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_request_leaves_the_origin_but_to_what_the_settings_show() {
    let name = "no_request_leaves_the_origin_but_to_what_the_settings_show";
    scene(name, Kind::Chromium, recorded).await;
}

async fn recorded(site: &Site, _: Kind) {
    let relay = site.relay().await;
    // It answers nothing: the packets that come are what is asked about.
    let stun = UdpSocket::bind("127.0.0.1:0").expect("this machine has a free port");
    stun.set_nonblocking(true).expect("a socket can be told so");
    let stun_address = stun.local_addr().expect("a bound socket has an address");
    site.configure(&format!(
        r#"{{"meeting_points":["{}"],"stun":["stun:{stun_address}"]}}"#,
        relay.url()
    ));
    let ana = Browser::open_recorded(site, "ana").await;
    start_festival(&ana, "Summer").await;
    let programme = ana.run("return location.hash", vec![]).await;
    let programme = programme.as_str().unwrap_or_default().to_owned();
    publish(&ana, "Opening").await;
    let link = join_link(&ana).await;
    let ben = Browser::open_recorded(site, "ben").await;
    join(&ben, &link).await;
    ben.by_role("heading", "Opening").await;
    publish(&ben, "Breakfast").await;
    ana.goto("#/connections").await;
    for shown in [relay.url(), stun_address.to_string()] {
        let said = "return [...document.querySelectorAll('main, main textarea, main input')].map(found => found.value ?? found.textContent).join(' ')";
        let said = ana.run(said, vec![]).await;
        assert!(said.to_string().contains(&shown), "«{shown}» in {said}");
    }
    for page in PAGES {
        ana.goto(&format!("{programme}{page}")).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    for page in ["#/", "#/inbox", "#/me", "#/backup", "#/anchor", "#/keys"] {
        ana.goto(page).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    ana.reload().await;
    ana.goto(&programme).await;
    ana.wait_for_text("Proposals (1)", SOON).await;
    let mut packet = [0; 1500];
    assert!(stun.recv(&mut packet).is_ok(), "the STUN server was asked");

    let origin = site.url("");
    for browser in [ana, ben] {
        let sent = browser.sent().await;
        let of_the_page = |url: &&String| !url.starts_with("data:") && !url.starts_with("blob:");
        let requests: Vec<&String> = sent.requests.iter().filter(of_the_page).collect();
        assert!(requests.len() > 3, "something was recorded: {sent:?}");
        for url in requests {
            let is_known = url.starts_with(&origin) || url.starts_with(&relay.url());
            assert!(is_known, "{url} was asked");
        }
        for name in &sent.names {
            assert!(name.contains("127.0.0.1"), "the name {name} was asked for");
        }
        // Which names a DNS server is asked for was judged above.
        let own = |address: &&String| !address.ends_with(":53") && **address != IPV6_PROBE;
        for address in sent.addresses.iter().filter(own) {
            let host = address
                .rsplit_once(':')
                .map_or(&**address, |(host, _)| host);
            let host = host.trim_matches(['[', ']']);
            let host: IpAddr = host.parse().expect("an address is one");
            // What goes to another browser goes to this machine too.
            let is_here = host.is_loopback() || UdpSocket::bind((host, 0)).is_ok();
            assert!(is_here, "something was sent to {address}");
        }
    }
}

/// Milliseconds from the beginning of the first load until something can be pressed.
const INTERACTIVE: &str = "
    const done = arguments[arguments.length - 1];
    const look = () => {
        const button = document.querySelector('main button[type=submit]');
        if (!button) return requestAnimationFrame(look);
        requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    };
    look();";

/// Browsers that are opened for the first time; the median counts.
const FIRST_LOADS: usize = 5;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement; ./scripts/bench app"]
async fn how_long_the_first_load_takes() {
    scene("first_load", Kind::Chromium, async |site: &Site, kind| {
        let mut all = Vec::new();
        for number in 0..FIRST_LOADS {
            let browser = Browser::open(kind, site, &format!("new-{number}")).await;
            let taken: Value = browser.ask(INTERACTIVE, Vec::<Value>::new()).await;
            all.push(taken.as_f64().expect("a time"));
            assert_ne!(taken, json!(0));
            browser.kill().await;
        }
        all.sort_by(f64::total_cmp);
        println!(
            "first load until «Start the festival» can be pressed, empty profile: {:.0} ms ({:.0} to {:.0}), goal 1500",
            all[FIRST_LOADS / 2],
            all[0],
            all[FIRST_LOADS - 1]
        );
    })
    .await;
}
