//! What stands where: events side by side in their places, what a place is free for,
//! offers in their order, pins on the plan, festivals in their tree.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    Event, InstanceId, Interval, Location, MarketFilter, Plan, Resource, ResourceKind, Rows,
    ScheduleFilter, Screen, ScreenView, Verdict,
};

use crate::scene::{
    FIRST, HOUR, Scene, event, garden, grid, hall, hours, inventory, mine, named, page, plan,
    resource_page, save_event, time, tree,
};

#[test]
fn places_stand_side_by_side_and_what_meets_in_one_gets_tracks() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let barn = scene.offer(Resource {
        units: 0,
        ..named("Barn")
    });
    let attic = scene.offer(named("attic"));
    for (title, from, to, place) in [
        ("One", 0, 2, barn),
        ("Two", 1, 3, barn),
        ("Three", 2, 4, barn),
        ("Late", 30, 31, barn),
        ("Up", 1, 2, attic),
    ] {
        scene.make(event(title, from, to, place));
    }
    for number in 0..6 {
        let nowhere = Event {
            time: Some(time(0, 1)),
            ..Event::titled(format!("Nowhere {number}"))
        };
        save_event(&mut scene.ben, festival, None, nowhere);
    }
    let seen = grid(&mut scene.ben, festival, hours(0, 24));
    let columns: Vec<_> = seen
        .places
        .iter()
        .map(|place| (place.title.as_deref(), place.track, place.tracks))
        .collect();
    let expected = [(Some("attic"), 0, 1), (Some("Barn"), 1, 2), (None, 3, 4)];
    assert_eq!(columns, expected);
    assert_eq!(
        seen.hours,
        Interval::new(FIRST, FIRST + 4 * HOUR).expect("hours")
    );
    assert_eq!(seen.beside.len(), 2, "six at once, four tracks");
    let at = |title: &str| {
        let mut events = seen.events.iter();
        let (_, cell) = events.find(|(card, _)| &*card.title == title).expect(title);
        cell.track
    };
    assert_eq!((at("One"), at("Two"), at("Three"), at("Up")), (1, 2, 1, 0));
    let starts: Vec<_> = seen
        .events
        .iter()
        .map(|(_, cell)| cell.during.start)
        .collect();
    assert!(starts.is_sorted(), "read in the order of time");
    let cut = grid(&mut scene.ben, festival, hours(1, 2));
    let inside = cut.events.iter().all(|(_, cell)| {
        cell.during == Interval::new(FIRST + HOUR, FIRST + 2 * HOUR).expect("an hour")
    });
    assert!(inside && !cut.events.is_empty());
    let filter = ScheduleFilter::default();
    let none = scene.ben.look(Screen::Grid { festival, filter });
    assert!(
        matches!(none, ScreenView::NotHere),
        "without a time there is no grid"
    );
}

#[test]
fn a_place_is_free_on_the_days_of_events_also_where_the_festival_names_no_dates() {
    let mut scene = Scene::new();
    let barn = scene.offer(Resource {
        windows: Vec::new(),
        ..named("Barn")
    });
    let far = 200 * 24;
    scene.make(event("Harvest", far, far + 2, barn));
    let page = resource_page(&mut scene.ben, scene.festival, barn);
    let noon = FIRST + (far + 4) * HOUR;
    assert!(
        page.free
            .iter()
            .any(|free| (free.start..free.end).contains(&noon)),
        "{:?}",
        page.free
    );
}

#[test]
fn the_inventory_shows_one_of_it_whole() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(garden());
    scene.offer(hall());
    let all = inventory(&mut scene.ben, festival, MarketFilter::default(), None);
    assert_eq!((all.market.resources.count, all.page.is_none()), (2, true));
    let one = inventory(
        &mut scene.ben,
        festival,
        MarketFilter::default(),
        Some(garden),
    );
    assert_eq!(one.page.map(|page| page.row.id), Some(garden));
}

#[test]
fn halls_with_numbers_stand_in_the_order_of_their_numbers() {
    let mut scene = Scene::new();
    for title in ["Hall 10", "hall 2", "Hall 007b", "Annex", "Hall 7a", "Hall"] {
        scene.offer(Resource {
            title: title.to_owned(),
            ..garden()
        });
    }
    let festival = scene.festival;
    let all = inventory(&mut scene.ben, festival, MarketFilter::default(), None);
    let rows = all.market.resources.first.iter();
    let titles: Vec<&str> = rows.map(|row| &*row.title).collect();
    assert_eq!(
        titles,
        ["Annex", "Hall", "hall 2", "Hall 7a", "Hall 007b", "Hall 10"]
    );
}

#[test]
fn pins_stand_where_places_say_and_tell_what_happens_there() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let location = Location {
        plan: Some(Plan { x: 100, y: 65_535 }),
        ..Location::default()
    };
    let pinned = scene.offer(Resource {
        location: Some(location),
        ..named("Pinned")
    });
    let elsewhere = scene.offer(named("Elsewhere"));
    scene.offer(Resource::new("No place", ResourceKind::Thing));
    let sheet = scene.offer(Resource {
        tags: vec!["Plan".to_owned()],
        picture: Some(vec![1, 2, 3]),
        ..named("Map of it all")
    });
    scene.make(event("Talk", 0, 1, pinned));
    let seen = plan(&mut scene.ben, festival, None, 20);
    assert_eq!(seen.sheet, Some(0));
    assert_eq!(seen.sheets[0].place, Some(sheet));
    assert_eq!(seen.picture.as_deref(), Some(&[1, 2, 3][..]));
    assert_eq!(seen.places[0].id, pinned);
    assert_eq!(seen.places[0].pin, Some((100, 65_535)));
    assert_eq!(&*seen.places[0].events[0].title, "Talk");
    assert_eq!(seen.places.len(), 3, "only places");
    let later = seen.places.iter().find(|place| place.id == elsewhere);
    assert_eq!(later.and_then(|place| place.pin), None);
}

