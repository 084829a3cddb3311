//! A person is brought back, begins new logs and never forks.

use p2panda::peer::command::{BackupSource, Command, Secret};
use p2panda::peer::view_model::{BackupStep, OpenedView, Problem, Screen, ScreenView, SecretsView};
use p2panda::protocol::id::AuthorId;

use crate::scene::{FILE, digest, give, loaded, take, visitor};
use crate::support::{Cable, Device, founder_and_visitor, stored_logs};

const PASSPHRASE: &str = "four badgers on a tandem";

fn founder() -> Device {
    founder_and_visitor().0
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// What takes a moment on purpose is done.
fn work(device: &mut Device) {
    while device.frame().backup.step == BackupStep::Working && device.passes_time() {}
}

/// A backup file of the person on a device.
fn seal(device: &mut Device) -> Vec<u8> {
    device.command(Command::SealBackup {
        passphrase: secret(PASSPHRASE),
    });
    assert_eq!(
        device.frame().backup.step,
        BackupStep::Working,
        "it is said first"
    );
    work(device);
    match device.frame().backup.step {
        BackupStep::Sealed { file } => device.written[&file].clone(),
        ref other => panic!("{} sealed {other:?}", device.name),
    }
}

fn open_file(device: &mut Device, file: &[u8], passphrase: &str, practise: bool) {
    device.opened.insert(FILE, file.to_vec());
    let source = BackupSource::File {
        file: FILE,
        size: file.len() as u64,
        passphrase: secret(passphrase),
    };
    device.command(Command::OpenBackup { source, practise });
    work(device);
    assert!(device.opened.is_empty(), "the file is closed");
}

fn opened(device: &Device) -> OpenedView {
    match &device.frame().backup.step {
        BackupStep::Opened(opened) => (**opened).clone(),
        other => panic!("{} opened {other:?}, {:?}", device.name, device.problem()),
    }
}

fn restore(device: &mut Device, file: &[u8]) {
    open_file(device, file, PASSPHRASE, false);
    opened(device);
    device.command(Command::Restore);
}

fn me(device: &Device) -> AuthorId {
    device.frame().me.author
}

fn secrets(device: &mut Device) -> SecretsView {
    match device.look(Screen::Secrets) {
        ScreenView::Secrets(secrets) => secrets.clone(),
        other => panic!("no secrets but {other:?}"),
    }
}

#[test]
fn restored_twice_while_the_old_one_writes_there_are_three_logs_one_person_and_no_fork() {
    let mut ana = founder();
    let file = seal(&mut ana);
    let (mut second, mut third) = (Device::fresh("second", 21), Device::fresh("third", 22));
    restore(&mut second, &file);
    restore(&mut third, &file);
    assert!(me(&second) == me(&ana) && me(&third) == me(&ana));
    // All three write before any of them has heard of the others.
    ana.publish("By the first");
    second.publish("By the second");
    third.publish("By the third");
    let bundles = [&mut ana, &mut second, &mut third].map(|device| give(device, true).1);
    for device in [&mut ana, &mut second, &mut third] {
        for bundle in &bundles {
            let taken = take(device, bundle);
            assert_eq!((taken.refused, taken.early), (0, 0));
        }
    }
    let festival = ana.festival().id;
    let heads = loaded(&mut ana).heads;
    assert_eq!(heads.len(), 3, "three logs");
    assert!(heads.iter().all(|head| head.key().author == me(&ana)));
    for other in [&mut second, &mut third] {
        assert_eq!(loaded(other).heads, heads);
        assert_eq!(digest(other, festival), digest(&mut ana, festival));
        assert_eq!(other.titles(), ana.titles());
    }
    assert_eq!(ana.titles().len(), 4);
    let ScreenView::People(people) = ana.look(Screen::People { festival }) else {
        panic!("no people")
    };
    assert_eq!(people.people.len(), 1, "one person");
    assert!(!people.people[0].two_histories && people.people[0].devices == 3);
    // Each goes on in its own log.
    second.publish("Again");
    let (_, more) = give(&mut second, true);
    let taken = take(&mut ana, &more);
    assert_eq!((taken.entries, taken.refused), (1, 0));
}

#[test]
fn a_backup_brings_a_person_and_their_festivals_into_an_empty_browser_that_finds_the_rest() {
    let mut ana = founder();
    let mut ben = visitor("Ben", 2, &mut ana, None);
    let bundle = give(&mut ana, true).1;
    take(&mut ben, &bundle);
    ana.command(Command::Petname {
        author: me(&ben),
        name: "Benny".to_owned(),
    });
    let file = seal(&mut ana);
    let old = me(&ana);
    drop(ana);

    let mut again = Device::fresh("Ana again", 31);
    open_file(&mut again, &file, PASSPHRASE, false);
    let view = opened(&again);
    assert_eq!((view.person.author, view.festivals), (old, 1));
    assert_eq!((view.petnames, view.replaces), (1, false));
    again.command(Command::Restore);
    assert_eq!(me(&again), old);
    let festival = again.festival().id;
    assert!(
        stored_logs(&mut again).is_empty(),
        "nothing of it is here yet"
    );

    // Its neighbours give it its own old entries again.
    let mut cable = Cable::by_codes(&mut ben, &mut again, Command::Reconnect { festival });
    cable.run(&mut ben, &mut again);
    assert_eq!(again.titles(), ["Opening"]);
    assert!(again.events()[0].mine, "it is the person's own");
    again.publish("After the restore");
    cable.run(&mut ben, &mut again);
    assert_eq!(ben.titles(), ["After the restore", "Opening"]);
    let heads = loaded(&mut ben).heads;
    assert_eq!(
        heads.iter().filter(|head| head.key().author == old).count(),
        2
    );
    assert_eq!(digest(&mut ben, festival), digest(&mut again, festival));
    // It stays so after a reload.
    cable.cut(&mut ben, &mut again);
    let again = again.reloaded(32);
    assert_eq!(me(&again), old);
}

#[test]
fn words_bring_the_person_back() {
    let mut ana = founder();
    let words = secrets(&mut ana).words.join(" ");
    let mut eva = Device::fresh("Eva", 3);
    let source = BackupSource::Words(secret(&words));
    let practise = false;
    eva.command(Command::OpenBackup { source, practise });
    assert_eq!(opened(&eva).person.author, me(&ana));
    eva.command(Command::Restore);
    assert_eq!(me(&eva), me(&ana));
    assert!(eva.frame().festivals.is_empty(), "words hold no festivals");
    assert!(eva.frame().backup.words.is_some(), "they exist on paper");
}

#[test]
fn a_move_code_brings_person_and_festivals() {
    let mut ana = founder();
    let code = secrets(&mut ana).code.to_string();
    let mut phone = Device::fresh("phone", 4);
    let wrapped = format!(" {}\n{} ", &code[..30], &code[30..]);
    let practise = false;
    let source = BackupSource::Code(secret(&wrapped));
    phone.command(Command::OpenBackup { source, practise });
    phone.command(Command::Restore);
    assert_eq!(
        (me(&phone), phone.festival().id),
        (me(&ana), ana.festival().id)
    );
    let cases = [
        ("p2panda-move-1.abc".to_owned(), Problem::BackupDamaged),
        (code[..code.len() - 3].to_owned(), Problem::BackupDamaged),
        (code.replace("move-1", "move-2"), Problem::BackupNewer),
        ("https://example.org".to_owned(), Problem::BackupNot),
        ("x".repeat(9_000_000), Problem::BackupNot),
    ];
    for (text, problem) in cases {
        let source = BackupSource::Code(secret(&text));
        phone.command(Command::OpenBackup { source, practise });
        assert_eq!(phone.problem(), Some(problem));
    }
}

#[test]
fn restored_over_somebody_else_their_festivals_stay_and_nothing_is_written_in_their_logs() {
    let mut ana = founder();
    let file = seal(&mut ana);
    let mut eva = Device::fresh("Eva", 5);
    let winter = eva.found("Winter");
    eva.publish("Skating");
    let before = loaded(&mut eva).heads;
    open_file(&mut eva, &file, PASSPHRASE, false);
    assert!(opened(&eva).replaces, "it is said that somebody else goes");
    assert_eq!(loaded(&mut eva).heads, before, "opening changes nothing");
    eva.command(Command::Restore);
    assert_eq!(me(&eva), me(&ana));
    assert_eq!(eva.frame().festivals.len(), 2);
    eva.command(Command::SaveEvent {
        festival: winter,
        id: None,
        fields: Box::new(p2panda::peer::view_model::Event::titled("Soup")),
        notes: Default::default(),
    });
    assert_eq!(eva.problem(), None);
    let heads = loaded(&mut eva).heads;
    assert!(
        before.iter().all(|head| heads.contains(head)),
        "the old log ends where it was"
    );
    let mine = heads.iter().filter(|head| head.key().author == me(&ana));
    assert_eq!(mine.count(), 1, "a log of one's own in the other festival");
}

#[test]
fn what_is_wrong_with_words_or_a_file_is_told_apart_and_nothing_is_lost() {
    let mut ana = founder();
    let file = seal(&mut ana);
    let text = String::from_utf8(file.clone()).expect("a backup is text");
    let secrets = secrets(&mut ana);
    let mut swapped: Vec<&str> = secrets.words.to_vec();
    let at = (0..23)
        .find(|at| swapped[*at] != swapped[at + 1])
        .expect("two differ");
    swapped.swap(at, at + 1);
    let mut unknown: Vec<&str> = secrets.words.to_vec();
    unknown[4] = "festivall";

    let mut eva = Device::fresh("Eva", 6);
    eva.found("Winter");
    let (before, who) = (loaded(&mut eva), me(&eva));
    for (words, problem, field) in [
        (unknown, Problem::WordUnknown, "5"),
        (swapped, Problem::WordsOrder, ""),
        (secrets.words[..20].to_vec(), Problem::WordsCount, ""),
    ] {
        let source = BackupSource::Words(secret(&words.join(" ")));
        let practise = false;
        eva.command(Command::OpenBackup { source, practise });
        let refusal = eva.frame().refusal.clone().expect("it is refused");
        assert_eq!((refusal.problem, &*refusal.field), (problem, field));
    }
    let cut = &file[..file.len() - 10];
    let altered = text.replacen('A', "B", 1).into_bytes();
    let newer = text.replacen("backup 1", "backup 2", 1).into_bytes();
    let (_, bundle) = give(&mut ana, true);
    for (file, passphrase, problem) in [
        (
            &file[..],
            "four badgers on a tandom",
            Problem::BackupPassphrase,
        ),
        (&file[..], "", Problem::BackupPassphrase),
        (cut, PASSPHRASE, Problem::BackupDamaged),
        (&altered, PASSPHRASE, Problem::BackupDamaged),
        (&newer, PASSPHRASE, Problem::BackupNewer),
        (&bundle, PASSPHRASE, Problem::BackupNot),
        (b"", PASSPHRASE, Problem::BackupNot),
    ] {
        open_file(&mut eva, file, passphrase, false);
        assert_eq!(eva.problem(), Some(problem));
        assert_eq!(eva.frame().backup.step, BackupStep::Idle);
    }
    eva.command(Command::Restore);
    assert_eq!(eva.problem(), Some(Problem::NotThere), "nothing is open");
    assert_eq!((loaded(&mut eva), me(&eva)), (before, who));
    open_file(&mut eva, &file, PASSPHRASE, false);
    assert_eq!(
        opened(&eva).person.author,
        me(&ana),
        "the right one still opens"
    );
}

#[test]
fn a_backup_that_asks_for_more_memory_than_phones_have_is_refused_at_once() {
    let mut ana = founder();
    let text = String::from_utf8(seal(&mut ana)).expect("a backup is text");
    let (head, body) = text.split_once("\n\n").expect("an empty line");
    let body: String = body.split_whitespace().collect();
    let plain = data_encoding::BASE64URL_NOPAD
        .decode(body.as_bytes())
        .expect("base64url");
    for (memory, passes, lanes) in [
        (u32::MAX, 1, 1),
        (256 * 1024 + 8, 1, 1),
        (64 * 1024, u32::MAX, 1),
        (64 * 1024, 3, u32::MAX),
        (0, 0, 0),
    ] {
        let mut bytes = plain.clone();
        for (at, number) in [(0, memory), (4, passes), (8, lanes)] {
            bytes[at..at + 4].copy_from_slice(&u32::to_le_bytes(number));
        }
        let end = bytes.len() - 8;
        let sum = p2panda::protocol::id::Blake2b::of(&bytes[..end]);
        bytes[end..].copy_from_slice(&sum.as_bytes()[..8]);
        let file = format!(
            "{head}\n\n{}",
            data_encoding::BASE64URL_NOPAD.encode(&bytes)
        );
        open_file(&mut ana, file.as_bytes(), PASSPHRASE, false);
        assert_eq!(ana.problem(), Some(Problem::BackupDamaged));
    }
}

#[test]
fn it_is_asked_for_after_the_first_publish_and_no_more_once_there_is_one() {
    let mut ana = Device::fresh("Ana", 1);
    assert!(!ana.frame().backup.due, "there is nothing to lose yet");
    ana.found("Summer");
    assert!(ana.frame().backup.due);
    ana.command(Command::SealBackup {
        passphrase: secret("too short"),
    });
    assert_eq!(ana.problem(), Some(Problem::PassphraseShort));
    assert!(ana.frame().backup.due);
    let file = seal(&mut ana);
    assert!(!ana.frame().backup.due && ana.frame().backup.file.is_some());
    // The practice: the file is opened again, with the passphrase from memory.
    open_file(&mut ana, &file, PASSPHRASE, true);
    assert_eq!(ana.frame().backup.step, BackupStep::Practised);
    open_file(&mut ana, &file, "four badgers", true);
    assert_eq!(ana.problem(), Some(Problem::BackupPassphrase));
    let mut eva = Device::fresh("Eva", 7);
    open_file(&mut eva, &file, PASSPHRASE, true);
    assert_eq!(eva.problem(), Some(Problem::BackupOfOther));

    let mut words = founder();
    words.command(Command::WordsPractised);
    let mut words = words.reloaded(9);
    assert!(!words.frame().backup.due && words.frame().backup.words.is_some());
    // No secret shows in what a developer prints.
    let printed = format!("{:?}", secrets(&mut words));
    assert_eq!(printed, "SecretsView(secret)");
}
