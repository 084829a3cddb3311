//! Two peers that never connect.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{CarryingView, Event, Problem};
use p2panda::protocol::limits::{
    BUNDLE_CHUNK_BYTES, CREDIT_BYTES, MAX_KEPT_OPEN_BYTES, MAX_PICTURE_BYTES,
};

use crate::scene::{FILE, digest, give, loaded, take, visitor};
use crate::support::{Device, founder_and_visitor};

fn founder() -> Device {
    founder_and_visitor().0
}

#[test]
fn files_in_both_directions_end_with_one_digest() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let festival = ana.festival().id;
    let (given, file) = give(&mut ana, true);
    assert!(given.whole && given.entries == 3, "{given:?}");
    let taken = take(&mut ben, &file);
    assert_eq!((taken.entries, taken.known), (3, 0));
    assert_eq!((taken.events, taken.people), (1, 1));
    assert_eq!(taken.made, ana.now as i64 / 1000);
    assert_eq!(ben.titles(), ["Opening"]);

    ben.publish("Breakfast");
    ana.publish("Lunch");
    let (_, from_ana) = give(&mut ana, true);
    let (_, from_ben) = give(&mut ben, true);
    take(&mut ben, &from_ana);
    take(&mut ana, &from_ben);
    assert_eq!(ana.titles(), ["Breakfast", "Lunch", "Opening"]);
    assert_eq!(ana.titles(), ben.titles());
    let heads = loaded(&mut ana).heads;
    assert_eq!(heads, loaded(&mut ben).heads);
    assert_eq!(digest(&mut ana, festival), digest(&mut ben, festival));
    // What was taken in is shown after a reload too.
    let mut ben = ben.reloaded(3);
    assert_eq!(ben.titles(), ana.titles());
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (_, file) = give(&mut ana, true);
    take(&mut ben, &file);
    let before = loaded(&mut ben);
    let again = take(&mut ben, &file);
    assert_eq!((again.entries, again.known), (0, 3));
    assert_eq!((again.events, again.resources, again.people), (0, 0, 0));
    assert_eq!(loaded(&mut ben), before);
    // And one's own file is no news to oneself.
    let own = take(&mut ana, &file);
    assert_eq!((own.entries, own.known), (0, 3));
}

#[test]
fn a_second_file_holds_only_what_changed_since() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (_, whole) = give(&mut ana, true);
    ana.publish("Lunch");
    let (given, changed) = give(&mut ana, false);
    assert_eq!((given.entries, given.whole), (1, false));

    // It builds on entries that Ben does not have: said, and nothing kept of it.
    let early = take(&mut ben, &changed);
    assert_eq!((early.entries, early.early), (0, 1));
    assert!(loaded(&mut ben).heads.is_empty());
    take(&mut ben, &whole);
    let fits = take(&mut ben, &changed);
    assert_eq!((fits.entries, fits.events), (1, 1));
    assert_eq!(ben.titles(), ["Lunch", "Opening"]);

    let festival = ana.festival().id;
    let whole = false;
    ana.command(Command::GiveBundle { festival, whole });
    assert_eq!(ana.problem(), Some(Problem::NothingToGive));
    // The mark outlives a reload.
    let mut ana = ana.reloaded(5);
    ana.command(Command::GiveBundle { festival, whole });
    assert_eq!(ana.problem(), Some(Problem::NothingToGive));
}

#[test]
fn a_long_log_goes_through_in_small_pieces() {
    let mut ana = founder();
    for number in 0..400 {
        ana.publish_event(Event {
            description: Some(format!("{number} ").repeat(2_000)),
            ..Event::titled(format!("Talk {number}"))
        });
    }
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (given, file) = give(&mut ana, true);
    assert_eq!(given.entries, 403);
    assert!(file.len() > 3_000_000, "{} bytes", file.len());
    let bound = 4 * 1024 * 1024;
    assert!(ana.longest_piece < bound, "{} bytes", ana.longest_piece);
    let taken = take(&mut ben, &file);
    assert_eq!((taken.entries, taken.events), (403, 401));
    let festival = ana.festival().id;
    assert_eq!(digest(&mut ana, festival), digest(&mut ben, festival));
}

