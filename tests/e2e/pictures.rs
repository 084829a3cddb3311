//! Pictures of every screen as people see them: a small festival of two people,
//! narrow and wide, light and dark, in each language. `./scripts/screenshots` makes
//! them; they are for looking at, so nothing is checked here.

use std::time::Duration;

use crate::harness::{Browser, Kind, Site, scene, target};
use crate::steps::{connect, make, pick, start_festival};

/// Types into the search as soon as it is there.
const SEARCH: &str = "
    const look = () => {
        const field = document.querySelector('#search');
        if (!field) return setTimeout(look, 50);
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, 'a');
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    look();";

async fn hash(browser: &Browser) -> String {
    let route = browser.run("return location.hash", vec![]).await;
    route.as_str().unwrap_or_default().to_owned()
}

/// Takes pictures of what is shown now, as high as the page is.
async fn picture(browser: &Browser, language: &str, name: &str) {
    let folder = target().join("screenshots");
    std::fs::create_dir_all(&folder).expect("the target folder can be written to");
    for width in [360, 1280] {
        for (dark, scheme) in [(false, "light"), (true, "dark")] {
            browser.show_at(width, 800, dark).await;
            let height = browser
                .run("return document.documentElement.scrollHeight", vec![])
                .await;
            let height = u32::try_from(height.as_u64().unwrap_or(800)).unwrap_or(800);
            browser.show_at(width, height.clamp(800, 4_000), dark).await;
            let file = folder.join(format!("{language}-{name}-{width}-{scheme}.png"));
            browser.screenshot(&file).await;
        }
    }
}

struct Offer<'a> {
    kind: &'a str,
    name: &'a str,
    place: &'a str,
    about: &'a str,
    policy: &'a str,
}

async fn offer(browser: &Browser, offer: &Offer<'_>) -> String {
    make(browser, "Offer a place or a thing").await;
    browser.click("radio", offer.kind).await;
    browser.type_into("Name", offer.name).await;
    browser.type_into("Description", offer.about).await;
    browser.type_into("Where is it?", offer.place).await;
    browser.click("radio", offer.policy).await;
    browser.click("button", "Offer it").await;
    browser.by_role("heading", offer.name).await;
    hash(browser).await
}

async fn plan(
    browser: &Browser,
    title: &str,
    kind: &str,
    hours: (&str, &str),
    place: &str,
) -> String {
    make(browser, "Announce an event").await;
    browser.by_role("button", "Publish").await;
    browser.type_into("Title", title).await;
    pick(browser, "event-kind", kind).await;
    browser
        .type_into("What is it about?", "Bring a cup and **an hour of time**. Everyone is welcome; nobody has to know anything.")
        .await;
    pick(browser, "event-start", &format!("2030-08-16T{}", hours.0)).await;
    pick(browser, "event-end", &format!("2030-08-16T{}", hours.1)).await;
    browser.click("button", "Add a place").await;
    browser.choose("Which one?", place).await;
    browser.click("button", "Publish").await;
    browser.by_role("heading", title).await;
    hash(browser).await
}

async fn say_who(browser: &Browser, name: &str, about: &str) {
    browser.goto("#/me").await;
    browser.type_into("Name", name).await;
    browser.type_into("About you", about).await;
    browser.click("button", "Save").await;
}

