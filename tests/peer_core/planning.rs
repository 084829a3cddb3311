//! Events ask for what they need, and their requests follow them.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    Event, EventCard, FestivalId, MANUAL, Need, NeedState, Place, Problem, Progress, Resource,
    Rows, Screen, ScreenView, USE, Verdict,
};

use crate::scene::{
    FIRST, HOUR, Scene, event, garden, hall, mine, news, page, queue, resource_page, save_event,
    small_event, time, with_policy,
};
use crate::support::{Cable, Device};

#[test]
fn what_an_event_needs_is_asked_for_and_answered_by_first_come() {
    let mut scene = Scene::new();
    let garden = scene.offer(garden());
    let talk = scene.make(event("Talk", 0, 1, garden));
    let card = scene.card(talk);
    assert_eq!(card.needs[0].state, NeedState::Accepted);
    assert_eq!((card.confirmed.accepted, card.confirmed.musts), (1, 1));
    assert_eq!(card.progress, Progress::Confirmed);
    let place = card.place.expect("it is in the garden");
    assert_eq!(
        (place.title.as_deref(), place.accepted),
        (Some("Garden"), true)
    );
    let busy = resource_page(&mut scene.ana, scene.festival, garden).busy;
    assert_eq!(busy[0].title.as_deref(), Some("Talk"));
    assert_eq!(busy[0].interval.start, FIRST);
}

#[test]
fn of_two_for_one_time_the_first_to_arrive_has_it_and_the_other_is_told() {
    let mut scene = Scene::new();
    let garden = scene.offer(garden());
    let first = scene.make(event("First", 0, 2, garden));
    let second = scene.make(event("Second", 1, 3, garden));
    let touching = scene.make(event("Third", 2, 3, garden));
    assert_eq!(scene.card(first).needs[0].state, NeedState::Accepted);
    assert_eq!(scene.card(second).needs[0].state, NeedState::Declined);
    assert_eq!(scene.card(touching).needs[0].state, NeedState::Accepted);
}

#[test]
fn requests_of_one_commit_never_share_what_is_there_once() {
    let mut scene = Scene::new();
    let garden = scene.offer(Resource {
        units: 2,
        ..garden()
    });
    let festival = scene.festival;
    let all: Vec<_> = (0..3)
        .map(|number| {
            let event = event(&format!("Talk {number}"), 0, 1, garden);
            save_event(&mut scene.ben, festival, None, event)
        })
        .collect();
    scene.sync();
    let states: Vec<NeedState> = all
        .into_iter()
        .map(|id| scene.card(id).needs[0].state)
        .collect();
    let accepted = states
        .iter()
        .filter(|state| **state == NeedState::Accepted)
        .count();
    assert_eq!(accepted, 2, "{states:?}");
}

#[test]
fn an_event_that_moves_asks_again_and_its_old_time_stays_until_the_new_is_granted() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let talk = scene.make(event("Talk", 0, 1, hall));
    let first = scene.rivals()[0].request;
    scene.answer(first, Verdict::Accept, "Use the side door");
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Accepted);
    assert_eq!(&*scene.card(talk).notes[0].text, "Use the side door");

    save_event(
        &mut scene.ben,
        festival,
        Some(talk),
        event("Talk", 4, 5, hall),
    );
    scene.sync();
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Stale);
    let rows = queue(&mut scene.ana);
    let open = rows
        .iter()
        .flat_map(|group| group.rows.iter())
        .find(|row| row.state.is_open())
        .expect("the new time waits");
    assert_eq!(
        open.instead_of.map(|old| old.start),
        Some(FIRST),
        "the old time stands beside it"
    );
    assert_eq!(resource_page(&mut scene.ana, festival, hall).busy.len(), 1);

    scene.answer(open.request, Verdict::Accept, "");
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Accepted);
    let busy = resource_page(&mut scene.ana, festival, hall).busy;
    assert_eq!(busy.len(), 1, "the old time is free");
    assert_eq!(busy[0].interval.start, FIRST + 4 * HOUR);
}

#[test]
fn what_still_fits_its_grant_is_not_asked_again() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let talk = scene.make(event("Talk", 0, 2, hall));
    let request = scene.rivals()[0].request;
    scene.answer(request, Verdict::Accept, "");
    let shorter = event("A talk with another title", 0, 1, hall);
    save_event(&mut scene.ben, festival, Some(talk), shorter.clone());
    assert_eq!(scene.ben.frame().saved.map(|saved| saved.entries), Some(1));
    save_event(&mut scene.ben, festival, Some(talk), shorter);
    assert_eq!(
        scene.ben.frame().saved.map(|saved| saved.entries),
        Some(0),
        "what did not change is not written"
    );
    let page = page(&mut scene.ben, festival, talk);
    assert_eq!(page.needs[0].mark.state, NeedState::Accepted);
    assert_eq!(page.needs[0].requests.len(), 1);
}

