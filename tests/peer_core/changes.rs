//! What changed since one looked, and what an owner moved at the last minute.

use p2panda::peer::command::{Command, Others};
use p2panda::peer::view_model::{
    Change, Interval, MANUAL, NewsThing, Place, Problem, ReasonCode, Resource, Verdict,
};

use crate::scene::{
    FIRST, HOUR, Scene, board, event, garden, hall, named, news, queue, resource_page, save_event,
    small_event, with_policy,
};

#[test]
fn an_owner_who_moves_a_confirmed_event_is_read_on_its_card_the_board_and_the_changes() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (hall, garden) = (scene.offer(hall()), scene.offer(garden()));
    let talk = scene.make(event("Talk", 0, 1, hall));
    let request = scene.rivals()[0].request;
    scene.answer(request, Verdict::Accept, "");
    scene.ben.command(Command::MarkRead { festival });
    assert_eq!(news(&mut scene.ben, festival).count, 0);
    scene.ben.now += 12 * 3_600_000;

    scene.ana.command(Command::SayMoved {
        festival,
        request,
        to: Some(garden),
        text: "Moved to the garden".to_owned(),
    });
    assert_eq!(scene.ana.problem(), None);
    scene.sync();
    let card = scene.card(talk);
    assert_eq!((card.confirmed.accepted, card.confirmed.musts), (1, 1));
    assert_eq!(&*card.notes[0].text, "Moved to the garden");
    assert!(card.changed);
    let wall = board(&mut scene.ben, festival);
    assert_eq!(&*wall.changed[0].notes[0].text, "Moved to the garden");
    let told = news(&mut scene.ben, festival);
    let NewsThing::Event(first) = &told.rows[0].thing else {
        panic!("the own event comes first: {told:?}")
    };
    assert_eq!(first.id, talk);
    assert!(matches!(&told.rows[0].what[..],
        [Change::Answer { verdict: Verdict::Accept, text, .. }] if &**text == "Moved to the garden"));
    let row = scene.ben.festival().news.expect("it was looked at");
    assert_eq!((row.all, row.starred), (2, 1), "the event, and the garden");

    // Nobody else is sent to the garden meanwhile.
    let other = scene.make(event("Other", 0, 1, garden));
    assert_eq!(scene.card(other).confirmed.accepted, 0);
    let closed = resource_page(&mut scene.ana, festival, garden).fields;
    assert_eq!(closed.blackouts[0].reason, "Talk");
}

#[test]
fn a_grant_in_part_is_no_whole_one_among_the_changes() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let chairs = scene.offer(Resource {
        units: 20,
        ..hall()
    });
    let mut ten = event("Talk", 0, 1, chairs);
    ten.needs[0].quantity = 10;
    scene.make(ten);
    scene.ben.command(Command::MarkRead { festival });
    scene.ben.now += 12 * 3_600_000;
    let request = scene.rivals()[0].request;
    scene.ana.command(Command::Answer {
        festival,
        request,
        verdict: Verdict::Accept,
        reason: ReasonCode::default(),
        text: String::new(),
        grant: Some((Interval::new(FIRST, FIRST + HOUR), 5)),
        others: Others::default(),
    });
    assert_eq!(scene.ana.problem(), None);
    scene.sync();
    let told = news(&mut scene.ben, festival);
    assert!(matches!(
        &told.rows[0].what[..],
        [Change::Answer {
            verdict: Verdict::Accept,
            quantity: 10,
            granted: 5,
            ..
        }]
    ));
}

#[test]
fn only_the_owner_says_where_something_was_moved_and_only_to_where_it_fits() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (hall, garden) = (scene.offer(hall()), scene.offer(garden()));
    scene.make(event("Talk", 0, 1, hall));
    let request = scene.rivals()[0].request;
    let say = |to| Command::SayMoved {
        festival,
        request,
        to,
        text: "Elsewhere".to_owned(),
    };
    scene.ana.command(say(None));
    assert_eq!(
        scene.ana.problem(),
        Some(Problem::NoAnswerFits),
        "not granted yet"
    );
    scene.answer(request, Verdict::Accept, "");
    scene.ben.command(say(None));
    assert_eq!(scene.ben.problem(), Some(Problem::NotYours));
    scene.make(event("Picnic", 0, 2, garden));
    scene.ana.command(say(Some(garden)));
    assert_eq!(scene.ana.problem(), Some(Problem::ClashTaken));
    let refusal = scene.ana.frame().refusal.clone().expect("refused");
    assert_eq!(refusal.place, Place::Request(request));
}

