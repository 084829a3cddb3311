//! What stays on the device: names, stars, drafts, blocks; hiding; wiping.

use std::collections::BTreeMap;

use p2panda::peer::command::{Command, HideTarget};
use p2panda::peer::view_model::{
    AppView, Contact, Draft, Event, Heart, Keeping, Place, Problem, Profile, Screen, ScreenView,
};
use p2panda::peer::{Input, Output};

use crate::scene::{Scene, event, garden, page, save_event};
use crate::support::{Cable, Device, NOON, founder_and_visitor, stored_logs};

#[test]
fn names_stars_and_drafts_stay_here_and_outlive_a_reload() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let talk = scene.make(p2panda::peer::view_model::Event::titled("Talk"));
    let ben = scene.ben.frame().me.author;
    let logs = stored_logs(&mut scene.ana);
    scene.ana.command(Command::Petname {
        author: ben,
        name: "  Benny ".to_owned(),
    });
    scene.ana.command(Command::Verify {
        author: ben,
        verified: true,
    });
    scene.ana.command(Command::Star {
        instance: talk,
        on: true,
    });
    let place = Place::NewEvent(festival);
    let draft = BTreeMap::from([("title".to_owned(), "Half an idea".to_owned())]);
    scene.ana.command(Command::SaveDraft {
        place,
        draft: draft.clone(),
    });
    assert_eq!(stored_logs(&mut scene.ana), logs, "nothing was published");

    let (mut ana, _) = scene.reload();
    let card = page(&mut ana, festival, talk).card;
    assert_eq!(card.by.petname.as_deref(), Some("Benny"));
    assert!(card.by.verified && card.starred);
    let form = Screen::EventForm {
        festival,
        event: None,
        at: None,
    };
    let ScreenView::EventForm(view) = ana.look(form.clone()) else {
        panic!("no form")
    };
    assert_eq!(view.draft.as_deref(), Some(&draft));
    ana.command(Command::DropDraft { place });
    assert!(matches!(ana.look(form), ScreenView::EventForm(view) if view.draft.is_none()));
}

#[test]
fn a_tab_whose_turn_was_taken_takes_it_back_for_a_wish_and_forks_nothing() {
    let Scene { ana, festival, .. } = Scene::new();
    let second = ana.store.another_tab();
    let mut tabs = [ana, Device::on("second tab", 77, second)];
    let mut made = Vec::new();
    for round in 0..6 {
        let tab = &mut tabs[round % 2];
        let title = format!("Talk {round}");
        made.push(save_event(tab, festival, None, Event::titled(&title)));
        assert_eq!(tab.frame().refusal, None, "{title}");
        for (number, event) in made.iter().enumerate() {
            let shown = page(tab, festival, *event).card.title;
            assert_eq!(&*shown, format!("Talk {number}"));
        }
    }
    let logs = stored_logs(&mut tabs[0]);
    assert_eq!(logs, stored_logs(&mut tabs[1]));
}

#[test]
fn what_is_wished_while_a_page_starts_is_done_once_it_has_started() {
    let Scene { ana, festival, .. } = Scene::new();
    let author = ana.frame().me.author;
    let mut again = Device::asleep("ana", 13, ana.store);
    let petname = Command::Petname {
        author,
        name: "Me".to_owned(),
    };
    for wish in [Command::Look(Screen::People { festival }), petname] {
        again.take(Input::Command(wish));
    }
    again.take(Input::Start);
    assert!(matches!(again.ready().screen, ScreenView::People(_)));
    assert_eq!(again.frame().me.petname.as_deref(), Some("Me"));
}

#[test]
fn a_name_that_one_chose_is_seen_by_the_others() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let profile = Profile {
        name: Some("Ben of the tents".to_owned()),
        ..Profile::default()
    };
    scene.ben.command(Command::SaveProfile {
        festival,
        fields: Box::new(profile),
    });
    scene.sync();
    let ScreenView::People(people) = scene.ana.look(Screen::People { festival }) else {
        panic!("no people")
    };
    let names: Vec<_> = people
        .people
        .iter()
        .filter_map(|row| row.person.name.as_deref())
        .collect();
    assert_eq!(names, ["Ben of the tents"]);
}

