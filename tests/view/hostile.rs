//! What somebody who means harm cannot do: speak for others' resources, be seen
//! differently by different peers, take more than their share, or make one screen
//! cost more than every message once.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use p2panda::protocol::generate::draft::{Drafted, Pen, person_id};
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::policy::draw;
use p2panda::protocol::schema::authorization::{Authorization, Verdict};
use p2panda::protocol::schema::event::{Importance, Need};
use p2panda::protocol::schema::profile::Profile;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::needs::NeedState;
use p2panda::protocol::view::queue::{RIVALS_NAMED, SHOWN_PER_PERSON, SHOWN_PER_RESOURCE};
use p2panda::protocol::view::verdict::Standing;
use p2panda::protocol::view::{ApplyError, Freeze, View};

use crate::owner::{Owner, drawn};
use crate::world::*;

/// What is quadratic takes minutes with the numbers of these tests; what is not,
/// well under a second. The bound lies between, with room for a busy machine.
const SCREEN: Duration = Duration::from_secs(10);

/// What `work` gives, unless a screen would have to wait for it.
fn on_a_screen<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = mpsc::channel();
    thread::spawn(move || done.send(work()));
    wait.recv_timeout(SCREEN)
        .expect("it takes too long, or panics")
}

#[test]
fn nobody_frees_a_grant_whose_question_is_not_here_by_answering_for_something_of_their_own() {
    let mut world = World::new();
    let (garden, _, asked) = world.asked();
    let tent = world.resource(CEM, &place());
    world.accept(ANA, asked, garden, hours(10, 12));
    world.refuse(CEM, asked, tent, Verdict::Decline);
    world.accept(CEM, asked, tent, hours(20, 22));
    let mut view = world.agreed();
    assert_eq!(
        view.freeze(world.festival, world.pen(BEN).log(), 1),
        Freeze::Rebuild(world.festival)
    );
    view.rebuild(world.festival, inputs(&world.draft.messages))
        .expect("in order");
    let part = view.home(&world.festival);
    assert_eq!(part.state(&asked), AskState::Unknown);
    assert_eq!(part.busy(garden)[0].interval, hours(10, 12));
    assert_eq!(part.busy(tent)[0].interval, hours(20, 22));
    let theirs: Vec<_> = [ANA, CEM]
        .map(|owner| view.queue(person_id(owner)))
        .iter()
        .flatten()
        .map(|item| (item.resource, item.grant.map(|grant| grant.interval)))
        .collect();
    assert_eq!(
        theirs,
        [(garden, Some(hours(10, 12))), (tent, Some(hours(20, 22)))]
    );
}

#[test]
fn an_answer_that_does_not_fit_its_question_leaves_no_trace_in_any_order() {
    let mut world = World::new();
    let (_, _, asked) = world.asked();
    let tent = world.resource(CEM, &place());
    let event = world.event(BEN, &event(10, 12, vec![must(0, Some(tent))]));
    let other = world.ask(BEN, &request(event, tent, Some(hours(10, 12))));
    let answer = world.accept(CEM, asked, tent, hours(10, 12));
    let mut late = world.draft.messages.clone();
    late.sort_by_key(|message| (message.log == world.pen(BEN).log(), message.seq));
    for messages in [&world.draft.messages, &late] {
        let view = view_of(messages);
        let part = view.home(&world.festival);
        assert_eq!(part.request_of_answer(&answer), None);
        assert_eq!(part.rivals(&other), vec![]);
        assert!(part.asks_for(tent).eq([other]));
        assert!(part.busy(tent).is_empty());
    }
}

#[test]
fn a_message_that_came_too_early_leaves_no_trace() {
    let mut world = World::new();
    world.asked();
    let mut view = world.view();
    let before = view.digest(&world.festival);
    world.event(CEM, &event(10, 12, Vec::new()));
    let early = world.draft.messages.last().expect("the event");
    assert_eq!(
        view.apply(early.input()),
        Err(ApplyError::Gap {
            expected: 1,
            got: 2
        })
    );
    assert_eq!(view.digest(&world.festival), before);
    assert!(!view.home(&world.festival).logs().contains_key(&early.log));
}

