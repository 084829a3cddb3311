//! A small bundle shown from screen to camera, code after code: some are missed, some
//! come twice, somebody shows something else in between.

use p2panda::gossip::entropy::{Entropy, SeededEntropy};
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{CarryingView, Event, Problem, Screen, ScreenView};
use p2panda::protocol::bundle::film::{Seen, Watching, is_picture, pictures};
use p2panda::protocol::limits::{MAX_FILM_BYTES, MAX_FILM_PARTS};

use crate::scene::{digest, give, loaded, visitor};
use crate::support::{Device, founder_and_visitor};

/// What the screen shows, in order.
fn shown(device: &mut Device) -> Vec<String> {
    match device.look(Screen::Film) {
        ScreenView::Film(pictures) => pictures.iter().map(|text| text.to_string()).collect(),
        other => panic!("no film but {other:?}"),
    }
}

fn watch(device: &mut Device, text: &str) {
    let text = text.to_owned();
    device.command(Command::WatchFilm { text });
}

/// Random bytes of a length.
fn file(seed: u64, length: usize) -> Vec<u8> {
    let mut entropy = SeededEntropy::new(seed);
    let mut bytes = vec![0; length];
    entropy.fill(&mut bytes);
    bytes
}

/// Some order of so many things, each at most once, a share of them left out.
fn lossy(seed: u64, count: usize, lost_of_ten: u8) -> Vec<usize> {
    let mut entropy = SeededEntropy::new(seed);
    let mut draw = || {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    };
    let mut order: Vec<(u64, usize)> = (0..count).map(|at| (draw(), at)).collect();
    order.retain(|(key, _)| (key % 10) as u8 >= lost_of_ten);
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

#[test]
fn a_small_bundle_goes_from_screen_to_camera() {
    let mut ana = founder_and_visitor().0;
    let mut ben = visitor("Ben", 2, &mut ana, None);
    for number in 0..12 {
        ana.publish_event(Event {
            description: Some(format!("{number} ").repeat(100)),
            ..Event::titled(format!("Talk {number}"))
        });
    }
    let (given, _) = give(&mut ana, true);
    assert!(given.has_film, "{} bytes", given.bytes);
    let film = shown(&mut ana);
    assert!(
        film.iter()
            .all(|text| is_picture(text) && text.len() <= 758)
    );
    let mut progress = 0;
    for at in lossy(1, film.len(), 4) {
        watch(&mut ben, &film[at]);
        watch(&mut ben, &film[at]);
        match ben.frame().carrying {
            CarryingView::Watching { done, all } => {
                assert!(progress <= done && done < all, "{progress} {done} {all}");
                progress = done;
            }
            CarryingView::Taken(taken) => {
                assert_eq!((taken.entries, taken.events), (15, 13));
                break;
            }
            other => panic!("{other:?}, {:?}", ben.problem()),
        }
    }
    assert!(progress > 0, "it is told how far it is");
    assert_eq!(ben.titles().len(), 13);
    let festival = ana.festival().id;
    assert_eq!(digest(&mut ana, festival), digest(&mut ben, festival));
    assert!(matches!(ben.frame().carrying, CarryingView::Taken(_)));
    // The same film once more brings nothing.
    ben.now += 2_000;
    for text in &film {
        watch(&mut ben, text);
        if let CarryingView::Taken(taken) = ben.frame().carrying {
            assert_eq!((taken.entries, taken.known), (0, 15));
            return;
        }
    }
    panic!("it ends");
}

#[test]
fn any_file_that_is_short_enough_arrives_whatever_is_missed() {
    let mut most = 0.0_f64;
    for (seed, length) in [(1, 1), (2, 336), (3, 337), (4, 5_000), (5, MAX_FILM_BYTES)] {
        let file = file(seed, length);
        let film = pictures(&file);
        let pieces = length.div_ceil(336);
        for lost in [0, 1, 3, 5] {
            let mut watching = Watching::default();
            let order = lossy(seed * 100 + u64::from(lost), film.len(), lost);
            let arrived = (1..).zip(&order).find_map(|(count, at)| {
                match watching.see(&film[*at].to_lowercase()) {
                    Seen::Whole(whole) => Some((count, whole)),
                    _ => None,
                }
            });
            // Half of so few pictures may all be of the one piece that is missing.
            if length < 1_000 && lost == 5 {
                continue;
            }
            let (count, whole) = arrived.unwrap_or_else(|| panic!("{length} bytes, {lost} lost"));
            assert_eq!(whole, file);
            most = most.max(f64::from(count) / pieces as f64);
        }
    }
    println!("at most {most:.2} pictures seen for each piece of the file, in any order");
    assert!(most < 4.0, "{most}");
    assert!(pictures(&[]).is_empty() && pictures(&file(6, MAX_FILM_BYTES + 1)).is_empty());
}

#[test]
fn a_long_bundle_is_no_film() {
    let mut ana = founder_and_visitor().0;
    for number in 0..200 {
        ana.publish(&format!("Talk {number}"));
    }
    let (given, _) = give(&mut ana, true);
    assert!(given.bytes > MAX_FILM_BYTES as u64 && !given.has_film);
    assert!(shown(&mut ana).is_empty());
    // What is new since then is short again.
    ana.publish("One more");
    assert!(give(&mut ana, false).0.has_film);
    assert!(!shown(&mut ana).is_empty());
}

#[test]
fn pictures_of_anything_else_cost_nothing_and_change_nothing() {
    let mut ana = founder_and_visitor().0;
    let mut ben = visitor("Ben", 2, &mut ana, None);
    give(&mut ana, true);
    let film = shown(&mut ana);
    let before = loaded(&mut ben);
    let (numbers, body) = film[0]
        .strip_prefix("UR:P2PANDA/")
        .and_then(|rest| rest.split_once('/'))
        .expect("numbers and a body");
    let mut texts = vec![
        String::new(),
        "https://example.org/".to_owned(),
        "ur:bytes/1-1/aeadaolazmjendeoti".to_owned(),
        "ur:p2panda/".to_owned(),
        format!("ur:p2panda/{body}"),
        format!("ur:p2panda/1-/{body}"),
        format!("ur:p2panda/{numbers}/"),
        format!("ur:p2panda/{numbers}/é{body}"),
        format!("ur:p2panda/{numbers}/{}", "a".repeat(3_000_000)),
    ];
    let counts = [0, MAX_FILM_PARTS as u64 + 1, 1 << 32, 1 << 60, u64::MAX];
    texts.extend(counts.map(|count| format!("ur:p2panda/1-{count}/{body}")));
    // Numbers outside and inside that do not agree.
    texts.push(format!("ur:p2panda/1-59/{body}"));
    for text in &texts {
        watch(&mut ben, text);
        assert_eq!(ben.frame().carrying, CarryingView::Idle, "{text:.80}");
        assert_eq!(ben.problem(), Some(Problem::BundleNot), "{text:.80}");
    }
    assert_eq!(loaded(&mut ben), before);
}

#[test]
fn parts_that_say_one_thing_outside_and_another_inside_never_make_large_tables() {
    // The part's own numbers: sequence, pieces, length, checksum, data.
    let part = |seq: u32, pieces: u32, length: u32, data: &[u8]| {
        let mut cbor = vec![0x85];
        for number in [seq, pieces, length, 7] {
            cbor.push(0x1a);
            cbor.extend(number.to_be_bytes());
        }
        cbor.push(0x59);
        cbor.extend((data.len() as u16).to_be_bytes());
        cbor.extend(data);
        cbor
    };
    let body = |cbor: &[u8]| ur::bytewords::encode(cbor, ur::bytewords::Style::Minimal);
    let mut watching = Watching::default();
    for (outside, cbor) in [
        ("1-59", part(1, u32::MAX, 100, &[1; 300])),
        ("1-59", part(0, 59, 100, &[1; 300])),
        ("0-59", part(0, 59, 100, &[1; 300])),
        ("1-59", part(1, 59, 0, &[1; 300])),
        ("1-59", part(1, 59, 100, &[])),
        ("4294967296-59", part(1, 59, 100, &[1; 300])),
    ] {
        let text = format!("ur:p2panda/{outside}/{}", body(&cbor));
        assert_eq!(watching.see(&text), Seen::Nothing, "{outside}");
    }
    // All pieces of a file that they do not make.
    for (length, seen) in [
        (u32::MAX, Seen::Spoiled),
        (600, Seen::Spoiled),
        (5, Seen::Spoiled),
    ] {
        let mut watching = Watching::default();
        let texts = [1, 2].map(|seq| {
            let cbor = part(seq, 2, length, &[1; 300]);
            format!("ur:p2panda/{seq}-2/{}", body(&cbor))
        });
        assert_eq!(watching.see(&texts[0]), Seen::Part { done: 1, all: 2 });
        assert_eq!(watching.see(&texts[1]), seen);
        // It begins again, and a good film comes through.
        let file = file(9, 2_000);
        let film = pictures(&file);
        let whole = film.iter().find_map(|text| match watching.see(text) {
            Seen::Whole(whole) => Some(whole),
            _ => None,
        });
        assert_eq!(whole, Some(file));
    }
    // Sums without end that never add up.
    let mut watching = Watching::default();
    let mut spoiled = 0;
    for seq in 60..20_000 {
        let cbor = part(seq, 59, 20_000, &[seq as u8; 336]);
        let text = format!("ur:p2panda/{seq}-59/{}", body(&cbor));
        spoiled += usize::from(watching.see(&text) == Seen::Spoiled);
    }
    assert!(spoiled > 20, "it starts over again and again: {spoiled}");
}

#[test]
fn who_sees_two_films_mixed_gets_one_of_them_or_none() {
    let films = [file(11, 3_000), file(12, 3_000)];
    let [first, second] = [&films[0], &films[1]].map(|file| pictures(file));
    let mut watching = Watching::default();
    for (one, other) in first.iter().zip(second.iter()) {
        for text in [one, other] {
            if let Seen::Whole(whole) = watching.see(text) {
                assert!(films.contains(&whole));
            }
        }
    }
    // Whoever then looks at one of them only has it soon.
    let whole = second.iter().find_map(|text| match watching.see(text) {
        Seen::Whole(whole) => Some(whole),
        _ => None,
    });
    assert_eq!(whole.as_ref(), Some(&films[1]));
}

#[test]
fn random_letters_never_break_the_watching() {
    let mut entropy = SeededEntropy::new(5);
    let good = pictures(&file(13, 2_000));
    let mut watching = Watching::default();
    for round in 0..20_000_usize {
        let mut text = good[round % good.len()].as_bytes().to_vec();
        let mut draw = [0; 9];
        entropy.fill(&mut draw);
        for change in draw.chunks(3).take(1 + round % 3) {
            let at = usize::from(change[0]) * usize::from(change[1]) % text.len();
            text[at] = change[2];
        }
        let text = String::from_utf8_lossy(&text);
        if let Seen::Whole(whole) = watching.see(&text) {
            assert_eq!(whole, file(13, 2_000), "the checksum holds");
            watching = Watching::default();
        }
    }
}
