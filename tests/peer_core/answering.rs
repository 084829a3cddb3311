//! Owners answer: by hand, by policy, in bulk.

use p2panda::peer::command::{BackupSource, Command, Others, Secret};
use p2panda::peer::view_model::{
    DRAW, DeciderView, FestivalId, Handling, InstanceId, NeedState, Problem, ReasonCode, Resource,
    Screen, ScreenView, Verdict,
};

use crate::scene::{
    FIRST, HOUR, Scene, event, garden, hall, queue, resource_page, save_event, with_policy,
};
use crate::support::{Cable, Device, NOON};
use p2panda::peer::Input;

#[test]
fn rivals_stand_together_and_an_accept_tells_the_others() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let first = scene.make(event("First", 0, 2, hall));
    let second = scene.make(event("Second", 1, 3, hall));
    assert_eq!(scene.ana.frame().to_answer, 2);
    let rows = scene.rivals();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].rivals.len(), rows[0].displaces.len()), (1, 1));
    assert_ne!(
        rows[0].displaces[0], rows[0].title,
        "it names the other one"
    );
    assert_eq!(rows[0].handling, Handling::ByHand);
    assert_eq!(&*rows[0].note, "please");

    scene.ana.command(Command::Answer {
        festival,
        request: rows[0].request,
        verdict: Verdict::Accept,
        reason: ReasonCode::Other,
        text: String::new(),
        grant: None,
        others: Others::Decline,
    });
    scene.sync();
    assert_eq!(scene.card(first).needs[0].state, NeedState::Accepted);
    assert_eq!(scene.card(second).needs[0].state, NeedState::Declined);
    assert_eq!(scene.ana.frame().to_answer, 0);
}

#[test]
fn what_is_taken_is_not_accepted_a_second_time() {
    let mut scene = Scene::new();
    let hall = scene.offer(hall());
    scene.make(event("First", 0, 2, hall));
    scene.make(event("Second", 1, 3, hall));
    let rows = scene.rivals();
    scene.answer(rows[0].request, Verdict::Accept, "");
    scene.answer(rows[1].request, Verdict::Accept, "");
    assert_eq!(scene.ana.problem(), Some(Problem::ClashTaken));
    let open = scene.ana.frame().to_answer;
    assert_eq!(open, 1, "the other still waits");
    scene.answer(rows[0].request, Verdict::Revoke, "The roof leaks");
    scene.answer(rows[1].request, Verdict::Accept, "");
    assert_eq!(scene.ana.problem(), None);
}

#[test]
fn all_that_fit_are_accepted_in_one_step_and_nothing_twice() {
    let mut scene = Scene::new();
    let hall = scene.offer(hall());
    let events: Vec<_> = [(0, 1), (0, 1), (1, 2), (5, 6)]
        .into_iter()
        .map(|(from, to)| scene.make(event("Talk", from, to, hall)))
        .collect();
    scene
        .ana
        .command(Command::AcceptAllThatFit { resource: None });
    assert_eq!(scene.ana.frame().saved.map(|saved| saved.entries), Some(3));
    scene.sync();
    let states: Vec<_> = events
        .into_iter()
        .map(|id| scene.card(id).needs[0].state)
        .collect();
    use NeedState::{Accepted, Waiting};
    assert_eq!(states, [Accepted, Waiting, Accepted, Accepted]);
    scene
        .ana
        .command(Command::AcceptAllThatFit { resource: None });
    assert_eq!(scene.ana.problem(), Some(Problem::NothingFits));
}

#[test]
fn everything_of_one_person_is_declined_and_revoked_at_once() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let first = scene.make(event("First", 0, 1, hall));
    let second = scene.make(event("Second", 2, 3, hall));
    let granted = scene.ana.frame().to_answer;
    assert_eq!(granted, 2);
    let request = queue(&mut scene.ana)[0].rows[0].request;
    scene.answer(request, Verdict::Accept, "");
    scene.ana.command(Command::DeclineAllOf {
        author: scene.ben.frame().me.author,
        reason: ReasonCode::Rules,
        text: "Not here".to_owned(),
        revoke: true,
    });
    scene.sync();
    assert_eq!(scene.card(first).needs[0].state, NeedState::Unavailable);
    assert_eq!(scene.card(second).needs[0].state, NeedState::Declined);
    assert!(
        resource_page(&mut scene.ana, festival, hall)
            .busy
            .is_empty()
    );
}

#[test]
fn nobody_answers_for_what_is_not_theirs() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    scene.make(event("Talk", 0, 1, hall));
    let request = scene.rivals()[0].request;
    scene.ben.command(Command::Answer {
        festival,
        request,
        verdict: Verdict::Accept,
        reason: ReasonCode::Other,
        text: String::new(),
        grant: None,
        others: Others::Wait,
    });
    assert_eq!(scene.ben.problem(), Some(Problem::NotYours));
}

