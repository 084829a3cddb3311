//! What is said of an event that was refused, moved or cancelled, and of a thing that was lent.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{NeedState, Rows, Verdict};

use crate::scene::{
    FIRST, HOUR, Scene, board, event, garden, grid, hall, hours, mine, named, page, save_event,
    small_event, with_policy,
};

#[test]
fn why_an_owner_declines_is_read_at_the_need_and_is_no_notice_to_all() {
    let mut scene = Scene::new();
    let hall = scene.offer(hall());
    let talk = scene.make(event("Talk", 0, 1, hall));
    let first = scene.rivals()[0].request;
    scene.answer(first, Verdict::Decline, "Kids come first");
    assert!(scene.card(talk).notes.is_empty());
    assert!(board(&mut scene.ben, scene.festival).changed.is_empty());
    let seen = page(&mut scene.ben, scene.festival, talk);
    let answer = seen.needs[0].requests[0].answer.as_ref();
    assert_eq!(&*answer.expect("it was answered").text, "Kids come first");

    save_event(
        &mut scene.ben,
        scene.festival,
        Some(talk),
        event("Talk", 3, 4, hall),
    );
    scene.sync();
    let again = scene.rivals()[0].request;
    scene.answer(again, Verdict::Accept, "Use the side door");
    let card = scene.card(talk);
    assert_eq!(card.needs[0].state, NeedState::Accepted);
    let notes: Vec<&str> = card.notes.iter().map(|note| &*note.text).collect();
    assert_eq!(notes, ["Use the side door"]);
    assert_eq!(board(&mut scene.ben, scene.festival).changed.len(), 1);
    scene.answer(again, Verdict::Revoke, "The roof leaks");
    let notes = scene.card(talk).notes;
    assert_eq!(&*notes[0].text, "The roof leaks", "all have to know that");
}

#[test]
fn who_asked_again_is_not_told_to_ask_again() {
    let mut scene = Scene::new();
    let hall = scene.offer(hall());
    let talk = scene.make(event("Talk", 0, 1, hall));
    let first = scene.rivals()[0].request;
    scene.answer(first, Verdict::Accept, "");
    let moved = |scene: &mut Scene, from| {
        let festival = scene.festival;
        save_event(
            &mut scene.ben,
            festival,
            Some(talk),
            event("Talk", from, from + 1, hall),
        );
        scene.sync();
        page(&mut scene.ben, festival, talk)
    };
    let seen = moved(&mut scene, 3);
    let need = &seen.needs[0];
    assert_eq!(need.mark.state, NeedState::Stale);
    assert!(need.mark.asked_again && !need.may_ask);
    let before = |request: &p2panda::peer::view_model::MyRequest| {
        (request.request == first, request.asked_again)
    };
    let requests: Vec<_> = need.requests.iter().map(before).collect();
    assert_eq!(requests, [(false, false), (true, true)]);

    let again = need.requests[0].request;
    scene.answer(again, Verdict::Decline, "");
    let seen = page(&mut scene.ben, scene.festival, talk);
    let need = &seen.needs[0];
    assert!(!need.mark.asked_again && need.may_ask, "{need:?}");
    assert!(need.requests.iter().all(|request| !request.asked_again));
}

#[test]
fn an_event_that_was_refused_somewhere_stands_beside_without_a_place() {
    let mut scene = Scene::new();
    let hall = scene.offer(hall());
    let [first, second] = ["First", "Second"].map(|title| scene.make(event(title, 0, 1, hall)));
    let rivals = scene.rivals();
    for (row, verdict) in rivals.iter().zip([Verdict::Accept, Verdict::Decline]) {
        scene.answer(row.request, verdict, "");
    }
    let refused = |scene: &mut Scene, id| scene.card(id).place.map(|place| place.refused);
    let both = [first, second].map(|id| refused(&mut scene, id));
    assert!(both.contains(&Some(true)) && both.contains(&Some(false)));
    let seen = grid(&mut scene.ben, scene.festival, hours(0, 2));
    let places: Vec<_> = seen.places.iter().map(|place| place.place).collect();
    assert_eq!(places, [Some(hall), None]);

    let lost = if both[0] == Some(true) { first } else { second };
    let festival = scene.festival;
    scene.ben.command(Command::CancelEvent {
        festival,
        event: lost,
        reason: "No room for it".to_owned(),
    });
    let card = scene.card(lost);
    assert_eq!(&*card.reason, "No room for it");
    assert_eq!(card.place.map(|place| place.refused), Some(false));
}

#[test]
fn a_thing_that_is_lent_is_no_place_to_be_at_the_same_time() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (garden, bike) = (scene.offer(garden()), scene.offer(named("Bicycle")));
    scene.make(event("Talk", 0, 1, garden));
    scene.make(small_event(bike));
    let seen = mine(&mut scene.ben, festival, [Rows::default(); 3]);
    assert_eq!(seen.events.count, 2);
    assert_eq!(&*seen.overlaps, &[] as &[usize]);
    let barn = scene.offer(with_policy(named("Barn"), "manual"));
    scene.make(event("Songs", 0, 1, barn));
    let seen = mine(&mut scene.ben, festival, [Rows::default(); 3]);
    assert_eq!(seen.overlaps.len(), 2);
    let times = seen
        .events
        .first
        .iter()
        .filter_map(|card| card.time.as_ref());
    assert!(
        times
            .into_iter()
            .all(|time| time.start == FIRST && time.end == FIRST + HOUR)
    );
}
