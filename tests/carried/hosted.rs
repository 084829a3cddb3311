//! The bundle that the host lays beside the page: a poster works with nobody online.

use p2panda::peer::Input;
use p2panda::peer::view_model::CarryingView;

use crate::scene::{give, loaded, store_entered};
use crate::support::Device;

const CONFIG: &str = r#"{"bundle": "festival.p2panda.txt"}"#;

fn founder() -> (Device, Vec<u8>) {
    let mut ana = Device::fresh("Ana", 1);
    ana.found("Summer");
    ana.publish("Opening");
    let (_, file) = give(&mut ana, true);
    (ana, file)
}

/// A visitor whose page has this file beside it.
fn visitor(ana: &mut Device, hosted: Vec<u8>) -> Device {
    let mut ben = Device::asleep("Ben", 2, store_entered(2, ana, None));
    ben.hosted = Some(hosted);
    ben.take(Input::Config(CONFIG.to_owned()));
    ben.take(Input::Start);
    ben
}

#[test]
fn a_first_visit_shows_the_programme_with_nobody_online() {
    let (mut ana, file) = founder();
    let mut ben = visitor(&mut ana, file);
    assert_eq!(ben.titles(), ["Opening"]);
    assert!(matches!(ben.frame().carrying, CarryingView::Taken(_)));
    assert!(ben.opened.is_empty(), "the file is closed");
    let made = Some(ana.now as i64 / 1000);
    assert_eq!(ben.festival().carried, made, "as of when it is told");
    // Once something is here it is not asked for again.
    ana.publish("Lunch");
    let (hosted, store) = (give(&mut ana, true).1, ben.store);
    let mut ben = Device::asleep("Ben", 3, store);
    ben.hosted = Some(hosted);
    ben.take(Input::Config(CONFIG.to_owned()));
    ben.take(Input::Start);
    assert_eq!(ben.titles(), ["Opening"]);
    assert_eq!(ben.frame().carrying, CarryingView::Idle);
    assert_eq!(ben.festival().carried, made, "after a reload too");
}

#[test]
fn a_hosts_file_that_is_foreign_or_spoiled_disturbs_nobody() {
    let (mut ana, file) = founder();
    let mut eva = Device::fresh("Eva", 5);
    eva.found("Winter");
    let (_, foreign) = give(&mut eva, true);
    let cut = file[..file.len() - 7].to_vec();
    for hosted in [foreign, cut, b"<!doctype html>".to_vec(), Vec::new()] {
        let mut ben = visitor(&mut ana, hosted);
        assert_eq!(ben.frame().carrying, CarryingView::Idle);
        assert_eq!(ben.frame().refusal, None);
        assert!(loaded(&mut ben).heads.is_empty());
        assert!(ben.opened.is_empty(), "the file is closed");
    }
}

#[test]
fn a_bundle_is_only_looked_for_beside_the_page() {
    let (mut ana, file) = founder();
    for name in [
        "https://example.org/x",
        "/x",
        "../x",
        "a\\\\b",
        "",
        "//example.org/x",
    ] {
        let mut ben = Device::asleep("Ben", 2, store_entered(2, &mut ana, None));
        ben.hosted = Some(file.clone());
        ben.take(Input::Start);
        ben.take(Input::Config(format!(r#"{{"bundle": "{name}"}}"#)));
        assert_eq!(ben.frame().carrying, CarryingView::Idle, "{name}");
    }
    let mut ben = Device::asleep("Ben", 2, store_entered(2, &mut ana, None));
    ben.hosted = Some(file);
    ben.take(Input::Start);
    ben.take(Input::Config(CONFIG.to_owned()));
    assert_eq!(ben.titles(), ["Opening"], "also where it is heard of later");
}