#[test]
fn people_are_called_by_their_name_in_the_festival_that_is_looked_at() {
    let mut scene = Scene::new();
    let first = scene.festival;
    scene.ben.command(Command::StartFestival {
        title: "Another".to_owned(),
        time_zone: "UTC".to_owned(),
        parent: None,
        open: false,
    });
    let all = scene.ben.frame().festivals.clone();
    let second = all.iter().map(|row| row.id).find(|id| *id != first);
    let second = second.expect("two festivals");
    let names = [(first, "Ben of the tents"), (second, "Ben of the boats")];
    for (festival, name) in names {
        let profile = Profile {
            name: Some(name.to_owned()),
            ..Profile::default()
        };
        scene.ben.command(Command::SaveProfile {
            festival,
            fields: Box::new(profile),
        });
    }
    for (festival, name) in names {
        let ScreenView::People(people) = scene.ben.look(Screen::People { festival }) else {
            panic!("no people")
        };
        let me = people.people.iter().find(|row| row.person.is_me);
        assert_eq!(me.and_then(|row| row.person.name.as_deref()), Some(name));
    }
}

#[test]
fn what_became_of_a_form_is_not_taken_for_what_became_of_its_draft() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let place = Place::NewEvent(festival);
    let talk = scene.make(p2panda::peer::view_model::Event::titled("Talk"));
    let draft = Draft::from([("title".to_owned(), "Another talk".to_owned())]);
    scene.ben.command(Command::SaveDraft { place, draft });
    let saved = scene.ben.frame().saved.and_then(|saved| saved.instance);
    assert_eq!(saved, Some(talk));
}

#[test]
fn what_changed_since_one_looked_is_marked() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let talk = scene.make(p2panda::peer::view_model::Event::titled("Talk"));
    let marked = |scene: &mut Scene| -> Vec<_> {
        let cards = scene.ana.events().into_iter();
        cards
            .filter(|card| card.changed)
            .map(|card| card.id)
            .collect()
    };
    assert_eq!(marked(&mut scene), [], "nobody said they looked");
    scene.ana.command(Command::MarkRead { festival });
    let renamed = p2panda::peer::view_model::Event::titled("Talk, later");
    save_event(&mut scene.ben, festival, Some(talk), renamed);
    scene.sync();
    assert_eq!(marked(&mut scene), [talk]);
    scene.ana.command(Command::MarkRead { festival });
    assert_eq!(marked(&mut scene), []);
}

#[test]
fn a_blocked_person_is_neither_seen_nor_linked_until_unblocked() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    scene.make(p2panda::peer::view_model::Event::titled("Talk"));
    let author = scene.ben.frame().me.author;
    scene.ana.command(Command::Block { author });
    assert_eq!(scene.ana.titles(), ["Opening"]);
    assert!(scene.ana.frame().links.is_empty());
    scene.sync();
    let Scene {
        mut ana, mut ben, ..
    } = scene;
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    assert_eq!(ana.problem(), Some(Problem::Blocked));
    assert!(ana.frame().links.is_empty() && !cable.open);
    ana.command(Command::Unblock { author });
    assert_eq!(ana.titles(), ["Opening", "Talk"]);
}

#[test]
fn what_the_founder_hides_is_left_out_and_named_and_can_be_shown() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    let rude = scene.make(p2panda::peer::view_model::Event::titled("Rude"));
    let target = HideTarget::Instance(rude);
    scene.ana.command(Command::Hide {
        festival,
        target,
        reason: "Rude".to_owned(),
    });
    scene.sync();
    assert_eq!(scene.ana.titles(), ["Opening"]);
    let hidden = scene.ana.schedule().hidden;
    assert_eq!((hidden.len(), hidden[0].count), (1, 1));
    assert!(hidden[0].by.is_me);
    assert_eq!(
        scene.ben.titles(),
        ["Opening", "Rude"],
        "nobody hides what is one's own"
    );
    assert!(page(&mut scene.ana, festival, rude).hidden_by.is_some());
    scene.ana.command(Command::Unhide { festival, target });
    assert_eq!(scene.ana.titles(), ["Opening", "Rude"]);
}

#[test]
fn the_heart_and_the_last_contact_say_how_connected_one_is() {
    let scene = Scene::new();
    assert_eq!(scene.ana.frame().heart, Heart::WithFew);
    assert_eq!(scene.ana.frame().contact, Contact::Now);
    let (ana, _) = scene.reload();
    assert_eq!(ana.frame().heart, Heart::Alone);
    let noon = NOON as i64 / 1000;
    assert_eq!(ana.frame().contact, Contact::Until(noon));
}

#[test]
fn the_last_contact_outlives_a_page_that_had_no_time_to_write_it_down() {
    // Nothing tells the page that it is loaded again, nor that the link is gone.
    let Scene { ana, .. } = Scene::new();
    assert_eq!(ana.frame().contact, Contact::Now);
    let ana = ana.reloaded(11);
    let noon = NOON as i64 / 1000;
    assert_eq!(ana.frame().contact, Contact::Until(noon));
}

