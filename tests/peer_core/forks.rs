//! A copy of a device writes to the same log: the log is frozen everywhere, both
//! copies begin new ones, and nothing that a person wrote is lost.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{FestivalId, Screen, ScreenView};
use p2panda::storage::memory::MemoryStore;

use crate::scene::{event, garden, page, save_resource};
use crate::support::{Cable, Device, founder_and_visitor, stored_logs};

/// Links two devices by codes, lets everything flow, and breaks the link.
fn meet(a: &mut Device, b: &mut Device, festival: FestivalId) {
    let mut cable = Cable::by_codes(a, b, Command::Reconnect { festival });
    cable.run(a, b);
    cable.cut(a, b);
}

fn fallen(device: &Device) -> usize {
    device.festival().fallen
}

/// Ana and a copy of her device, which have both written since, and Ben, who has
/// met both.
fn copied() -> (Device, Device, Device, FestivalId) {
    let (mut ana, mut ben) = founder_and_visitor();
    let festival = ana.festival().id;
    let garden = save_resource(&mut ana, festival, garden());
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Invite { festival });
    cable.run(&mut ana, &mut ben);
    cable.cut(&mut ana, &mut ben);
    let mut copy = Device::on("Copy", 7, MemoryStore::holding(ana.store.content()));
    ana.publish("Dance");
    copy.publish("Cinema");
    copy.publish_event(event("In the garden", 1, 2, garden));
    assert_eq!(copy.problem(), None);
    meet(&mut ana, &mut ben, festival);
    meet(&mut copy, &mut ben, festival);
    (ana, copy, ben, festival)
}

#[test]
fn a_copied_device_freezes_the_log_everywhere_and_nothing_is_lost_for_its_writer() {
    let (mut ana, mut copy, mut ben, festival) = copied();
    // The copy heard of the fork from Ben: what it wrote since is set aside.
    assert_eq!(copy.titles(), ["Opening"]);
    assert!(fallen(&copy) > 0);
    assert_eq!(ben.titles(), ["Opening"]);
    meet(&mut ana, &mut ben, festival);
    assert_eq!(ana.titles(), ["Opening"]);
    assert_eq!(fallen(&ana), 1);
    // The same after a reload.
    let mut ana = ana.reloaded(21);
    let mut copy = copy.reloaded(22);
    let mut ben = ben.reloaded(23);
    for device in [&mut ana, &mut copy, &mut ben] {
        assert_eq!(device.titles(), ["Opening"], "{}", device.name);
    }
    assert_eq!(fallen(&ana), 1);
    ana.command(Command::PublishAgain { festival });
    copy.command(Command::PublishAgain { festival });
    assert_eq!((ana.problem(), copy.problem()), (None, None));
    assert_eq!((fallen(&ana), fallen(&copy)), (0, 0));
    for _ in 0..2 {
        meet(&mut ana, &mut ben, festival);
        meet(&mut copy, &mut ben, festival);
    }
    let all = ["Cinema", "Dance", "In the garden", "Opening"];
    for device in [&mut ana, &mut copy, &mut ben] {
        assert_eq!(device.titles(), all, "{}", device.name);
    }
    assert_eq!(stored_logs(&mut ana), stored_logs(&mut ben));
    assert_eq!(stored_logs(&mut copy), stored_logs(&mut ben));
}

#[test]
fn what_fell_away_can_be_forgotten_instead() {
    let (_, mut copy, _, festival) = copied();
    copy.command(Command::ForgetFallen { festival });
    assert_eq!(fallen(&copy), 0);
    let mut copy = copy.reloaded(22);
    assert_eq!(fallen(&copy), 0);
    assert_eq!(copy.titles(), ["Opening"]);
}

#[test]
fn a_resource_is_decided_for_by_the_log_that_was_begun_anew() {
    let (_, mut copy, mut ben, festival) = copied();
    let market = copy.look(Screen::Market {
        festival,
        filter: Default::default(),
    });
    let ScreenView::Market(market) = market else {
        panic!("no market")
    };
    let garden = market.resources.first[0].id;
    ben.publish_event(event("Picnic", 3, 4, garden));
    let picnic = ben.frame().saved.and_then(|saved| saved.instance);
    meet(&mut copy, &mut ben, festival);
    let picnic = picnic.expect("it was saved");
    let card = page(&mut ben, festival, picnic).card;
    assert!(card.confirmed.is_complete(), "{:?}", card.confirmed);
}
