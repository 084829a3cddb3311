//! A generated festival as a store gets it: in the batches that gossip hands over to a
//! newcomer, and with the rows by which the store belongs to its founder.

use p2panda::protocol::generate::signed::Signed;
use p2panda::protocol::generate::{Mix, festival};
use p2panda::protocol::log::Authentic;
use p2panda::storage::{LocalKey, LocalTable, Request};

/// Payload bytes of one transaction: what gossip hands over while the store is busy.
const BATCH_BYTES: u64 = 512 * 1024;

/// Steps of each author joined to as long ones as gossip sends, in the order in which
/// a newcomer gets them: log by log.
pub fn received(size: usize) -> (Signed, Vec<Vec<Authentic>>) {
    let mut signed = Signed::new([3; 16]);
    festival(&mut signed, 42, Mix::of(size));
    let mut steps = std::mem::take(&mut signed.steps);
    steps.sort_by_key(|step| (step.run().key, step.run().first));
    let (mut batches, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
    for step in joined(steps) {
        bytes += step.run().payload_bytes();
        batch.push(step);
        if bytes >= BATCH_BYTES {
            batches.push(std::mem::take(&mut batch));
            bytes = 0;
        }
    }
    batches.push(batch);
    (signed, batches)
}

/// Consecutive steps of one log as one step, as far as one step goes.
fn joined(steps: Vec<Authentic>) -> Vec<Authentic> {
    use p2panda::protocol::limits::{MAX_STEP_ENTRIES, MAX_STEP_PAYLOAD_BYTES};
    use p2panda::protocol::log::Head;
    use std::collections::BTreeMap;
    let mut heads: BTreeMap<_, Head> = BTreeMap::new();
    let mut open: Option<p2panda::protocol::run::Run> = None;
    let mut all = Vec::new();
    let mut close = |run: p2panda::protocol::run::Run, heads: &mut BTreeMap<_, Head>| {
        let head = heads.get(&run.key).expect("the log was begun");
        let step = head
            .link(run)
            .and_then(|linked| linked.authenticate())
            .expect("an honest run is a step");
        heads.insert(step.head().key(), step.head().clone());
        all.push(step);
    };
    for step in steps {
        let run = step.run();
        heads
            .entry(run.key)
            .or_insert_with(|| Head::empty(step.head().festival(), run.key));
        match &mut open {
            Some(before)
                if before.key == run.key
                    && before.entries.len() + run.entries.len() <= MAX_STEP_ENTRIES
                    && before.payload_bytes() + run.payload_bytes() <= MAX_STEP_PAYLOAD_BYTES =>
            {
                before.entries.extend_from_slice(&run.entries);
            }
            _ => {
                if let Some(run) = open.replace(run.clone()) {
                    close(run, &mut heads);
                }
            }
        }
    }
    if let Some(run) = open {
        close(run, &mut heads);
    }
    all
}

/// The rows by which a store belongs to the founder of a generated festival.
pub fn entered(signed: &Signed) -> Request {
    use p2panda::protocol::generate::Scribe;
    use p2panda::protocol::generate::signed::key;
    let founder = key(0).author();
    let row = p2panda::protocol::cbor::encode(&ciborium_row(founder, signed.nonce()));
    let festival = LocalKey {
        table: LocalTable::Festival,
        name: signed.festival().as_bytes().to_vec(),
    };
    Request::Commit(p2panda::storage::Batch {
        local: vec![(festival, Some(row.expect("a row")))],
        ..Default::default()
    })
}

fn ciborium_row(
    founder: p2panda::protocol::id::AuthorId,
    nonce: [u8; 16],
) -> std::collections::BTreeMap<&'static str, ciborium::Value> {
    use ciborium::Value::Bytes;
    [
        ("founder", Bytes(founder.as_bytes().to_vec())),
        ("nonce", Bytes(nonce.to_vec())),
        ("key", Bytes(vec![5; 32])),
    ]
    .into()
}
