//! The day itself: what is found, what is one's own, what hangs on the wall, and what
//! is only read once it is over.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{Event, Festival, Interval, Problem, Resource, Screen, ScreenView};

use crate::scene::{
    FIRST, HOUR, Scene, board, event, garden, grid, hours, mine, named, page, save_event,
    save_resource, search, time,
};
use crate::support::Device;

/// More than is found anywhere here.
const MOST: [usize; 3] = [20; 3];

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
