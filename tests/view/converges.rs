//! Peers with the same messages agree, whatever the order in which they came.

use crate::histories::*;
use crate::world::*;
use p2panda::protocol::generate::draft::{Draft, Drafted, Pen};
use p2panda::protocol::id::FestivalId;
use p2panda::protocol::schema::authorization::Authorization;
use p2panda::protocol::schema::request::Request;
use p2panda::protocol::schema::resource::Resource;
use p2panda::protocol::view::View;
use p2panda::protocol::view::part::Part;
use p2panda::protocol::view::snapshot::Place;

#[test]
fn two_thousand_histories_give_the_same_view_in_any_order_with_freezes_and_duplicates() {
    let mut counted = 0;
    for seed in 0..2_000 {
        let mut history = History::write(seed);
        let festival = history.world.festival;
        let freezes = history.freezes();
        let (one, other) = (history.shuffled(), history.shuffled());
        let one = arrive(&one, &freezes, festival, &mut history.numbers);
        let other = arrive(&other, &freezes, festival, &mut history.numbers);
        assert_eq!(
            one.digest(&festival),
            other.digest(&festival),
            "history {seed}"
        );
        assert_eq!(
            one.events(&festival),
            other.events(&festival),
            "history {seed}"
        );
        for owner in 0..history.authors {
            let author = p2panda::protocol::generate::draft::person_id(owner);
            assert_eq!(
                one.queue(author),
                other.queue(author),
                "history {seed}, owner {owner}"
            );
        }
        let part = one.home(&festival);
        counted += part
            .asks()
            .keys()
            .filter(|id| part.grant(id).is_some())
            .count();
    }
    assert!(
        counted > 2_000,
        "the histories hardly grant anything: {counted}"
    );
}

/// A view with one festival's share written as a snapshot and read again.
fn restored(view: &View, festival: &FestivalId, bytes: usize) -> View {
    let part = view.home(festival);
    let (mut read, mut place) = (Part::new(*festival), Place::default());
    while let Some((slice, next)) = part.slice(place, bytes) {
        read.take_slice(&slice).expect("what was written is read");
        place = next;
    }
    let mut view = View::new();
    view.insert(read);
    view
}

#[test]
fn a_snapshot_read_again_is_the_same_view_now_and_whatever_comes_later() {
    for seed in 0..300 {
        let mut history = History::write(seed);
        let festival = history.world.festival;
        let messages = history.shuffled();
        let at = 1 + history.numbers.below(messages.len() - 1);
        let mut view = view_of(&messages[..at]);
        let bytes = [1, 500, 1_000_000][history.numbers.below(3)];
        let mut again = restored(&view, &festival, bytes);
        for message in &messages[at..] {
            let [one, other] = [&mut view, &mut again].map(|view| view.apply(message.input()));
            assert_eq!(one, other, "history {seed}");
        }
        assert_eq!(
            view.digest(&festival),
            again.digest(&festival),
            "history {seed}"
        );
        assert_eq!(
            view.events(&festival),
            again.events(&festival),
            "history {seed}"
        );
        let ends = |view: &View| view.home(&festival).ends().collect::<Vec<_>>();
        assert_eq!(ends(&view), ends(&again), "history {seed}");
        for owner in 0..history.authors {
            let author = p2panda::protocol::generate::draft::person_id(owner);
            assert_eq!(view.queue(author), again.queue(author), "history {seed}");
            assert_eq!(view.next_clock(author, 0), again.next_clock(author, 0));
        }
    }
}

#[test]
fn a_digest_that_is_made_some_rows_at_a_time_is_the_same() {
    for seed in 0..50 {
        let mut history = History::write(seed);
        let festival = history.world.festival;
        let view = view_of(&history.shuffled());
        let part = view.home(&festival);
        for rows in [1, 2, 7] {
            let mut begun = part.begin_digest();
            let mut turns = 1;
            let digest = loop {
                match part.digest_on(&mut begun, rows) {
                    Some(digest) => break digest,
                    None => turns += 1,
                }
            };
            assert_eq!(digest, view.digest(&festival), "history {seed}");
            assert!(turns * rows > part.asks().len(), "history {seed}");
        }
    }
}

#[test]
fn damaged_slices_are_refused_or_read_as_something_and_never_panic() {
    let mut history = History::write(7);
    let festival = history.world.festival;
    let view = view_of(&history.shuffled());
    let part = view.home(&festival);
    let mut place = Place::default();
    while let Some((slice, next)) = part.slice(place, 2_000) {
        place = next;
        for _ in 0..200 {
            let mut damaged = slice.clone();
            let at = history.numbers.below(damaged.len());
            damaged[at] ^= 1 << history.numbers.below(8);
            damaged.truncate(damaged.len() - history.numbers.below(damaged.len()));
            // Whatever it says.
            let _ = Part::new(festival).take_slice(&damaged);
        }
    }
}

#[test]
fn every_order_of_six_messages_gives_the_same_view() {
    for kind in 0..4 {
        let messages = six(kind);
        let festival = World::new().festival;
        let mut digests = Vec::new();
        permute(&mut messages.clone(), 0, &mut |order| {
            let view = view_of(order);
            digests.push((view.digest(&festival), view.events(&festival).len()));
        });
        assert_eq!(digests.len(), 720);
        assert!(
            digests.iter().all(|digest| *digest == digests[0]),
            "case {kind}"
        );
    }
}

/// Six messages that depend on one another, each alone in its log.
fn six(kind: usize) -> Vec<Drafted> {
    let mut world = World::new();
    let on = |device| Pen::new(BEN, World::new().festival, device);
    let garden = world.resource(ANA, &place());
    let event = world
        .draft
        .create(on(1), &event(10, 12, vec![must(0, Some(garden))]));
    let first = world
        .draft
        .create(on(2), &request(event, garden, Some(hours(10, 12))));
    let second = Request {
        replaces: Some(first),
        ..request(event, garden, Some(hours(11, 13)))
    };
    let second = world.draft.create(on(3), &second);
    let owner = |device| Pen::new(ANA, World::new().festival, device);
    let accept = |asked, interval| Authorization::accept(asked, garden, Some(interval), 1);
    world.draft.create(owner(2), &accept(second, hours(11, 13)));
    match kind {
        0 => world.draft.create(owner(3), &accept(first, hours(10, 12))),
        1 => world.draft.create(
            on(4),
            &Request {
                replaces: Some(first),
                ..request(event, garden, Some(hours(9, 11)))
            },
        ),
        2 => world.draft.update::<Request>(
            on(4),
            second,
            &p2panda::protocol::schema::request::RequestChange::withdrawal(),
        ),
        _ => world.draft.delete::<Resource>(owner(3), garden),
    };
    alone(&world.draft)
}

/// The messages without the joins before them, each the first of its log.
fn alone(draft: &Draft) -> Vec<Drafted> {
    let mut messages: Vec<Drafted> = draft
        .messages
        .iter()
        .filter(|message| message.seq == 2)
        .cloned()
        .collect();
    messages.iter_mut().for_each(|message| message.seq = 1);
    assert_eq!(messages.len(), 6);
    messages
}

fn permute(items: &mut Vec<Drafted>, at: usize, each: &mut impl FnMut(&[Drafted])) {
    if at == items.len() {
        return each(items);
    }
    for other in at..items.len() {
        items.swap(at, other);
        permute(items, at + 1, each);
        items.swap(at, other);
    }
}
