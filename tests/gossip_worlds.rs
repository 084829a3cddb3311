use p2panda::gossip::sim::scenario::small;
#[test]
fn one() {
    let from: u64 = std::env::var("FROM")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(0);
    let to: u64 = std::env::var("TO")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(20);
    for seed in from..to {
        let t = std::time::SystemTime::now();
        let o = small(seed, None);
        let ms = t.elapsed().unwrap().as_millis();
        println!(
            "{seed}: {ms}ms good {} peers {} written {} div {} missing {} forks {} blamed {:?} dropped {} lasted {}s burden {}",
            o.is_good(),
            o.peers,
            o.written,
            o.divergences,
            o.missing,
            o.own_forks,
            o.falsely_blamed,
            o.liars_dropped,
            o.lasted / 1000,
            o.burden
        );
        if seed + 1 == to {
            println!("{:?}\n{:?}", o.faults, o.counters);
        }
    }
}
