//! What is kept between questions is brought up to date by what came since: it equals
//! what would be computed anew.

use std::collections::BTreeMap;

use crate::histories::{History, freeze};
use p2panda::protocol::generate::draft::person_id;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::view::View;
use p2panda::protocol::view::ask::AskState;
use p2panda::protocol::view::asked::Asked;
use p2panda::protocol::view::filter::Outlook;
use p2panda::protocol::view::programme::Programme;

/// What a programme says, and what is asked of somebody.
fn kept(programme: &Programme, asked: &Asked) -> (Vec<(InstanceId, Outlook)>, Asked) {
    let events = programme.events();
    let events = events.map(|(id, outlook)| (*id, outlook.clone()));
    (events.collect(), asked.clone())
}

#[test]
fn what_is_kept_between_questions_is_what_would_be_computed_anew() {
    let (mut compared, mut found_words) = (0, 0);
    for seed in 0..600 {
        let mut history = History::write(seed);
        let festival = history.world.festival;
        let owners: Vec<_> = (0..history.authors).map(person_id).collect();
        let mut freezes: Vec<_> = history.freezes().into_iter().collect();
        let messages = history.shuffled();
        let mut view = View::new();
        let (mut programme, mut revision) = (Programme::default(), 0);
        let mut asked: Vec<Asked> = owners.iter().map(|_| Asked::default()).collect();
        let mut known = Vec::new();
        for message in &messages {
            view.apply(message.input())
                .expect("each log is in its order");
            known.push(message);
            if history.numbers.once_in(20)
                && let Some((log, height)) = freezes.pop()
            {
                freeze(&mut view, festival, log, height, &known);
            }
            revision += 1;
            if !history.numbers.once_in(5) {
                continue;
            }
            // What is read ahead may be older than what comes next.
            let part = view.part(&festival);
            part.map(|part| programme.read_ahead(part, 3));
            programme.catch_up(&view, revision, &festival);
            let mut anew = Programme::default();
            anew.catch_up(&view, revision, &festival);
            if let Some(part) = part {
                let (found, found_anew) = (programme.saying(part, "1"), anew.saying(part, "1"));
                assert_eq!(found, found_anew, "history {seed}, message {revision}");
                found_words += found.len();
            }
            for (owner, asked) in owners.iter().zip(&mut asked) {
                asked.catch_up(&view, revision, *owner);
                let mut asked_anew = Asked::default();
                asked_anew.catch_up(&view, revision, *owner);
                let (one, other) = (kept(&programme, asked), kept(&anew, &asked_anew));
                assert_eq!(one.0, other.0, "history {seed}, message {revision}");
                let by_resource = (one.1.by_resource(), other.1.by_resource());
                assert_eq!(
                    by_resource.0, by_resource.1,
                    "history {seed}, message {revision}"
                );
                compared += one.0.len();
            }
        }
    }
    assert!(
        compared > 10_000,
        "hardly anything was there to compare: {compared}"
    );
    assert!(
        found_words > 1_000,
        "hardly anything was found by words: {found_words}"
    );
}

#[test]
fn what_is_asked_of_thousands_in_short_is_what_each_of_them_says_whole() {
    let mut states = BTreeMap::new();
    let mut looked_at = 0;
    for seed in 0..400 {
        let mut history = History::write(seed);
        let festival = history.world.festival;
        let mut view = View::new();
        for message in &history.shuffled() {
            view.apply(message.input())
                .expect("each log is in its order");
        }
        let part = view.part(&festival).expect("something was written");
        for (id, ask) in part.asks() {
            let state = part.state(id);
            let is_past = matches!(
                state,
                AskState::Withdrawn | AskState::Replaced | AskState::Superseded
            );
            assert_eq!(part.is_past(id, ask), is_past, "history {seed}: {state:?}");
            *states.entry(format!("{state:?}")).or_insert(0) += 1;
        }
        let outlooks = view.outlooks(&festival, part.events().keys());
        let whole = view.events(&festival);
        let whole = whole
            .iter()
            .map(|event| (event.event.id(), event.outlook(&view)));
        assert_eq!(outlooks, whole.collect::<Vec<_>>(), "history {seed}");
        looked_at += outlooks.len();
    }
    let is_there = |state: &str| states.get(state).is_some_and(|count| *count > 20);
    let enough = looked_at > 100
        && ["Waiting", "Withdrawn", "Replaced", "Superseded"]
            .into_iter()
            .all(is_there);
    assert!(
        enough,
        "hardly anything to compare: {states:?}, {looked_at}"
    );
}
