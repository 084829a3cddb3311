//! A large festival: everything asked for is answered, everything is shown.

use p2panda::peer::view_model::{ScheduleFilter, Screen, ScreenView};
use p2panda::protocol::view::filter::Filter;

use crate::scene::{Scene, event, garden, save_event, save_resource};

#[test]
fn hundreds_of_own_events_are_all_answered_and_found_by_words() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let places: Vec<_> = (0..5)
        .map(|number| {
            let mut place = garden();
            place.title = format!("Place {number}");
            save_resource(&mut scene.ana, festival, place)
        })
        .collect();
    for number in 0..200 {
        let (place, hour) = (places[number % 5], (number / 5) as i64);
        let talk = event(&format!("Talk {number}"), hour, hour + 1, place);
        save_event(&mut scene.ana, festival, None, talk);
    }
    scene.sync();
    let schedule = scene.ben.schedule();
    assert_eq!(schedule.total, 201);
    let confirmed = schedule.events.first.iter();
    let confirmed = confirmed.filter(|card| card.confirmed.accepted == 1);
    assert_eq!(confirmed.count(), 200);

    let filter = ScheduleFilter {
        fields: Filter {
            text: "TALK 19".to_owned(),
            ..Filter::default()
        },
        ..ScheduleFilter::default()
    };
    let ScreenView::Schedule(some) = scene.ben.look(Screen::Schedule { festival, filter }) else {
        panic!("no schedule")
    };
    assert_eq!(some.events.count, 12, "19, 119 and 190 to 199");
    assert_eq!(some.total, 201);
}