#[test]
fn a_fork_learned_before_or_after_the_entries_gives_the_same_digest() {
    // Somebody saw three entries and froze the log there; somebody else learned of
    // the fork at the tenth first, and that only three entries below it count later.
    let mut world = World::new();
    for hour in 0..5 {
        world.event(BEN, &event(hour, hour + 1, Vec::new()));
    }
    let log = world.pen(BEN).log();
    let mut late = world.view();
    late.freeze(world.festival, log, 3);
    late.rebuild(world.festival, inputs(&world.draft.messages))
        .expect("in order");
    let mut early = View::new();
    early.freeze(world.festival, log, 9);
    for message in inputs(&world.draft.messages).filter(|message| message.seq <= 3) {
        early.apply(message).expect("in order");
    }
    assert_eq!(early.digest(&world.festival), late.digest(&world.festival));
    let free = view_of(&world.draft.messages[..3]);
    assert_ne!(free.digest(&world.festival), late.digest(&world.festival));
}

#[test]
fn what_would_be_nice_never_stands_in_the_way_of_being_confirmed() {
    let mut world = World::new();
    let garden = world.resource(ANA, &place());
    let far = Need {
        importance: Importance::Nice,
        ..must(1, Some(InstanceId::from_bytes([3; 32])))
    };
    let id = world.event(BEN, &event(10, 12, vec![must(0, Some(garden)), far]));
    let asked = world.ask(BEN, &request(id, garden, Some(hours(10, 12))));
    world.accept(ANA, asked, garden, hours(10, 12));
    let view = world.agreed();
    let seen = view.look(&world.festival, &id);
    assert_eq!(seen.needs[1].state, NeedState::NotKnownHere);
    assert_eq!(seen.confirmed.unknown, 0);
    assert!(seen.confirmed.is_complete());
}

#[test]
fn a_draw_gives_nobody_more_than_their_share_and_leaves_no_time_empty() {
    let seed = [9; 32];
    let (mut world, mut owner) = (World::new(), Owner::new());
    owner.seed = Some(seed);
    let garden = world.resource(ANA, &drawn(&seed));
    let mut lucky = 0;
    for hour in 0..18 {
        let ids = [CEM, 20 + hour as usize].map(|person| {
            let event = world.event(person, &event(hour, hour + 1, vec![must(0, Some(garden))]));
            let id = world.ask(person, &request(event, garden, Some(hours(hour, hour + 1))));
            owner.saw(id);
            id
        });
        lucky += usize::from(draw::rank(&seed, &ids[0]) < draw::rank(&seed, &ids[1]));
    }
    assert!(lucky > 3, "Cem would win more than the share of three");
    owner.now = 22 * HOUR;
    owner.answer_all(&mut world, &garden);
    let view = world.agreed();
    let part = view.home(&world.festival);
    let cems = part
        .grants(garden)
        .filter(|grant| {
            let request = part.asks()[&grant.request].request.as_ref();
            request.is_some_and(|request| request.author() == person_id(CEM))
        })
        .count();
    assert_eq!((cems, part.grants(garden).count()), (3, 18));
}

/// Appends requests of these people for Ana's garden; the i-th for the i-th hour,
/// or all for the same.
fn flood(
    world: &mut World,
    people: impl Iterator<Item = usize>,
    spread: bool,
) -> (InstanceId, Vec<InstanceId>) {
    let garden = world.resource(ANA, &place());
    let event = InstanceId::from_bytes([8; 32]);
    let ids = people.enumerate().map(|(index, person)| {
        let start = if spread { 2 * index as i64 } else { 0 };
        world.ask(
            person,
            &request(event, garden, Some(hours(start, start + 1))),
        )
    });
    let ids = ids.collect();
    (garden, ids)
}

