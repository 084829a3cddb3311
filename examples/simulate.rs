//! Simulates a festival of many peers and prints how entries travel through it:
//! `cargo run --release --no-default-features --features sim --example simulate --
//! --peers 100 --seed 1 [--entries 50] [--churn 50]`. Churn is in thousandths of
//! the peers each minute. Ends with 1 where a goal is missed.

use p2panda::gossip::sim::spread::{Setting, simulate};

fn main() {
    let mut setting = Setting {
        peers: 100,
        seed: 1,
        entries: 50,
        churn: 50,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse::<u64>().ok());
        match (name.as_str(), value) {
            ("--peers", Some(value)) if value >= 5 => setting.peers = value as usize,
            ("--seed", Some(value)) => setting.seed = value,
            ("--entries", Some(value)) => setting.entries = value as usize,
            ("--churn", Some(value)) => setting.churn = value,
            _ => {
                eprintln!("usage: simulate [--peers N ≥ 5] [--seed N] [--entries N] [--churn N]");
                std::process::exit(2);
            }
        }
    }
    let report = simulate(setting);
    print!("{report}");
    let missed = report.missed_goals();
    if !missed.is_empty() {
        eprintln!("missed: {}", missed.join(", "));
        std::process::exit(1);
    }
}