#[test]
fn the_last_contact_is_known_to_five_minutes_however_long_it_went_on() {
    let mut scene = Scene::new();
    for _ in 0..31 {
        for device in [&mut scene.ana, &mut scene.ben] {
            device.now += 20_000;
            device.take(Input::Tick);
        }
        scene.sync();
    }
    assert_eq!(scene.ana.frame().contact, Contact::Now);
    let now = scene.ana.now as i64 / 1000;
    let ana = scene.ana.reloaded(11);
    let Contact::Until(until) = ana.frame().contact else {
        panic!("the contact is forgotten")
    };
    assert!((0..300).contains(&(now - until)), "{} s", now - until);
}

#[test]
fn two_who_connected_by_codes_are_told_of_each_other_till_another_code_is_begun() {
    let (mut ana, mut ben) = founder_and_visitor();
    let festival = ana.festival().id;
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Invite { festival });
    assert_eq!(ana.frame().connected, None, "nobody is proven to be there");
    cable.run(&mut ana, &mut ben);
    for (here, there) in [(&ana, &ben), (&ben, &ana)] {
        let told = here.frame().connected.as_ref().expect("it is told");
        assert_eq!(told.who.author, there.frame().me.author);
        assert!(told.is_here && told.festival == festival);
    }
    assert_eq!(ben.festival().id, festival, "there is a programme to go to");

    cable.cut(&mut ana, &mut ben);
    let told = ana.frame().connected.as_ref();
    assert!(told.is_some_and(|told| !told.is_here), "it is told still");
    ana.command(Command::Reconnect { festival });
    assert_eq!(ana.frame().connected, None);
    ben.command(Command::StopLinking);
    assert!(ben.frame().connected.is_some(), "no other code is begun");
}

#[test]
fn the_browser_is_asked_to_keep_the_data_once_something_is_there() {
    let mut ana = Device::fresh("Ana", 1);
    let asked = |device: &Device| {
        let outputs = device.outbox.iter();
        outputs
            .filter(|output| matches!(output, Output::Persist))
            .count()
    };
    assert_eq!(asked(&ana), 0);
    ana.found("Summer");
    ana.publish("Opening");
    assert_eq!(asked(&ana), 1);
    ana.take(Input::Persisted(true));
    assert_eq!(ana.frame().keeping, Keeping::Promised);
    let mut ana = ana.reloaded(3);
    assert_eq!(ana.frame().keeping, Keeping::Promised);
    ana.publish("Lunch");
    assert_eq!(asked(&ana), 0);
}

#[test]
fn a_festival_that_was_left_is_gone_after_a_reload_and_can_be_entered_again() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    scene.make(p2panda::peer::view_model::Event::titled("Talk"));
    scene.ben.command(Command::Leave { festival });
    assert!(scene.ben.frame().festivals.is_empty());
    scene.sync();
    let Scene { mut ana, ben, .. } = scene;
    let mut ben = ben.reloaded(8);
    assert!(stored_logs(&mut ben).is_empty(), "nothing of it is kept");
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Invite { festival });
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles(), ["Opening", "Talk"]);
}

#[test]
fn a_wiped_device_has_nothing_left() {
    let mut scene = Scene::new();
    let me = scene.ben.frame().me.author;
    let garden = scene.offer(garden());
    scene.make(event("Talk", 0, 1, garden));
    scene.ben.command(Command::Wipe);
    assert_eq!(*scene.ben.view, AppView::Wiped);
    assert!(stored_logs(&mut scene.ben).is_empty());
    let ben = scene.ben.reloaded(9);
    assert_ne!(ben.frame().me.author, me, "a new person");
    assert!(ben.frame().festivals.is_empty());
}

#[test]
fn a_tab_that_watches_shows_what_another_stored_and_writes_nothing() {
    let mut ana = Device::fresh("Ana", 1);
    ana.found("Summer");
    ana.publish("Opening");
    let mut other = Device::asleep("Ana", 2, ana.store.another_tab());
    other.take(Input::Watch);
    assert_eq!(other.titles(), ["Opening"]);
    let before = ana.store.content();
    other.publish("From the other tab");
    other.rest(600_000);
    assert_eq!(ana.store.content(), before);
    // The peer is the peer still.
    ana.publish("Later");
    assert_eq!(ana.problem(), None);
    let mut again = Device::asleep("Ana", 3, ana.store.another_tab());
    again.take(Input::Watch);
    assert_eq!(again.titles(), ["Later", "Opening"]);
    // A device on which nothing was ever started stays as it is.
    let mut fresh = Device::asleep("Eve", 4, p2panda::storage::memory::MemoryStore::new(4));
    fresh.take(Input::Watch);
    assert_eq!(
        fresh.store.content(),
        p2panda::storage::content::Content::new(4)
    );
}