#[test]
fn the_plan_tells_of_a_place_what_is_granted_or_still_open_there_and_nothing_refused() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let hall = scene.offer(hall());
    let [granted, _, listed, declined, revoked, taken_back, cancelled] = [
        ("Granted", 0),
        ("Asked", 1),
        ("Listed", 2),
        ("Declined", 3),
        ("Revoked", 4),
        ("Taken back", 5),
        ("Cancelled", 6),
    ]
    .map(|(title, from)| scene.make(event(title, from, from + 1, hall)));
    for (event, verdict) in [
        (granted, Verdict::Accept),
        (listed, Verdict::Waitlist),
        (declined, Verdict::Decline),
        (revoked, Verdict::Accept),
        (revoked, Verdict::Revoke),
        (cancelled, Verdict::Accept),
    ] {
        let request = request_for(&mut scene, event);
        scene.answer(request, verdict, "We paint the floor");
        assert_eq!(scene.ana.problem(), None, "{verdict:?}");
    }
    let request = request_for(&mut scene, taken_back);
    scene.ben.command(Command::Withdraw { festival, request });
    scene.ben.command(Command::CancelEvent {
        festival,
        event: cancelled,
        reason: "Rain".to_owned(),
    });
    let seen = plan(&mut scene.ben, festival, None, 20);
    let events = seen.places[0].events.iter();
    let told: Vec<_> = events
        .map(|card| {
            let accepted = card.place.as_ref().map(|place| place.accepted);
            (&*card.title, accepted)
        })
        .collect();
    let expected = [
        ("Granted", Some(true)),
        ("Asked", Some(false)),
        ("Listed", Some(false)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_plan_tells_what_happens_of_as_many_places_as_are_drawn() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    for title in ["First", "Second"] {
        let place = scene.offer(named(title));
        scene.make(event("Talk", 0, 1, place));
    }
    for (most, told) in [(0, [0, 0]), (1, [1, 0]), (2, [1, 1]), (9, [1, 1])] {
        let seen = plan(&mut scene.ben, festival, None, most);
        assert_eq!(seen.told, most.min(2));
        let events: Vec<usize> = seen.places.iter().map(|place| place.events.len()).collect();
        assert_eq!(events, told, "{most}");
    }
}

#[test]
fn any_rows_of_what_i_asked_for_are_those_of_the_whole_list() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let hall = scene.offer(hall());
    for at in 0..5 {
        scene.make(event("Talk", at, at + 1, hall));
        scene.ben.now += 1_000;
    }
    let mut rows = |from, most| {
        let rows = Rows { from, most };
        let all = [Rows::default(), Rows::default(), rows];
        let seen = mine(&mut scene.ben, festival, all).requests;
        assert_eq!(seen.count, 5);
        let ids = seen.first.iter().map(|request| request.request);
        ids.collect::<Vec<_>>()
    };
    let whole = rows(0, 0);
    assert_eq!(whole.len(), 5);
    for from in 0..7_usize {
        for most in 1..7_usize {
            let to = (from + most).min(5);
            let expected = whole.get(from.min(5)..to.max(from.min(5)));
            assert_eq!(Some(&*rows(from, most)), expected, "{most} from {from}");
        }
    }
}

/// The request for the only need of an event of Ben's.
fn request_for(scene: &mut Scene, event: InstanceId) -> InstanceId {
    let shown = page(&mut scene.ben, scene.festival, event);
    shown.needs[0].requests[0].request
}

#[test]
fn the_tree_shows_what_one_may_enter() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    for (title, open) in [("Open camp", true), ("Closed camp", false)] {
        scene.ben.command(Command::StartFestival {
            title: title.to_owned(),
            time_zone: String::new(),
            parent: Some(festival),
            open,
        });
    }
    scene.sync();
    let seen = tree(&mut scene.ana, festival);
    let rows: Vec<_> = seen
        .rows
        .iter()
        .map(|row| (row.title.as_deref(), row.depth, row.entered, row.open))
        .collect();
    let expected = [
        (Some("Summer"), 0, true, false),
        (Some("Closed camp"), 1, false, false),
        (Some("Open camp"), 1, false, true),
    ];
    assert_eq!(rows, expected);
    let camp = seen.rows[2].festival;
    scene.ana.command(Command::EnterBranch { festival: camp });
    let inside = tree(&mut scene.ana, camp);
    // Its own description has not come yet, so only the parent says where it is.
    assert_eq!(inside.path.last().map(|(id, _)| *id), Some(camp));
    let from_ben = tree(&mut scene.ben, camp);
    let path: Vec<_> = from_ben.path.iter().map(|(id, _)| *id).collect();
    assert_eq!(path, [festival, camp]);
    assert!(!from_ben.more_above);
}
