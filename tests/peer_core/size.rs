//! A large festival: its pictures are quick to make, and no larger than needed.

use std::time::{Duration, Instant};

use p2panda::peer::view_model::{MarketFilter, ScheduleFilter, Screen};
use p2panda::protocol::view::filter::Filter;

use crate::scene::{Scene, event, garden, save_event, save_resource};

/// Far above what was measured: fails where a picture grows with the square of
/// the programme.
const MOST: Duration = Duration::from_secs(2);

fn timed(scene: &mut Scene, name: &str, screen: Screen) {
    let begun = Instant::now();
    scene.ana.look(screen);
    let took = begun.elapsed();
    println!("{name}: {:.1} ms", took.as_secs_f64() * 1000.0);
    assert!(took < MOST, "{name} took {took:?}");
}

#[test]
fn a_thousand_events_are_shown_at_once() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let places: Vec<_> = (0..20)
        .map(|number| {
            let mut place = garden();
            place.title = format!("Place {number}");
            save_resource(&mut scene.ana, festival, place)
        })
        .collect();
    for number in 0..1_000 {
        let (place, hour) = (places[number % 20], (number / 20) as i64);
        let talk = event(&format!("Talk {number}"), hour, hour + 1, place);
        save_event(&mut scene.ana, festival, None, talk);
    }
    let schedule = scene.ana.schedule();
    assert_eq!(schedule.total, 1_001);
    let confirmed = schedule.events.iter();
    let confirmed = confirmed.filter(|card| card.confirmed.accepted == 1);
    assert_eq!(confirmed.count(), 1_000, "her own are answered by policy");

    let filter = |text: &str| ScheduleFilter {
        fields: Filter {
            text: text.to_owned(),
            ..Filter::default()
        },
        ..ScheduleFilter::default()
    };
    timed(&mut scene, "frame alone", Screen::Home);
    let all = filter("");
    timed(
        &mut scene,
        "schedule",
        Screen::Schedule {
            festival,
            filter: all,
        },
    );
    let some = filter("talk 99");
    timed(
        &mut scene,
        "filtered",
        Screen::Schedule {
            festival,
            filter: some,
        },
    );
    let market = MarketFilter::default();
    timed(
        &mut scene,
        "market",
        Screen::Market {
            festival,
            filter: market,
        },
    );
    timed(&mut scene, "inbox", Screen::Inbox);
    timed(&mut scene, "mine", Screen::Mine { festival });
    timed(&mut scene, "people", Screen::People { festival });
}