async fn pictures(site: &Site, kind: Kind) {
    let ana = Browser::open(kind, site, "ana").await;
    let ben = Browser::open(kind, site, "ben").await;
    ana.by_role("button", "Start the festival").await;
    picture(&ana, "en", "01-first-start").await;
    start_festival(&ana, "Summer by the lake").await;
    let programme = hash(&ana).await;
    picture(&ana, "en", "02-empty-programme").await;
    say_who(&ana, "Ana", "I have the keys of the barn.").await;
    let barn = offer(
        &ana,
        &Offer {
            kind: "Place",
            name: "The barn",
            place: "Behind the old oak",
            about: "Dry, dark and large. The floor is uneven.",
            policy: "The owner answers by hand",
        },
    )
    .await;
    offer(
        &ana,
        &Offer {
            kind: "Place",
            name: "Meadow",
            place: "By the water",
            about: "Grass, shade after four.",
            policy: "First come, first served",
        },
    )
    .await;
    offer(
        &ana,
        &Offer {
            kind: "Thing",
            name: "Projector",
            place: "In the kitchen cupboard",
            about: "HDMI, 3,000 lumen.",
            policy: "First come, first served",
        },
    )
    .await;
    plan(
        &ana,
        "Opening circle",
        "meeting",
        ("10:00", "11:00"),
        "Meadow (By the water)",
    )
    .await;
    connect(&ana, &ben, "Invite somebody").await;
    picture(&ana, "en", "03-connected").await;
    ben.goto("#/").await;
    ben.by_role("link", "Summer by the lake").await;
    say_who(&ben, "Ben", "Bread, songs, bicycles.").await;
    ben.goto(&programme).await;
    let bread = plan(
        &ben,
        "Baking bread",
        "workshop",
        ("14:00", "16:00"),
        "The barn (Behind the old oak)",
    )
    .await;
    plan(
        &ben,
        "Songs for the evening",
        "music",
        ("15:00", "17:00"),
        "The barn (Behind the old oak)",
    )
    .await;
    ana.by_role("link", "Inbox 2 wait for your answer").await;

    for (language, name) in [("en", "English"), ("de", "Deutsch")] {
        for browser in [&ana, &ben] {
            browser.goto("#/me").await;
            browser.choose("Language", name).await;
        }
        let place = barn.rsplit('/').next().unwrap_or_default();
        let screens: [(&Browser, &str, String); 33] = [
            (&ana, "10-start", "#/".to_owned()),
            (&ana, "11-programme", programme.clone()),
            (&ben, "12-event", bread.clone()),
            (&ben, "13-event-form", format!("{bread}/edit")),
            (&ana, "14-new-event", format!("{programme}/event/new")),
            (&ana, "15-market", format!("{programme}/market")),
            (&ben, "16-resource", barn.clone()),
            (&ana, "17-resource-form", format!("{barn}/edit")),
            (&ana, "18-new-resource", format!("{programme}/resource/new")),
            (&ana, "19-inbox-owner", "#/inbox".to_owned()),
            (&ben, "20-inbox-maker", "#/inbox".to_owned()),
            (&ben, "21-mine", format!("{programme}/mine")),
            (&ana, "22-people", format!("{programme}/people")),
            (&ana, "23-settings", format!("{programme}/settings")),
            (&ana, "24-connections", "#/connections".to_owned()),
            (&ana, "25-me", "#/me".to_owned()),
            (&ana, "30-search", format!("{programme}/search")),
            (&ana, "31-changed", format!("{programme}/changed")),
            (&ana, "32-grid", format!("{programme}/grid")),
            (
                &ana,
                "33-inventory",
                format!("{programme}/inventory/{place}"),
            ),
            (&ana, "34-plan", format!("{programme}/plan")),
            (&ana, "35-board", format!("{programme}/board")),
            (&ana, "36-tree", format!("{programme}/tree")),
            (&ana, "37-days", format!("{barn}/days")),
            (&ana, "38-print", format!("{programme}/print")),
            (
                &ana,
                "39-day-sheet",
                format!("{programme}/print/day/2030-08-16"),
            ),
            (
                &ana,
                "40-door-sheet",
                format!("{programme}/print/door/{place}"),
            ),
            (&ana, "41-slips", format!("{programme}/print/slips/{place}")),
            (&ana, "42-poster", format!("{programme}/print/poster")),
            (&ana, "43-invite", format!("{programme}/invite")),
            (&ana, "44-backup", "#/backup".to_owned()),
            (&ana, "45-anchor", "#/anchor".to_owned()),
            (&ana, "46-keys", "#/keys".to_owned()),
        ];
        for (browser, name, route) in screens {
            browser.goto(&route).await;
            if name == "30-search" {
                browser.run(SEARCH, vec![]).await;
            }
            tokio::time::sleep(Duration::from_millis(700)).await;
            picture(browser, language, name).await;
        }
        ana.goto(&format!("{programme}/people")).await;
        let person = "return [...document.querySelectorAll('.someone-row a.someone')].at(-1).getAttribute('href')";
        let person = ana.run(person, vec![]).await;
        ana.goto(person.as_str().unwrap_or_default()).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        picture(&ana, language, "26-person").await;
        ana.goto("#/nowhere").await;
        picture(&ana, language, "27-not-found").await;
    }
    for browser in [&ana, &ben] {
        assert_eq!(browser.console_lines().await, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "pictures for looking at; ./scripts/screenshots"]
async fn every_screen_is_pictured() {
    scene("pictures", Kind::Chromium, pictures).await;
}
