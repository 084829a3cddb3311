//! Two peers without a browser: the thin path, natively.

mod support;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{Event, JoinView, LinkingView, Problem, Screen, ScreenView};
use support::{Cable, Device, founder_and_visitor, stored_logs};

fn invite(device: &Device) -> Command {
    Command::Invite {
        festival: device.festival().id,
    }
}

#[test]
fn what_one_writes_the_other_shows() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    let mut cable = Cable::by_codes(&mut ana, &mut ben, offer);
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles(), ["Opening"]);

    ben.publish("Breakfast");
    cable.run(&mut ana, &mut ben);
    assert_eq!(ana.titles(), ["Breakfast", "Opening"]);
    let breakfast = ben
        .events()
        .into_iter()
        .find(|event| event.mine)
        .expect("his own");
    assert_eq!(
        breakfast.shared_with, 1,
        "Ana's device has said that it has it"
    );
    assert_eq!(stored_logs(&mut ana), stored_logs(&mut ben));
}

#[test]
fn a_reloaded_page_shows_what_was_stored() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    Cable::by_codes(&mut ana, &mut ben, offer).run(&mut ana, &mut ben);
    let me = ben.frame().me.clone();
    let mut ben = ben.reloaded(20);
    assert_eq!(ben.titles(), ["Opening"]);
    assert_eq!(ben.frame().me, me, "it is the same person");
}

#[test]
fn what_was_written_apart_is_exchanged_at_the_next_link() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    let mut cable = Cable::by_codes(&mut ana, &mut ben, offer);
    cable.run(&mut ana, &mut ben);
    cable.cut(&mut ana, &mut ben);
    ana.publish("Lunch");
    ben.publish("Breakfast");
    let (mut ana, mut ben) = (ana.reloaded(10), ben.reloaded(20));

    let festival = ben.festival().id;
    let mut cable = Cable::by_codes(&mut ben, &mut ana, Command::Reconnect { festival });
    cable.run(&mut ben, &mut ana);
    assert_eq!(ana.titles(), ["Breakfast", "Lunch", "Opening"]);
    assert_eq!(ana.titles(), ben.titles());
}

#[test]
fn a_long_log_arrives_whole_under_credit() {
    let (mut ana, mut ben) = founder_and_visitor();
    for number in 0..600 {
        let description = format!("{number} ").repeat(2_000);
        ana.publish_event(Event {
            description: Some(description),
            ..Event::titled(format!("Talk {number}"))
        });
    }
    let offer = invite(&ana);
    let mut cable = Cable::by_codes(&mut ana, &mut ben, offer);
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles().len(), 601);
    assert!(
        cable.frames[0] > 300,
        "it took many frames: {:?}",
        cable.frames
    );
}

#[test]
fn a_wrong_festival_key_ends_with_a_sentence_and_stores_nothing() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    ana.command(offer);
    let link_ana = ana.describe();
    let code = with_another_key(&ana.code());
    ben.command(Command::EnterCode { text: code });
    let link_ben = ben.describe();
    // Ana does not know the offer that Ben answers, so she refuses his answer.
    ana.command(Command::EnterCode { text: ben.code() });
    assert_eq!(ana.problem(), Some(Problem::NoSuchOffer));
    assert_ne!(link_ana + link_ben, 0);
    assert!(ben.frame().festivals.is_empty());
}

/// The same offer with one bit of the festival key changed and a right checksum.
fn with_another_key(code: &str) -> String {
    use data_encoding::BASE64URL_NOPAD;
    let mut bytes = BASE64URL_NOPAD
        .decode(code.as_bytes())
        .expect("our own code");
    // version, flags, expiry, fingerprint, two lengths, 3 + 18 packed, founder, nonce
    let key_at = 1 + 1 + 4 + 32 + 2 + 21 + 32 + 16;
    bytes[key_at] ^= 1;
    let body = bytes.len() - 4;
    let checksum = p2panda::protocol::id::Blake2b::of(&bytes[..body]);
    bytes[body..].copy_from_slice(&checksum.as_bytes()[..4]);
    BASE64URL_NOPAD.encode(&bytes)
}

#[test]
fn an_altered_entry_ends_the_link_with_a_sentence_and_stores_nothing() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    let mut cable = Cable::by_codes(&mut ana, &mut ben, offer);
    cable.tamper = Box::new(|end, frame| {
        let is_entries = frame.starts_with(&[0, 3]);
        if end == 0 && is_entries {
            let last = frame.len() - 1;
            frame[last] ^= 1;
        }
    });
    cable.run(&mut ana, &mut ben);
    assert!(!cable.open);
    assert_eq!(ben.problem(), Some(Problem::TheirFault));
    assert!(stored_logs(&mut ben).is_empty());
    assert!(ben.frame().links.is_empty() && ana.frame().links.is_empty());
}

#[test]
fn damaged_foreign_and_late_codes_each_have_their_sentence() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    ana.command(offer);
    ana.describe();
    let code = ana.code();
    let cases = [
        (code[..code.len() - 9].to_owned(), Problem::CodeDamaged),
        (
            format!("{}x{}", &code[..40], &code[41..]),
            Problem::CodeDamaged,
        ),
        ("hello, is this a code?".to_owned(), Problem::NotACode),
        ("x".repeat(1_000_000), Problem::NotACode),
        (String::new(), Problem::NotACode),
        (format!("Ag{}", &code[2..]), Problem::CodeNewer),
    ];
    for (text, problem) in cases {
        ben.command(Command::EnterCode { text: text.clone() });
        assert_eq!(
            ben.problem(),
            Some(problem),
            "{}",
            &text[..text.len().min(40)]
        );
    }
    ben.now += 11 * 60 * 1000;
    ben.command(Command::EnterCode { text: code.clone() });
    assert_eq!(ben.problem(), Some(Problem::CodeExpired));
    ben.now -= 60 * 60 * 1000;
    ben.command(Command::EnterCode { text: code });
    assert_eq!(ben.problem(), Some(Problem::CodeFromTheFuture));
    assert_eq!(ben.frame().linking, LinkingView::Idle);
    assert!(ben.frame().festivals.is_empty());
}

