//! The day itself: what changed, what stands where, what is found, what hangs on
//! the wall.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    BoardView, Event, Festival, GridView, Interval, InventoryView, Location, MarketFilter,
    MineView, NewsView, Plan, PlanView, Problem, Resource, ResourceKind, ScheduleFilter, Screen,
    ScreenView, SearchView, TreeView,
};

use crate::scene::{
    FIRST, HOUR, Scene, event, garden, hall, page, resource_page, save_event, save_resource, time,
};
use crate::support::Device;

/// Looks at a screen and gives what is seen.
macro_rules! seen {
    ($name:ident, $screen:ident, $view:ty, $(($field:ident: $type:ty)),*) => {
        pub fn $name(device: &mut Device, festival: p2panda::peer::view_model::FestivalId, $($field: $type),*) -> $view {
            match device.look(Screen::$screen { festival, $($field),* }) {
                ScreenView::$screen(view) => (**view).clone(),
                other => panic!("no such screen but {other:?}"),
            }
        }
    };
}
seen!(news, News, NewsView,);
seen!(grid, Grid, GridView, (filter: ScheduleFilter));
seen!(search, Search, SearchView, (text: String), (marks: Vec<Vec<&'static str>>), (most: [usize; 3]));
seen!(board, Board, BoardView,);
seen!(tree, Tree, TreeView,);
seen!(plan, Plan, PlanView, (sheet: Option<p2panda::peer::view_model::InstanceId>));
seen!(mine, Mine, MineView, (rows: [p2panda::peer::view_model::Rows; 3]));
seen!(inventory, Inventory, InventoryView, (filter: MarketFilter), (chosen: Option<p2panda::peer::view_model::InstanceId>));

/// More than is found anywhere here.
const MOST: [usize; 3] = [20; 3];

pub fn hours(from: i64, to: i64) -> ScheduleFilter {
    let mut filter = ScheduleFilter::default();
    filter.fields.during = Interval::new(FIRST + from * HOUR, FIRST + to * HOUR);
    filter
}

pub fn named(title: &str) -> Resource {
    Resource {
        title: title.to_owned(),
        ..garden()
    }
}

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
fn everything_in_a_festival_is_found_by_words() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let oak = scene.offer(Resource {
        description: "Under the old OAK".to_owned(),
        ..garden()
    });
    scene.make(event("Oak talk", 0, 1, oak));
    scene.make(Event::titled("Something else"));
    let name = scene.ben.frame().me.mark;
    let author = scene.ben.frame().me.author;
    let found = search(
        &mut scene.ana,
        festival,
        "oak".to_owned(),
        vec![vec![]],
        MOST,
    );
    assert_eq!(
        (
            found.events.count,
            found.resources.count,
            found.people.count
        ),
        (1, 1, 0)
    );
    let by_mark = search(
        &mut scene.ana,
        festival,
        "otter".to_owned(),
        vec![vec![name.animal]],
        MOST,
    );
    assert!(
        by_mark
            .people
            .first
            .iter()
            .any(|row| row.person.author == author)
    );
    scene.ana.command(Command::Petname {
        author,
        name: "Benny".to_owned(),
    });
    let by_name = search(
        &mut scene.ana,
        festival,
        "BENN".to_owned(),
        vec![vec![]],
        MOST,
    );
    assert_eq!(by_name.people.count, 1);
    scene.ana.command(Command::Block { author });
    let blocked = search(
        &mut scene.ana,
        festival,
        "oak".to_owned(),
        vec![vec![]],
        MOST,
    );
    assert_eq!(
        blocked.events.count, 0,
        "nothing of somebody blocked is found"
    );
    scene.ana.command(Command::Unblock { author });
    let first = search(
        &mut scene.ana,
        festival,
        "o".to_owned(),
        vec![vec![]],
        [1, 20, 20],
    );
    assert_eq!((first.events.first.len(), first.events.count), (1, 3));
    let nothing = search(&mut scene.ana, festival, "  ".to_owned(), vec![], MOST);
    assert_eq!((nothing.events.count, nothing.people.count), (0, 0));
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
fn what_is_mine_shows_its_overlaps_and_the_time_between() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    for (title, from, to) in [("A", 0, 4), ("B", 1, 2), ("C", 6, 7)] {
        let event = Event {
            time: Some(time(from, to)),
            ..Event::titled(title)
        };
        save_event(&mut scene.ben, festival, None, event);
    }
    let seen = mine(&mut scene.ben, festival, Default::default());
    assert_eq!(&*seen.overlaps, [0, 1]);
    let gap = Interval::new(FIRST + 4 * HOUR, FIRST + 6 * HOUR).expect("a gap");
    assert_eq!(&*seen.gaps, [(0, gap)]);
}

#[test]
fn the_board_shows_now_and_next_and_what_is_not_as_planned() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(Resource {
        units: 0,
        ..garden()
    });
    for (title, from, to) in [
        ("Now", 0, 2),
        ("Next", 2, 3),
        ("Far", 40, 41),
        ("Past", -2, -1),
        ("Exhibition", -3, 30),
    ] {
        scene.make(event(title, from, to, garden));
    }
    let off = scene.make(event("Off", 3, 4, garden));
    scene.ben.command(Command::CancelEvent {
        festival,
        event: off,
        reason: "Rain".to_owned(),
    });
    scene.ben.now = u64::try_from(FIRST + HOUR).expect("after 1970") * 1000;
    let wall = board(&mut scene.ben, festival);
    let titles = |cards: &[p2panda::peer::view_model::EventCard]| -> Vec<String> {
        cards.iter().map(|card| card.title.to_string()).collect()
    };
    assert_eq!(titles(&wall.now), ["Exhibition", "Now"]);
    assert_eq!(titles(&wall.next), ["Next"]);
    assert_eq!(titles(&wall.changed), ["Off"]);
    // Once nothing else begins that day, what comes first.
    scene.ben.now = u64::try_from(FIRST + 5 * HOUR).expect("after 1970") * 1000;
    let wall = board(&mut scene.ben, festival);
    assert_eq!(titles(&wall.now), ["Exhibition"]);
    assert_eq!(titles(&wall.next), ["Far"]);
    assert_eq!(titles(&wall.changed), [""; 0]);
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
    let seen = plan(&mut scene.ben, festival, None);
    assert_eq!(seen.sheet, Some(0));
    assert_eq!(seen.sheets[0].place, Some(sheet));
    assert_eq!(seen.picture.as_deref(), Some(&[1, 2, 3][..]));
    assert_eq!(seen.places[0].row.id, pinned);
    assert_eq!(seen.places[0].pin, Some((100, 65_535)));
    assert_eq!(&*seen.places[0].events[0].title, "Talk");
    assert_eq!(seen.places.len(), 3, "only places");
    let later = seen.places.iter().find(|place| place.row.id == elsewhere);
    assert_eq!(later.and_then(|place| place.pin), None);
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

#[test]
fn an_archived_festival_is_only_read() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(garden());
    let talk = scene.make(event("Talk", 0, 1, garden));
    let archive = |device: &mut Device, archived| {
        let ScreenView::FestivalForm(form) = device.look(Screen::FestivalForm { festival }) else {
            panic!("no form")
        };
        let fields = form.fields.as_deref().expect("a description").clone();
        let fields = Box::new(Festival { archived, ..fields });
        device.command(Command::SaveFestival { festival, fields });
    };
    archive(&mut scene.ana, true);
    scene.sync();
    assert!(scene.ben.festival().archived);
    for command in [
        Command::CancelEvent {
            festival,
            event: talk,
            reason: String::new(),
        },
        Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(Event::titled("Late")),
            notes: Default::default(),
        },
    ] {
        scene.ben.command(command);
        assert_eq!(scene.ben.problem(), Some(Problem::Archived));
    }
    scene.ben.command(Command::Star {
        instance: talk,
        on: true,
    });
    assert_eq!(
        scene.ben.problem(),
        None,
        "what stays on the device is free"
    );
    assert_eq!(&*page(&mut scene.ben, festival, talk).card.title, "Talk");
    archive(&mut scene.ana, false);
    scene.sync();
    save_event(&mut scene.ben, festival, None, Event::titled("Late"));
}

#[test]
fn texts_that_mean_harm_are_shown_as_they_are() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let bad = "<img src=x onerror=alert(1)>\u{202e}";
    let place = save_resource(&mut scene.ana, festival, named(bad));
    scene.sync();
    scene.make(event(bad, 0, 1, place));
    let seen = grid(&mut scene.ben, festival, hours(0, 24));
    assert_eq!(seen.places[0].title.as_deref(), Some(bad));
    let found = search(
        &mut scene.ben,
        festival,
        "ONERROR".to_owned(),
        vec![vec![]],
        MOST,
    );
    assert_eq!((found.events.count, found.resources.count), (1, 1));
}
