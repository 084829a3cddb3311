//! Festivals below festivals.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    Festival, FestivalId, NeedState, ParentView, Problem, Screen, ScreenView,
};

use crate::scene::{Scene, event, garden, page, save_event};
use crate::support::Device;

fn start_below(device: &mut Device, parent: FestivalId, open: bool) -> FestivalId {
    device.command(Command::StartFestival {
        title: "Bike Camp".to_owned(),
        time_zone: String::new(),
        parent: Some(parent),
        open,
    });
    let saved = device.frame().saved.expect("it was started");
    saved.festival.expect("a festival")
}

#[test]
fn an_event_asks_for_what_an_ancestor_has_in_one_step() {
    let mut scene = Scene::new();
    let garden = scene.offer(garden());
    let camp = start_below(&mut scene.ben, scene.festival, true);
    let rows = scene.ben.frame().festivals.clone();
    let row = rows.iter().find(|row| row.id == camp).expect("entered");
    assert_eq!(row.parent, ParentView::Known(scene.festival));
    assert_eq!((row.depth, row.title.as_deref()), (1, Some("Bike Camp")));

    let ride = save_event(&mut scene.ben, camp, None, event("Ride", 0, 1, garden));
    scene.sync();
    // Ana does not have the camp, so the policy leaves it to her.
    let waits = page(&mut scene.ben, camp, ride).card.needs[0].state;
    assert_eq!(waits, NeedState::Waiting);
    assert_eq!(&*scene.rivals()[0].title, "Ride");

    scene.ana.command(Command::EnterBranch { festival: camp });
    assert_eq!(scene.ana.frame().festivals.len(), 2);
    let request = scene.rivals()[0].request;
    scene.answer(request, p2panda::peer::view_model::Verdict::Accept, "");
    let card = page(&mut scene.ben, camp, ride).card;
    assert_eq!(card.needs[0].state, NeedState::Accepted);
}

#[test]
fn a_festival_announced_without_its_key_needs_an_invitation() {
    let mut scene = Scene::new();
    let camp = start_below(&mut scene.ben, scene.festival, false);
    scene.sync();
    let festival = scene.festival;
    let ScreenView::FestivalForm(form) = scene.ana.look(Screen::FestivalForm { festival }) else {
        panic!("no form")
    };
    assert_eq!(
        (form.branches.len(), form.branches[0].open),
        (1, false),
        "it is announced"
    );
    scene.ana.command(Command::EnterBranch { festival: camp });
    assert_eq!(scene.ana.problem(), Some(Problem::NeedsInvitation));
}

#[test]
fn only_the_founder_describes_a_festival_and_everyone_sees_it() {
    let mut scene = Scene::new();
    let festival = scene.festival;
    assert_eq!(scene.ben.festival().title.as_deref(), Some("Summer"));
    let ScreenView::FestivalForm(form) = scene.ana.look(Screen::FestivalForm { festival }) else {
        panic!("no form")
    };
    assert!(form.may_change);
    let fields = form.fields.as_deref().expect("a description").clone();
    let fields = Festival {
        title: "Summer by the lake".to_owned(),
        nonce: [0; 16],
        ..fields
    };
    let save = |fields: &Festival| Command::SaveFestival {
        festival,
        fields: Box::new(fields.clone()),
    };
    scene.ben.command(save(&fields));
    assert_eq!(scene.ben.problem(), Some(Problem::NotYours));
    scene.ana.command(save(&fields));
    scene.sync();
    let title = scene.ben.festival().title.clone();
    assert_eq!(title.as_deref(), Some("Summer by the lake"));
    scene.ana.command(save(&Festival {
        parent: Some(festival),
        ..fields
    }));
    assert_eq!(scene.ana.problem(), Some(Problem::OwnParent));
}
