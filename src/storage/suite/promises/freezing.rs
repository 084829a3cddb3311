//! Forked logs: shortened and their proof kept, both or neither.

use super::{COMMITTED, loaded, replay, segments};
use crate::protocol::fork::ForkProof;
use crate::protocol::id::SeqNum;
use crate::storage::suite::{Author, Script, read_all};
use crate::storage::{Answer, LocalTable, Request, freezing};

/// Somebody with a log of so many single entries, and the proof that it was forked
/// at each of these places.
fn forked<const N: usize>(entries: SeqNum, at: [SeqNum; N]) -> (Script, Author, [ForkProof; N]) {
    let mut ana = Author::new(1);
    let mut script = Script::new();
    let mut proofs = Vec::new();
    for seq in 1..=entries {
        let (before, mut twin) = (ana.head().clone(), ana.twin());
        let [ours, theirs] = [ana.step(&[10]), twin.step(&[11])];
        if at.contains(&seq) {
            proofs.push(ana.proof(&before, &ours, &theirs));
        }
        script = script.foreign(vec![ours], COMMITTED);
    }
    let proofs = proofs.try_into().expect("a proof for each place");
    (script, ana, proofs)
}

fn freeze(ana: &Author, proof: &ForkProof, keep: bool) -> Request {
    Request::Freeze {
        festival: ana.head().festival(),
        proof: Box::new(proof.clone()),
        keep,
    }
}

/// Asks to freeze; the log has this height then, in its head, its records and when
/// everything is loaded.
fn expect_frozen(script: Script, ana: &Author, proof: &ForkProof, height: SeqNum) -> Script {
    let script = script.ask(0, freeze(ana, proof, false), move |answer| match answer {
        Ok(Answer::Frozen { head, fallen }) => {
            assert_eq!((head.height(), fallen.len()), (height, 0));
        }
        other => panic!("{other:?}"),
    });
    let script = script.ask(0, read_all(ana.log()), move |answer| {
        let segments = segments(answer);
        let reached = replay(&segments).map_or(0, |head| head.height());
        assert_eq!(reached, height);
    });
    script.ask(0, Request::Load, move |answer| {
        let heads = loaded(answer).heads;
        let heads: Vec<SeqNum> = heads.iter().map(|head| head.height()).collect();
        assert_eq!(
            heads,
            Vec::from_iter(Some(height).filter(|height| *height > 0))
        );
    })
}

/// Everything at and above the fork goes, and the lowest proof stays, across a
/// reopening; a higher one changes nothing.
pub fn a_forked_log_ends_below_its_lowest_fork() -> Script {
    let (script, ana, [low, middle, high]) = forked(9, [2, 5, 8]);
    let mut script = expect_frozen(script, &ana, &high, 7);
    script = expect_frozen(script, &ana, &middle, 4);
    script = expect_frozen(script, &ana, &high, 4).reopen();
    let (festival, kept) = (ana.head().festival(), middle.clone());
    script = script.ask(0, Request::Load, move |answer| {
        let local = loaded(answer).local;
        let proofs: Vec<_> = local.iter().map(|(key, row)| (key.table, row)).collect();
        let [(LocalTable::Fork, row)] = &*proofs else {
            panic!("one proof: {proofs:?}")
        };
        assert_eq!(freezing::read_fork(row), Ok((festival, kept)));
    });
    script = expect_frozen(script, &ana, &low, 1);
    expect_frozen(script, &ana, &low, 1)
}

/// A merged record is cut inside; a log forked at its first entry is gone.
pub fn a_fork_inside_a_merged_record_cuts_it() -> Script {
    let (script, ana, [first, middle]) = forked(20, [1, 12]);
    let script = expect_frozen(script.tidy(0, 10), &ana, &middle, 11);
    expect_frozen(script, &ana, &first, 0)
}

/// A proof above the log's end is kept and shortens nothing, and one of a log of
/// which nothing is stored is kept too; what is forgotten takes its proof along.
pub fn a_proof_is_kept_whatever_is_stored() -> Script {
    let (_, ana, [proof]) = forked(3, [3]);
    let mut twin = Author::new(1);
    let mut script = expect_frozen(Script::new(), &ana, &proof, 0);
    script = script.foreign(twin.steps([1, 1]), COMMITTED);
    script = expect_frozen(script, &ana, &proof, 2);
    script = script.expect(0, Request::Forget(vec![ana.log()]), COMMITTED);
    script.ask(0, Request::Load, |answer| {
        assert!(loaded(answer).local.is_empty());
    })
}

/// What falls away of an own log is kept aside, whole, until it is forgotten.
pub fn what_falls_away_of_an_own_log_is_kept_aside() -> Script {
    let (script, ana, [low, high]) = forked(90, [4, 60]);
    let keep = move |script: Script, proof: &ForkProof| {
        script.ask(0, freeze(&ana, proof, true), |answer| {
            assert!(matches!(&answer, Ok(Answer::Frozen { fallen, .. }) if !fallen.is_empty()));
        })
    };
    let script = keep(keep(script, &high), &low);
    script.ask(0, Request::Load, |answer| {
        let local = loaded(answer).local;
        let rows = local
            .iter()
            .filter(|(key, _)| key.table == LocalTable::Fallen);
        let mut seqs: Vec<SeqNum> = rows
            .flat_map(|(_, row)| {
                let segment = crate::storage::record::read_segment(row).expect("a record");
                segment.run.first..=segment.run.last()
            })
            .collect();
        seqs.sort_unstable();
        assert_eq!(seqs, Vec::from_iter(4..=90));
    })
}
