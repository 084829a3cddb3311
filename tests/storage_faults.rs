//! The faulty store fails as told and no otherwise, and a loss of power takes
//! only what a store may lose.

use p2panda::storage::content::Content;
use p2panda::storage::faulty::{Fault, FaultyStore};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::suite::{Author, foreign, read_all};
use p2panda::storage::{Answer, Batch, OwnSteps, Request, Store, StoreError, WriterToken};

fn ask(store: &mut impl Store, request: Request) -> Option<Result<Answer, StoreError>> {
    store.submit(1, request);
    store.poll().map(|(_, answer)| answer)
}

fn become_writer(store: &mut impl Store) -> WriterToken {
    match ask(store, Request::BecomeWriter) {
        Some(Ok(Answer::Writer(token))) => token,
        other => panic!("{other:?}"),
    }
}

fn own(token: WriterToken, author: &mut Author) -> Request {
    let own = OwnSteps {
        token,
        steps: author.steps([1]),
    };
    Request::Commit(Batch {
        own: Some(own),
        ..Batch::default()
    })
}

/// Heights of these authors' logs.
fn heights<const N: usize>(content: Content, authors: [&Author; N]) -> [u64; N] {
    let mut store = MemoryStore::holding(content);
    authors.map(|author| match ask(&mut store, read_all(author.log())) {
        Some(Ok(Answer::Segments(segments))) => {
            segments.last().map_or(0, |segment| segment.run.last())
        }
        other => panic!("{other:?}"),
    })
}

#[test]
fn a_loss_of_power_takes_only_the_last_relaxed_writes() {
    let (mut ana, mut ben) = (Author::new(1), Author::new(2));
    let mut store = FaultyStore::new(Content::new(1), []);
    let token = become_writer(&mut store);
    for request in [
        foreign(ben.steps([1])),
        own(token, &mut ana),
        foreign(ben.steps([1])),
        foreign(ben.steps([1])),
    ] {
        assert_eq!(ask(&mut store, request), Some(Ok(Answer::Committed)));
    }
    for (lost, expected) in [(0, [1, 3]), (1, [1, 2]), (2, [1, 1]), (usize::MAX, [1, 1])] {
        assert_eq!(
            heights(store.after_power_loss(lost), [&ana, &ben]),
            expected,
            "{lost} lost"
        );
    }
}

#[test]
fn each_fault_strikes_once_and_does_what_its_name_says() {
    let full = StoreError::Full;
    let cases = [
        (
            Fault::Refuse(full.clone()),
            Some(Err(full.clone())),
            0,
            false,
        ),
        (Fault::Tear(full.clone()), Some(Err(full)), 1, false),
        (Fault::CrashBefore, None, 0, true),
        (Fault::CrashAfter, None, 1, true),
    ];
    for (fault, answer, height, crashed) in cases {
        let mut ana = Author::new(1);
        let mut store = FaultyStore::new(Content::new(1), [(2, fault)]);
        let token = become_writer(&mut store);
        assert_eq!(ask(&mut store, own(token, &mut ana)), answer);
        assert_eq!(store.has_crashed(), crashed);
        assert_eq!(
            heights(store.after_power_loss(usize::MAX), [&ana]),
            [height]
        );
        assert_eq!(ask(&mut store, Request::Load).is_none(), crashed);
        assert_eq!(store.operations(), if crashed { 2 } else { 3 });
    }
}

#[test]
fn what_was_answered_and_not_yet_heard_dies_with_the_process() {
    let mut store = FaultyStore::new(Content::new(1), [(2, Fault::CrashAfter)]);
    store.submit(1, Request::BecomeWriter);
    store.submit(2, Request::Wipe);
    assert_eq!(store.poll(), None);
    let again = MemoryStore::holding(store.after_power_loss(0));
    assert_eq!(
        become_writer(&mut again.another_tab()),
        3,
        "the crash was after the wipe"
    );
}