#[test]
fn a_declined_need_is_asked_again_only_when_its_maker_says_so() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let talk = scene.make(event("Talk", 0, 1, hall));
    let request = scene.rivals()[0].request;
    scene.answer(request, Verdict::Decline, "We paint the floor");
    let shown = page(&mut scene.ben, festival, talk);
    let answer = shown.needs[0].requests[0].answer.clone();
    assert_eq!(&*answer.expect("an answer").text, "We paint the floor");
    assert!(shown.needs[0].may_ask);

    let renamed = event("Talk, renamed", 0, 1, hall);
    save_event(&mut scene.ben, festival, Some(talk), renamed);
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Declined);
    scene.ben.command(Command::AskAgain {
        festival,
        event: talk,
        need: 0,
        note: "Please, only an hour".to_owned(),
    });
    scene.sync();
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Waiting);
    let again = scene.rivals();
    assert_eq!(&*again[0].note, "Please, only an hour");
}

#[test]
fn a_cancelled_event_frees_what_it_had_in_one_step() {
    let mut scene = Scene::new();
    let (festival, garden) = (scene.festival, scene.offer(garden()));
    let talk = scene.make(event("Talk", 0, 1, garden));
    scene.ben.command(Command::CancelEvent {
        festival,
        event: talk,
        reason: "Rain".to_owned(),
    });
    assert_eq!(
        scene.ben.frame().saved.map(|saved| saved.entries),
        Some(2),
        "the event and its request together"
    );
    scene.sync();
    assert!(
        resource_page(&mut scene.ana, festival, garden)
            .busy
            .is_empty()
    );
    assert_eq!(scene.card(talk).progress, Progress::Over);
    let changed = Event::titled("Back again");
    scene.ben.command(Command::SaveEvent {
        festival,
        id: Some(talk),
        fields: Box::new(changed),
        notes: Default::default(),
    });
    assert_eq!(scene.ben.problem(), Some(Problem::Over));
}

#[test]
fn a_need_that_is_dropped_or_turned_elsewhere_is_withdrawn() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (garden, hall) = (scene.offer(garden()), scene.offer(hall()));
    let talk = scene.make(event("Talk", 0, 1, garden));
    save_event(
        &mut scene.ben,
        festival,
        Some(talk),
        event("Talk", 0, 1, hall),
    );
    scene.sync();
    assert!(
        resource_page(&mut scene.ana, festival, garden)
            .busy
            .is_empty()
    );
    assert_eq!(scene.rivals().len(), 1, "the hall is asked instead");
    let bare = Event {
        time: Some(time(0, 1)),
        ..Event::titled("Talk")
    };
    save_event(&mut scene.ben, festival, Some(talk), bare);
    scene.sync();
    assert!(queue(&mut scene.ana).is_empty());
}

#[test]
fn a_refusal_names_the_form_and_the_field() {
    let mut scene = Scene::new();
    let (festival, garden) = (scene.festival, scene.offer(garden()));
    let mut wrong = event("Talk", 0, 1, garden);
    wrong.needs[0].label = "x".repeat(300);
    scene.ben.command(Command::SaveEvent {
        festival,
        id: None,
        fields: Box::new(wrong),
        notes: Default::default(),
    });
    let refusal = scene.ben.frame().refusal.clone().expect("it is refused");
    assert_eq!(refusal.problem, Problem::FieldTooLong);
    assert_eq!(refusal.place, Place::NewEvent(festival));
    assert_eq!(&*refusal.field, "needs[0].label");

    let talk = scene.make(event("Talk", 0, 1, garden));
    scene.ana.command(Command::DeleteEvent {
        festival,
        event: talk,
    });
    let refusal = scene.ana.frame().refusal.clone().expect("it is refused");
    assert_eq!(refusal.problem, Problem::NotYours);
    assert_eq!(refusal.place, Place::Event(talk));
    scene.ana.command(Command::DismissProblem);
    assert_eq!(scene.ana.problem(), None);
    assert_eq!(scene.ben.titles(), ["Opening", "Talk"]);
}

#[test]
fn a_form_shows_what_fits_and_what_a_new_time_would_cost() {
    let mut scene = Scene::new();
    let (festival, garden) = (scene.festival, scene.offer(garden()));
    let talk = scene.make(event("Talk", 0, 2, garden));
    scene.make(event("Supper", 5, 6, garden));
    let mut form = |from: i64, to: i64| {
        let at = Some(time(from, to).interval());
        let screen = Screen::EventForm {
            festival,
            event: Some(talk),
            at,
        };
        match scene.ben.look(screen) {
            ScreenView::EventForm(form) => (**form).clone(),
            other => panic!("no form but {other:?}"),
        }
    };
    let inside = form(0, 1);
    assert_eq!((&*inside.keeps, &*inside.asks_again), (&[0][..], &[][..]));
    let outside = form(1, 3);
    assert_eq!((&*outside.keeps, &*outside.asks_again), (&[][..], &[0][..]));
    assert_eq!(outside.resources[0].fits, Some(Ok(())));
    assert!(matches!(form(4, 6).resources[0].fits, Some(Err(_))));
    assert!(matches!(form(7, 8).resources[0].fits, Some(Ok(()))));
}