#[test]
fn a_grant_of_less_stands_and_is_not_asked_again_by_itself() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let chairs = scene.offer(Resource {
        units: 10,
        ..hall()
    });
    let mut talk = event("Talk", 0, 2, chairs);
    talk.needs[0].quantity = 8;
    let id = scene.make(talk.clone());
    let request = scene.rivals()[0].request;
    scene.ana.command(Command::Answer {
        festival,
        request,
        verdict: Verdict::Accept,
        reason: ReasonCode::Other,
        text: String::new(),
        grant: Some((talk.time.as_ref().map(|time| time.interval()), 5)),
        others: Others::Wait,
    });
    scene.sync();
    let mark = scene.card(id).needs[0].clone();
    assert_eq!((mark.state, mark.granted), (NeedState::Waiting, 5));
    talk.title = "Talk, renamed".to_owned();
    save_event(&mut scene.ben, festival, Some(id), talk);
    assert_eq!(scene.ben.frame().saved.map(|saved| saved.entries), Some(1));
}

#[test]
fn nobody_who_is_blocked_is_answered_by_a_policy_or_in_bulk() {
    let mut scene = Scene::new();
    let (festival, hall) = (scene.festival, scene.offer(hall()));
    let author = scene.ben.frame().me.author;
    scene.make(event("Talk", 0, 1, hall));
    assert_eq!(scene.ana.frame().to_answer, 1);
    let ana = &mut scene.ana;
    ana.command(Command::Block { author });
    assert_eq!(ana.frame().to_answer, 0);
    ana.command(Command::SaveResource {
        festival,
        id: Some(hall),
        fields: Box::new(garden()),
    });
    assert!(resource_page(ana, festival, hall).busy.is_empty());
    ana.command(Command::AcceptAllThatFit { resource: None });
    assert_eq!(ana.problem(), Some(Problem::NothingFits));
    ana.command(Command::Unblock { author });
    assert_eq!(resource_page(ana, festival, hall).busy.len(), 1);
}

#[test]
fn a_draw_waits_for_its_time_and_then_answers_by_itself() {
    let mut scene = Scene::new();
    let at = FIRST - HOUR;
    let mut drawn = with_policy(hall(), DRAW);
    if let Some(policy) = &mut drawn.policy {
        policy.params.draw_at = Some(at);
    }
    let festival = scene.festival;
    let hall = scene.offer(drawn);
    let events: Vec<_> = (0..3)
        .map(|number| scene.make(event(&format!("Talk {number}"), 0, 1, hall)))
        .collect();
    assert_eq!(scene.rivals()[0].handling, Handling::At(at));
    let fields = resource_page(&mut scene.ben, festival, hall).fields;
    let policy = fields.policy.as_ref().expect("a policy");
    assert!(policy.params.seed_commit.is_some(), "everyone can check");

    // The page is loaded again before the draw: the seed was kept.
    let (mut ana, mut ben) = scene.reload();
    (ana.now, ben.now) = (at as u64 * 1000, at as u64 * 1000);
    ana.take(Input::Tick);
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    let mut scene = Scene {
        ana,
        ben,
        cable,
        festival,
    };
    let won: Vec<_> = events
        .into_iter()
        .map(|id| scene.card(id).needs[0].state)
        .collect();
    let count = |state| won.iter().filter(|other| **other == state).count();
    assert_eq!(
        (count(NeedState::Accepted), count(NeedState::Declined)),
        (1, 2)
    );
}

#[test]
fn arrivals_outlive_a_reload_and_later_ones_come_behind() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let hall = scene.offer(hall());
    scene.make(event("First", 0, 1, hall));
    let (mut ana, mut ben) = scene.reload();
    ben.now += 60_000;
    ana.now += 120_000;
    save_event(&mut ben, festival, None, event("Second", 0, 1, hall));
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    let rows = queue(&mut ana)[0].rows.to_vec();
    let arrived = |title: &str| {
        let row = rows.iter().find(|row| &*row.title == title);
        row.and_then(|row| row.arrived)
    };
    let noon = (NOON / 1000) as i64;
    assert_eq!(arrived("First"), Some(noon));
    assert_eq!(arrived("Second"), Some(noon + 120));
}