#[test]
fn the_changes_say_what_was_before() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (old, new) = (
        scene.offer(named("Old barn")),
        scene.offer(named("New barn")),
    );
    let talk = scene.make(event("Talk", 0, 1, old));
    let quiet = scene.make(event("Quiet", 8, 9, old));
    assert!(!news(&mut scene.ana, festival).looked);
    assert_eq!(scene.ana.festival().news, None);
    scene.ana.command(Command::MarkRead { festival });
    scene.ana.command(Command::Star {
        instance: quiet,
        on: true,
    });
    let moved = event("Talk", 2, 3, new);
    save_event(&mut scene.ben, festival, Some(talk), moved);
    scene.ben.command(Command::CancelEvent {
        festival,
        event: quiet,
        reason: String::new(),
    });
    scene.sync();
    let told = news(&mut scene.ana, festival);
    assert!(told.looked);
    let rows: Vec<_> = told
        .rows
        .iter()
        .map(|row| match &row.thing {
            NewsThing::Event(card) => (card.id, row.what.to_vec()),
            NewsThing::Resource(other) => panic!("no resource changed: {other:?}"),
        })
        .collect();
    assert_eq!(rows[0], (quiet, vec![Change::Cancelled]), "starred first");
    let before = Interval::new(FIRST, FIRST + HOUR);
    let expected = vec![Change::Time(before), Change::Place(Some("Old barn".into()))];
    assert_eq!(rows[1], (talk, expected));

    scene.ana.command(Command::MarkRead { festival });
    assert_eq!(news(&mut scene.ana, festival).count, 0);
    assert_eq!(scene.ana.festival().news.map(|news| news.all), Some(0));
}

#[test]
fn what_others_take_for_themselves_is_no_news() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(garden());
    scene.ana.command(Command::MarkRead { festival });
    scene.ana.now += 3_600_000;
    scene.make(small_event(garden));
    assert_eq!(news(&mut scene.ana, festival).count, 0);
    assert_eq!(scene.ana.festival().news.map(|news| news.all), Some(0));
    scene.make(event("Talk", 2, 3, garden));
    assert_eq!(news(&mut scene.ana, festival).count, 1);
}

#[test]
fn an_answer_to_what_was_taken_back_since_is_no_news() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let talk = scene.make(event("Talk", 0, 1, garden));
    let request = scene.rivals()[0].request;
    scene.ben.command(Command::MarkRead { festival });
    scene.ben.now += 3_600_000;
    scene.answer(request, Verdict::Accept, "");
    assert_eq!(news(&mut scene.ben, festival).count, 1);
    assert!(scene.card(talk).changed);
    scene.ben.command(Command::Withdraw { festival, request });
    assert_eq!(news(&mut scene.ben, festival).count, 0);
    assert!(!scene.card(talk).changed);
    assert_eq!(scene.ben.festival().news.map(|news| news.all), Some(0));
}

#[test]
fn an_answer_that_came_before_the_first_look_is_news() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let talk = scene.make(event("Talk", 0, 1, garden));
    let over = scene.make(event("Over", -20, -19, garden));
    let waiting = queue(&mut scene.ana);
    let rows = waiting.iter().flat_map(|group| group.rows.iter());
    let requests: Vec<_> = rows.map(|row| row.request).collect();
    for request in requests {
        scene.answer(request, Verdict::Accept, "");
    }
    scene.ben.now += 12 * 3_600_000;
    scene.ben.command(Command::FirstLook { festival });
    let told = news(&mut scene.ben, festival);
    let [row] = &*told.rows else {
        panic!("only what is to come: {told:?}")
    };
    assert!(matches!(&row.thing, NewsThing::Event(card) if card.id == talk && card.id != over));
    assert!(matches!(
        &row.what[..],
        [Change::Answer {
            verdict: Verdict::Accept,
            ..
        }]
    ));
    assert_eq!(scene.ben.festival().news.map(|news| news.starred), Some(1));
    // To look for the first time once more forgets nothing; to have seen it does.
    scene.ben.command(Command::FirstLook { festival });
    assert_eq!(news(&mut scene.ben, festival).count, 1);
    scene.ben.command(Command::MarkRead { festival });
    assert_eq!(news(&mut scene.ben, festival).count, 0);
    // Who asked for nothing has seen all that is there.
    scene.ana.command(Command::FirstLook { festival });
    assert_eq!(news(&mut scene.ana, festival).count, 0);
}
