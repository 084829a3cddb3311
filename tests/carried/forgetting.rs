//! What is known of a festival is forgotten while the device stays in it.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::ExchangeView;

use crate::scene::{digest, give, loaded, take, visitor};
use crate::support::{Cable, Device, founder_and_visitor, stored_logs};

#[test]
fn what_is_forgotten_is_gone_from_the_store_and_comes_back_from_a_file_without_a_fork() {
    let mut ana = founder_and_visitor().0;
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (_, file) = give(&mut ana, true);
    take(&mut ben, &file);
    ben.publish("Breakfast");
    let (_, from_ben) = give(&mut ben, true);
    let festival = ben.festival().id;
    let before = loaded(&mut ben).heads;
    assert_eq!(before.len(), 2);

    ben.command(Command::ForgetEntries { festival });
    assert_eq!(ben.problem(), None);
    assert!(stored_logs(&mut ben).is_empty(), "nothing is stored");
    assert!(ben.titles().is_empty(), "nothing is shown");
    assert_eq!(ben.festival().carried, None);
    // What was written at once stands in a log of its own.
    ben.publish("Again");
    take(&mut ben, &from_ben);
    assert_eq!(ben.titles(), ["Again", "Breakfast", "Opening"]);
    let heads = loaded(&mut ben).heads;
    assert_eq!(heads.len(), 3, "the old log, its successor and Ana's");
    assert!(before.iter().all(|head| heads.contains(head)));
    let (_, all) = give(&mut ben, true);
    let taken = take(&mut ana, &all);
    assert_eq!((taken.refused, taken.early), (0, 0));
    assert_eq!(digest(&mut ana, festival), digest(&mut ben, festival));
}

#[test]
fn what_was_forgotten_comes_back_from_neighbours() {
    let mut ana = founder_and_visitor().0;
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let festival = ana.festival().id;
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    ben.publish("Breakfast");
    cable.run(&mut ana, &mut ben);
    ben.command(Command::ForgetEntries { festival });
    assert!(ben.frame().links.is_empty(), "the links begin anew, too");
    assert!(ben.titles().is_empty());
    cable.run(&mut ana, &mut ben);
    assert!(!cable.open, "it hung up");

    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles(), ["Breakfast", "Opening"]);
    let exchange = ben.frame().links[0].exchange;
    assert_eq!(exchange, ExchangeView::UpToDate);
    ben.publish("Lunch");
    cable.run(&mut ana, &mut ben);
    assert_eq!(ana.titles(), ["Breakfast", "Lunch", "Opening"]);
    assert_eq!(digest(&mut ana, festival), digest(&mut ben, festival));
    // It stays so after a reload.
    cable.cut(&mut ana, &mut ben);
    let mut ben = ben.reloaded(12);
    assert_eq!(ben.titles(), ana.titles());
}

#[test]
fn nothing_else_is_forgotten() {
    let mut ana = Device::fresh("Ana", 1);
    let winter = ana.found("Winter");
    ana.publish("Skating");
    let other = Device::fresh("Ben", 2);
    let author = other.frame().me.author;
    let name = "Benny".to_owned();
    ana.command(Command::Petname { author, name });
    let before = loaded(&mut ana);
    ana.command(Command::StartFestival {
        title: "Spring".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        parent: None,
        open: false,
    });
    let festivals = ana.frame().festivals.clone();
    let spring = festivals.iter().find(|row| row.id != winter);
    let festival = spring.expect("a second festival").id;
    ana.command(Command::ForgetEntries { festival });
    assert_eq!(ana.frame().festivals.len(), 2, "it is still entered");
    let after = loaded(&mut ana);
    assert_eq!(after.heads, before.heads);
    for (key, value) in &before.local {
        assert_eq!(after.local.get(key), Some(value));
    }
}