#[test]
fn ones_own_code_is_recognised() {
    let (mut ana, _) = founder_and_visitor();
    let offer = invite(&ana);
    ana.command(offer);
    ana.describe();
    ana.command(Command::EnterCode { text: ana.code() });
    assert_eq!(ana.problem(), Some(Problem::OwnCode));
}

#[test]
fn codes_stay_within_their_sizes() {
    let (mut ana, mut ben) = founder_and_visitor();
    let offer = invite(&ana);
    ana.command(offer);
    ana.describe();
    assert!(
        ana.code().len() <= 190_usize.div_ceil(3) * 4,
        "{} characters",
        ana.code().len()
    );
    ben.command(Command::EnterCode {
        text: format!("https://example.org/p2panda/#/s/{}", ana.code()),
    });
    ben.describe();
    assert!(
        ben.code().len() <= 120_usize.div_ceil(3) * 4,
        "{} characters",
        ben.code().len()
    );
}

/// The code of the join link that somebody's invitation shows.
fn join_code(device: &mut Device) -> String {
    let festival = device.festival().id;
    let screen = device.look(Screen::Invite {
        festival,
        with_ancestors: true,
    });
    match screen {
        ScreenView::Invite(invite) => invite.code.to_string(),
        other => panic!("no invitation but {other:?}"),
    }
}

fn opened(device: &mut Device, code: &str) -> JoinView {
    let screen = Screen::Join { code: code.into() };
    match device.look(screen) {
        ScreenView::Join(link) => (**link).clone(),
        other => panic!("no link but {other:?}"),
    }
}

#[test]
fn a_join_link_shows_what_it_claims_and_enters_nothing_by_itself() {
    let (mut ana, mut ben) = founder_and_visitor();
    let code = join_code(&mut ana);
    let JoinView::Into {
        festival,
        title,
        founder,
        entered: false,
        ..
    } = opened(&mut ben, &code)
    else {
        panic!("the link leads into a festival that Ben has not entered")
    };
    assert_eq!(&*title, "Summer");
    assert_eq!(festival, ana.festival().id);
    assert_eq!(founder.mark, ana.frame().me.mark);
    assert!(ben.frame().festivals.is_empty());

    ben.command(Command::Join { text: code.clone() });
    let row = ben.festival().clone();
    assert_eq!(row.title.as_deref(), Some("Summer"));
    assert!(!row.described, "the title is only the link's claim");
    let mut ben = ben.reloaded(20);
    assert_eq!(ben.festival().title.as_deref(), Some("Summer"));
    assert!(matches!(
        opened(&mut ben, &code),
        JoinView::Into { entered: true, .. }
    ));
}

#[test]
fn who_joined_by_link_is_let_in_by_a_members_code_and_sees_the_founders_words() {
    let (mut ana, mut ben) = founder_and_visitor();
    let code = join_code(&mut ana);
    ben.command(Command::Join { text: code });
    let festival = ana.festival().id;
    let mut cable = Cable::by_codes(&mut ana, &mut ben, Command::Reconnect { festival });
    cable.run(&mut ana, &mut ben);
    assert_eq!(ben.titles(), ["Opening"]);
    assert!(ben.festival().described);
}

#[test]
fn damaged_and_foreign_links_each_have_their_sentence() {
    let (mut ana, mut ben) = founder_and_visitor();
    let code = join_code(&mut ana);
    let offer = {
        let invite = invite(&ana);
        ana.command(invite);
        ana.describe();
        ana.code()
    };
    let cases = [
        (code[..code.len() - 5].to_owned(), Problem::CodeDamaged),
        (format!("Ag{}", &code[2..]), Problem::CodeNewer),
        ("x".repeat(1_000_000), Problem::NotACode),
        (offer, Problem::NotACode),
    ];
    for (text, problem) in cases {
        assert_eq!(opened(&mut ben, &text), JoinView::Refused(problem));
        ben.command(Command::Join { text });
        assert_eq!(ben.problem(), Some(problem));
    }
    ben.command(Command::EnterCode { text: code });
    assert_eq!(ben.problem(), Some(Problem::JoinLink));
    assert!(ben.frame().festivals.is_empty());
}

#[test]
fn what_the_host_lists_is_heard_however_early_it_comes() {
    use p2panda::peer::{Input, Output};
    use p2panda::storage::memory::MemoryStore;
    let mut ana = Device::asleep("Ana", 10, MemoryStore::new(10));
    // Everything that a starting page tells comes before the store has answered.
    let list = r#"{"meeting_points":["wss://a.example.org"],"stun":["stun:b.example.org:1"]}"#;
    for input in [
        Input::Start,
        Input::Online(true),
        Input::Config(list.to_owned()),
    ] {
        ana.take_unanswered(input);
    }
    ana.catch_up();
    ana.found("Summer");
    let opened = |output: &Output| matches!(output, Output::OpenSocket { url, .. } if url == "wss://a.example.org");
    assert!(ana.outbox.iter().any(opened), "the meeting point is called");
    let servers = |output: &Output| matches!(output, Output::IceServers(list) if list.len() == 1);
    assert!(ana.outbox.iter().any(servers), "the STUN server is asked");
}