#[test]
fn who_comes_back_begins_a_new_log_and_their_resources_follow() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let tent = crate::scene::save_resource(
        &mut scene.ben,
        festival,
        Resource {
            title: "Tent".to_owned(),
            ..garden()
        },
    );
    scene.sync();
    let before = resource_page(&mut scene.ana, festival, tent).fields.decider;
    scene.ben.command(Command::Leave { festival });
    assert!(scene.ben.frame().festivals.is_empty());
    assert!(scene.ben.frame().links.is_empty(), "nothing links them now");
    let Scene {
        mut ana, mut ben, ..
    } = scene;
    let link = ana.frame().links.first().map(|link| link.link);
    if let Some(link) = link {
        ana.take(Input::Closed { link });
    }

    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Invite { festival });
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles(), ["Opening"], "what was stored is there again");
    ben.publish("I am back");
    cable.run(&mut ana, &mut ben);
    let after = resource_page(&mut ana, festival, tent).fields.decider;
    assert_ne!(before, after);
    let row = resource_page(&mut ben, festival, tent).row;
    assert_eq!(row.policy.decider, DeciderView::Here);
    // And the policy works there again.
    let talk = save_event(&mut ana, festival, None, event("Talk", 0, 1, tent));
    cable.run(&mut ana, &mut ben);
    let state = crate::scene::page(&mut ana, festival, talk).card.needs[0].state;
    assert_eq!(state, NeedState::Accepted);
}

/// Another installation of the same person, that knows nothing yet.
fn another_of(device: &mut Device, name: &'static str, seed: u64) -> Device {
    let ScreenView::Secrets(secrets) = device.look(Screen::Secrets) else {
        panic!("no secrets")
    };
    let code = secrets.code.to_string();
    let mut other = Device::fresh(name, seed);
    other.command(Command::OpenBackup {
        source: BackupSource::Code(Secret::new(code)),
        practise: false,
    });
    other.command(Command::Restore);
    other
}

/// Links two devices by codes, lets everything flow, and breaks the link.
fn meet(a: &mut Device, b: &mut Device, festival: FestivalId) {
    let mut cable = Cable::by_codes(a, b, Command::Reconnect { festival });
    cable.run(a, b);
    cable.cut(a, b);
}

#[test]
fn of_two_devices_of_one_owner_one_answers_by_itself_and_the_other_is_warned() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let (tent, hall) = (scene.offer(garden()), scene.offer(hall()));
    let Scene {
        mut ana,
        mut ben,
        cable,
        ..
    } = scene;
    cable.cut(&mut ana, &mut ben);
    let mut second = another_of(&mut ana, "second", 31);
    meet(&mut ana, &mut second, festival);
    second.publish("By the second");
    meet(&mut ana, &mut second, festival);
    let decider = |device: &mut Device| resource_page(device, festival, tent).row.policy.decider;
    assert_eq!(decider(&mut ana), DeciderView::Here);
    assert_eq!(decider(&mut second), DeciderView::Elsewhere);
    assert_eq!(decider(&mut ben), DeciderView::Theirs);

    // What comes to the second one waits for the first, and says so.
    let talk = save_event(&mut ben, festival, None, event("Talk", 0, 1, tent));
    let dance = save_event(&mut ben, festival, None, event("Dance", 0, 1, hall));
    meet(&mut ben, &mut second, festival);
    let waiting = queue(&mut second);
    let handling = |of: InstanceId| {
        let group = waiting.iter().find(|group| group.resource == of);
        group.expect("it waits").rows[0].handling
    };
    assert_eq!(handling(tent), Handling::ElsewhereByPolicy);
    assert_eq!(handling(hall), Handling::ElsewhereByHand);
    meet(&mut ben, &mut second, festival);
    let state = |device: &mut Device, event| crate::scene::page(device, festival, event);
    let waits = state(&mut ben, talk).card.needs[0].state;
    assert_eq!(
        waits,
        NeedState::Waiting,
        "the second one's policy is at rest"
    );
    meet(&mut ben, &mut ana, festival);
    let accepted = state(&mut ben, talk).card.needs[0].state;
    assert_eq!(accepted, NeedState::Accepted);
    assert_eq!(
        state(&mut ben, dance).card.needs[0].state,
        NeedState::Waiting
    );

    // The second one takes over: now it answers by itself, and the first rests.
    meet(&mut ana, &mut second, festival);
    let resource = tent;
    second.command(Command::TakeOverDecider { festival, resource });
    assert_eq!(second.problem(), None);
    meet(&mut ana, &mut second, festival);
    assert_eq!(decider(&mut second), DeciderView::Here);
    assert_eq!(decider(&mut ana), DeciderView::Elsewhere);
    let late = save_event(&mut ben, festival, None, event("Late talk", 4, 5, tent));
    meet(&mut ben, &mut ana, festival);
    let waits = state(&mut ben, late).card.needs[0].state;
    assert_eq!(
        waits,
        NeedState::Waiting,
        "the first one's policy is at rest"
    );
    meet(&mut ben, &mut second, festival);
    let accepted = state(&mut ben, late).card.needs[0].state;
    assert_eq!(accepted, NeedState::Accepted);
}
