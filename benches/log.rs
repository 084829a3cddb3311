//! `cargo bench --no-default-features --features sim --bench log`: how fast one
//! author's log is checked (goal: 300,000 entries of 200 bytes a second on one
//! core), beside BLAKE2b alone over the same bytes, and one strict verification.

use divan::{Bencher, counter::ItemsCount};
use p2panda::protocol::lipmaa::lipmaa;
use p2panda::protocol::load::Load;

fn main() {
    divan::main();
}

const STEPS: usize = 8;

#[divan::bench(sample_count = 40)]
fn check_runs(bencher: Bencher<'_, '_>) {
    let load = Load::new(STEPS);
    bencher
        .counter(ItemsCount::new(load.entries()))
        .bench_local(|| load.check());
}

#[divan::bench(sample_count = 40)]
fn blake2b_alone(bencher: Bencher<'_, '_>) {
    let load = Load::new(STEPS);
    bencher
        .counter(ItemsCount::new(load.entries()))
        .bench_local(|| load.hash_alone());
}

#[divan::bench(sample_count = 20)]
fn verify_every_signature(bencher: Bencher<'_, '_>) {
    let load = Load::new(1);
    bencher
        .counter(ItemsCount::new(100_usize))
        .bench_local(|| load.verify_alone(100));
}

#[divan::bench]
fn lipmaalinks(bencher: Bencher<'_, '_>) {
    let sum = || (100_000..101_000).map(lipmaa).sum::<u64>();
    bencher
        .counter(ItemsCount::new(1_000_usize))
        .bench_local(sum);
}

#[divan::bench]
fn lipmaalinks_of_bamboo_rs(bencher: Bencher<'_, '_>) {
    let sum = || {
        (100_000..101_000_u64)
            .map(|seq| bamboo_rs_core::lipmaa(seq))
            .sum::<u64>()
    };
    bencher
        .counter(ItemsCount::new(1_000_usize))
        .bench_local(sum);
}
