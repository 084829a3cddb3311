//! What it costs to carry a festival by hand: a bundle written, and one taken in,
//! beside what the same entries cost without a file: checked by the ledger and read
//! into the view.
//!
//! `cargo bench --no-default-features --features sim --bench carried`

use std::collections::VecDeque;

use divan::{Bencher, black_box};
use p2panda::gossip::entropy::SeededEntropy;
use p2panda::gossip::ledger::{Ledger, Taken};
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AppView, CarryingView};
use p2panda::peer::{FileWish, Input, Output, Peer};
use p2panda::protocol::generate::bundled;
use p2panda::protocol::run::Run;
use p2panda::protocol::view::{MessageIn, View};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Batch, LocalKey, LocalTable, Request, Store};

const SIZES: [usize; 2] = [10_000, 100_000];
const NOON: u64 = 1_909_209_600_000;
const FILE: u64 = 1;

fn main() {
    divan::main();
}

struct Device {
    peer: Peer,
    store: MemoryStore,
    entropy: SeededEntropy,
    file: Vec<u8>,
    written: usize,
}

impl Device {
    /// Has entered the generated festival, and has nothing of it.
    fn entered(file: Vec<u8>) -> Self {
        let founder = bundled::founder();
        // In the order that canonical CBOR wants.
        let fields = [
            ("key", &bundled::KEY[..]),
            ("nonce", &bundled::NONCE),
            ("founder", founder.as_bytes()),
        ];
        let fields = fields.map(|(name, bytes)| (name.into(), bytes.into()));
        let (row, mut bytes) = (ciborium::Value::Map(fields.to_vec()), Vec::new());
        ciborium::into_writer(&row, &mut bytes).expect("memory takes all");
        let key = LocalKey {
            table: LocalTable::Festival,
            name: bundled::id().as_bytes().to_vec(),
        };
        let mut store = MemoryStore::new(1);
        let batch = Batch {
            local: vec![(key, Some(bytes))],
            ..Batch::default()
        };
        store.submit(0, Request::Commit(batch));
        store.poll();
        let mut device = Self {
            peer: Peer::default(),
            store,
            entropy: SeededEntropy::new(1),
            file,
            written: 0,
        };
        device.take(Input::Start);
        device
    }

    fn take(&mut self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            self.peer.handle(NOON, &mut self.entropy, input);
            while let Some(output) = self.peer.poll() {
                match output {
                    Output::Store(id, request) => self.store.submit(id, request),
                    Output::File(FileWish::Read { file, from, length }) => {
                        let end = self.file.len().min((from + length) as usize);
                        let bytes = Some(self.file[from as usize..end].to_vec());
                        inputs.push_back(Input::Piece { file, bytes });
                    }
                    Output::File(FileWish::Append { bytes, .. }) => self.written += bytes.len(),
                    Output::Wake(at) if at <= NOON => inputs.push_back(Input::Tick),
                    _ => {}
                }
            }
            while let Some((id, answer)) = self.store.poll() {
                inputs.push_back(Input::Answered(id, answer));
            }
        }
    }

    fn took(&mut self) -> u64 {
        let size = self.file.len() as u64;
        self.take(Input::Command(Command::TakeFile { file: FILE, size }));
        match self.carrying() {
            CarryingView::Taken(taken) => taken.entries,
            other => panic!("it was not taken in: {other:?}"),
        }
    }

    fn carrying(&mut self) -> CarryingView {
        match self.peer.view().as_deref() {
            Some(AppView::Ready(ready)) => {
                assert_eq!(ready.frame.refusal, None);
                ready.frame.carrying
            }
            other => panic!("a picture was expected, not {other:?}"),
        }
    }
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn take_bundle(bencher: Bencher<'_, '_>, size: usize) {
    let file = bundled::bundle(&bundled::runs(size));
    bencher
        .counter(size)
        .with_inputs(|| Device::entered(file.clone()))
        .bench_values(|mut device| black_box(device.took()));
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn floor_ledger_and_view(bencher: Bencher<'_, '_>, size: usize) {
    let runs = bundled::runs(size);
    bencher
        .counter(size)
        .with_inputs(|| runs.clone())
        .bench_values(|runs: Vec<Run>| {
            let (mut ledger, mut view) = (Ledger::default(), View::new());
            for run in runs {
                let Ok(Taken::New(step)) = ledger.take(bundled::id(), run) else {
                    panic!("generated logs are sound")
                };
                ledger.commit(&step);
                for (seq, hash, payload) in step.messages() {
                    let message = MessageIn {
                        log: step.head().key(),
                        festival: bundled::id(),
                        seq,
                        id: hash.instance(),
                        payload,
                    };
                    view.apply(message).expect("each log is in its order");
                }
            }
            black_box(view)
        });
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn give_bundle(bencher: Bencher<'_, '_>, size: usize) {
    let file = bundled::bundle(&bundled::runs(size));
    let mut device = Device::entered(file);
    device.took();
    let festival = bundled::id();
    bencher.counter(size).bench_local(|| {
        let whole = true;
        device.take(Input::Command(Command::GiveBundle { festival, whole }));
        assert!(matches!(device.carrying(), CarryingView::Given(_)));
        device.written
    });
}