/// Bytes of a [`large_event`], at least.
const LARGE: usize = MAX_PICTURE_BYTES + 15_000;

fn large_event(number: usize) -> Event {
    Event {
        picture: Some(vec![7; MAX_PICTURE_BYTES]),
        description: Some("x".repeat(15_000)),
        ..Event::titled(format!("Talk {number}"))
    }
}

#[test]
fn what_is_too_much_to_be_kept_open_is_read_again_instead() {
    for (events, times) in [(100, 1), (1_300, 2)] {
        let mut ana = founder();
        for number in 0..events {
            ana.publish_event(large_event(number));
        }
        let mut ben = visitor("Ben", 2, &mut ana, None);
        let (given, file) = give(&mut ana, true);
        let opened = events * LARGE;
        assert_eq!(opened as u64 > MAX_KEPT_OPEN_BYTES, times > 1);
        assert_eq!(take(&mut ben, &file).entries, given.entries);
        assert_eq!(ben.read, times * file.len(), "{events} events");
    }
}

#[test]
fn while_the_store_does_not_answer_little_of_a_file_waits_for_it() {
    let mut ana = founder();
    for number in 0..300 {
        ana.publish_event(large_event(number));
    }
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (given, file) = give(&mut ana, true);
    let size = file.len() as u64;
    ben.opened.insert(FILE, file);
    ben.store_hangs = true;
    ben.command(Command::TakeFile { file: FILE, size });
    let CarryingView::Taking { done, all } = ben.frame().carrying else {
        panic!("it is being taken in: {:?}", ben.frame().carrying);
    };
    // What is being stored, and as much again, each with a chunk behind it.
    let bound = 2 * (CREDIT_BYTES + 2 * BUNDLE_CHUNK_BYTES as u64);
    assert!(all > 8_000_000 && done < bound, "{done} of {all}");
    ben.store_hangs = false;
    ben.catch_up();
    let CarryingView::Taken(taken) = ben.frame().carrying else {
        panic!("it was taken in: {:?}", ben.frame().carrying);
    };
    assert_eq!(taken.entries, given.entries);
}

#[test]
fn a_file_that_mail_has_rewrapped_is_still_taken() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (_, file) = give(&mut ana, true);
    let text = String::from_utf8(file).expect("a bundle is text");
    let (head, body) = text
        .split_once("\n\n")
        .expect("an empty line ends the head");
    let mut wrapped = format!("\u{feff}{head}\n\n").replace('\n', "\r\n");
    for line in body.as_bytes().chunks(76) {
        wrapped.push_str(std::str::from_utf8(line).expect("ASCII"));
        wrapped.push_str(" \r\n");
    }
    assert_eq!(take(&mut ben, wrapped.as_bytes()).entries, 3);
}

#[test]
fn whoever_is_blocked_is_neither_given_nor_taken() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let (_, file) = give(&mut ana, true);
    take(&mut ben, &file);
    ben.publish("Breakfast");
    let (_, from_ben) = give(&mut ben, true);
    let author = ana.frame().me.author;
    let mut eva = visitor("Eva", 3, &mut ana, None);
    eva.command(Command::Block { author });
    let taken = take(&mut eva, &from_ben);
    assert_eq!((taken.entries, taken.known), (2, 3), "only what Ben wrote");
    ben.command(Command::Block { author });
    let (given, _) = give(&mut ben, true);
    assert_eq!(given.entries, 2, "only what Ben wrote");
}

#[test]
fn what_came_of_a_file_is_put_away_and_a_reading_given_up() {
    let mut ana = founder();
    give(&mut ana, true);
    ana.command(Command::StopCarrying);
    assert_eq!(ana.frame().carrying, CarryingView::Idle);
}
