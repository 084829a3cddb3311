//! What it costs to read messages and to compute the view, at 1,000 to 100,000
//! messages in the mix of a real festival, with the peak of memory.
//!
//! `cargo bench --no-default-features --features sim --bench view`

use divan::{AllocProfiler, Bencher, black_box};
use p2panda::protocol::generate::draft::{Draft, Drafted};
use p2panda::protocol::generate::{Mix, Scribe, festival};
use p2panda::protocol::message::Message;
use p2panda::protocol::view::View;
use p2panda::protocol::view::filter::Filter;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn drafted(messages: usize) -> Draft {
    let mut draft = Draft::new([3; 16]);
    festival(&mut draft, 42, Mix::of(messages));
    draft
}

fn rebuilt(messages: &[Drafted]) -> View {
    View::from_messages(messages.iter().map(Drafted::input)).expect("each log is in its order")
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn decode_messages(bencher: Bencher<'_, '_>, size: usize) {
    let draft = drafted(size);
    bencher.counter(draft.messages.len()).bench(|| {
        for message in &draft.messages {
            black_box(Message::decode(&message.payload)).expect("drafted messages are sound");
        }
    });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn rebuild_view(bencher: Bencher<'_, '_>, size: usize) {
    let draft = drafted(size);
    bencher
        .counter(draft.messages.len())
        .bench(|| rebuilt(&draft.messages));
}

/// One message into a view of so many.
#[divan::bench(args = SIZES)]
fn apply_one(bencher: Bencher<'_, '_>, size: usize) {
    let draft = drafted(size);
    let (last, before) = draft.messages.split_last().expect("not empty");
    let view = rebuilt(before);
    bencher
        .with_inputs(|| view.clone())
        .bench_local_refs(|view| view.apply(last.input()));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn whole_schedule(bencher: Bencher<'_, '_>, size: usize) {
    let draft = drafted(size);
    let view = rebuilt(&draft.messages);
    bencher.bench(|| view.schedule(&draft.festival(), &Filter::default()).len());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn digest(bencher: Bencher<'_, '_>, size: usize) {
    let draft = drafted(size);
    let view = rebuilt(&draft.messages);
    bencher.bench(|| view.digest(&draft.festival()));
}