#[test]
fn who_asks_for_a_thing_is_told_beforehand_that_others_wait_for_it() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    scene.make(event("Talk", 0, 2, hall));
    fn waiting(device: &mut Device, festival: FestivalId, from: i64, to: i64) -> usize {
        let screen = Screen::EventForm {
            festival,
            event: None,
            at: Some(time(from, to).interval()),
        };
        match device.look(screen) {
            ScreenView::EventForm(form) => form.resources[0].waiting,
            other => panic!("no form but {other:?}"),
        }
    }
    let by_maker = waiting(&mut scene.ben, festival, 1, 3);
    assert_eq!(by_maker, 0, "one's own request is no rival");
    let by_owner = waiting(&mut scene.ana, festival, 1, 3);
    assert_eq!(by_owner, 0, "the owner has them in the inbox");
    let mut cy = Device::fresh("Cy", 3);
    let mut cable = Cable::by_codes(&mut scene.ana, &mut cy, Command::Invite { festival });
    cable.run(&mut scene.ana, &mut cy);
    assert_eq!(waiting(&mut cy, festival, 1, 3), 1);
    assert_eq!(waiting(&mut cy, festival, 4, 5), 0, "another time is free");
}

#[test]
fn a_shift_that_is_taken_stands_under_mine_and_not_in_the_programme() {
    let mut scene = Scene::new();
    let (festival, kitchen) = (scene.festival, scene.offer(garden()));
    let talk = scene.make(event("Talk", 0, 1, kitchen));
    let shift = scene.make(Event {
        kind: Some(USE.to_owned()),
        ..event("Kitchen", 2, 3, kitchen)
    });
    let listed = |view: &[EventCard]| view.iter().map(|card| card.id).collect::<Vec<_>>();
    let programme = Screen::Schedule {
        festival,
        filter: Default::default(),
    };
    let ScreenView::Schedule(programme) = scene.ben.look(programme) else {
        panic!("the programme is here");
    };
    let programme = listed(&programme.events.first);
    assert!(programme.contains(&talk) && !programme.contains(&shift));
    let ScreenView::Mine(mine) = scene.ben.look(Screen::Mine {
        festival,
        rows: Default::default(),
    }) else {
        panic!("what is mine is here");
    };
    let mine = listed(&mine.events.first);
    assert!(mine.contains(&talk) && mine.contains(&shift));
}

#[test]
fn what_is_taken_back_leaves_nothing_of_its_small_event() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let small = scene.make(small_event(garden));
    let request = scene.rivals()[0].request;
    scene.ben.command(Command::MarkRead { festival });
    scene.ben.now += 3_600_000;
    scene.answer(request, Verdict::Accept, "");
    assert_eq!(news(&mut scene.ben, festival).count, 1, "it was confirmed");
    scene.ben.command(Command::Withdraw { festival, request });
    assert_eq!(scene.ben.problem(), None);
    scene.sync();
    assert!(page(&mut scene.ben, festival, small).deleted);
    let own = mine(&mut scene.ben, festival, [Rows::default(); 3]);
    assert_eq!((own.events.count, own.requests.count), (0, 0));
    assert_eq!(news(&mut scene.ben, festival).count, 0);
    let busy = resource_page(&mut scene.ana, festival, garden).busy;
    assert!(busy.is_empty(), "it is free again: {busy:?}");
}

#[test]
fn an_event_outlives_a_request_of_its_own_that_is_taken_back() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let talk = scene.make(event("Talk", 0, 1, garden));
    let request = scene.rivals()[0].request;
    scene.ben.command(Command::Withdraw { festival, request });
    assert!(!page(&mut scene.ben, festival, talk).deleted);
    assert_eq!(scene.card(talk).needs[0].state, NeedState::Withdrawn);
}

#[test]
fn an_event_that_needs_more_outlives_what_is_taken_back_of_it_whatever_its_kind() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let mut party = event("Party", 0, 1, garden);
    party.kind = Some(USE.to_owned());
    let second = Need {
        need: 1,
        ..party.needs[0].clone()
    };
    party.needs.push(second);
    let party = scene.make(party);
    let request = page(&mut scene.ben, festival, party).needs[0].requests[0].request;
    scene.ben.command(Command::Withdraw { festival, request });
    assert!(!page(&mut scene.ben, festival, party).deleted);
}

#[test]
fn a_thing_that_was_declined_can_be_taken_off_the_list() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let garden = scene.offer(with_policy(garden(), MANUAL));
    let small = scene.make(small_event(garden));
    let request = scene.rivals()[0].request;
    scene.answer(request, Verdict::Decline, "");
    let shown = page(&mut scene.ben, festival, small);
    let mut requests = shown.needs.iter().flat_map(|need| need.requests.iter());
    assert!(!requests.any(|request| request.may_withdraw));
    scene.ben.command(Command::DeleteEvent {
        festival,
        event: small,
    });
    let own = mine(&mut scene.ben, festival, [Rows::default(); 3]);
    assert_eq!(own.events.count, 0);
}