#[test]
fn ten_thousand_requests_of_as_many_people_make_no_screen_slow() {
    let count = 10_000;
    for spread in [false, true] {
        let mut world = World::new();
        let (_, ids) = flood(&mut world, (0..count).map(|person| 100 + person), spread);
        let view = world.view();
        let (listed, shown, named) = on_a_screen(move || {
            let queue = view.queue(person_id(ANA));
            let shown = queue.iter().filter(|item| !item.is_folded()).count();
            let named = view.home(&world.festival).rivals(&ids[0]).len();
            (queue.len(), shown, named)
        });
        assert_eq!((listed, shown), (count, SHOWN_PER_RESOURCE));
        assert_eq!(named, if spread { 0 } else { RIVALS_NAMED });
    }
}

#[test]
fn five_thousand_replacements_in_a_chain_make_no_screen_slow() {
    let mut world = World::new();
    let (garden, event, mut last) = world.asked();
    for _ in 0..5_000 {
        let next = Request {
            replaces: Some(last),
            ..request(event, garden, Some(hours(10, 12)))
        };
        last = world.ask(BEN, &next);
    }
    let view = world.view();
    let (rivals, needs) = on_a_screen(move || {
        let queue = view.queue(person_id(ANA));
        let shown = queue.iter().filter_map(|item| item.judgement.as_ref());
        let rivals: Vec<usize> = shown.map(|judged| judged.rivals.len()).collect();
        view.digest(&world.festival);
        (rivals, view.look(&world.festival, &event).needs.len())
    });
    assert_eq!((rivals, needs), (vec![0; SHOWN_PER_PERSON], 1));
}

#[test]
fn three_thousand_grants_over_one_another_make_no_screen_slow() {
    let mut world = World::new();
    let garden = world.resource(CEM, &place());
    let needs = vec![must(0, Some(garden))];
    let event = world.event(CEM, &event(0, 9_000, needs));
    for hour in 0..3_000 {
        let time = hours(hour, 20_000 - hour);
        let asked = world.ask(CEM, &request(event, garden, Some(time)));
        let accept = Authorization::accept(asked, garden, Some(time), 1);
        world.answer(CEM, &accept);
    }
    let view = world.view();
    let (flagged, over) = on_a_screen(move || {
        let flagged = view.events(&world.festival)[0].overbooked();
        let over = view.home(&world.festival).overbooked(garden).len();
        (flagged, over)
    });
    assert_eq!((flagged, over), (true, 3_000));
}

#[test]
fn eight_thousand_profiles_thrown_away_make_no_name_slow() {
    let mut world = World::new();
    let pen = world.pen(CEM);
    let made: Vec<InstanceId> = (0..8_000)
        .map(|_| world.draft.create(pen, &Profile::default()))
        .collect();
    for id in made {
        world.draft.delete::<Profile>(pen, id);
    }
    let name = Profile {
        name: Some("Cem".to_owned()),
        ..Profile::default()
    };
    world.draft.create(pen, &name);
    let view = world.view();
    let found = on_a_screen(move || {
        let named = |_: &u32| {
            let profile = view.profile(&world.festival, person_id(CEM));
            profile.is_some_and(|profile| profile.value.name == name.name)
        };
        (0..50_000).filter(named).count()
    });
    assert_eq!(found, 50_000);
}

#[test]
fn twenty_thousand_changes_of_what_never_comes_are_each_explained_at_once() {
    let mut world = World::new();
    let pen = Pen::new(CEM, world.festival, 1);
    let nothing = InstanceId::from_bytes([9; 32]);
    for _ in 0..20_000 {
        world.draft.delete::<Profile>(pen, nothing);
    }
    let view = world.view();
    let waiting = on_a_screen(move || {
        let waits = |message: &&Drafted| {
            let standing = view.standing(&world.festival, &message.log, message.seq);
            standing == Some(Standing::WaitsFor(nothing))
        };
        world.draft.messages.iter().filter(waits).count()
    });
    assert_eq!(waiting, 20_000);
}
