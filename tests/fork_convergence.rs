//! Peers that learn different halves of a log, with bad signatures inside, and
//! different fork proofs, in any order and cut into any steps, end with the same
//! height and head.

use p2panda::protocol::fork::{Branch, ForkProof};
use p2panda::protocol::freeze::{admit, freeze};
use p2panda::protocol::id::{Blake2b, DeviceNumber, SeqNum};
use p2panda::protocol::log::Head;
use p2panda::protocol::run::Run;
use p2panda::protocol::sim::{Writer, validly_signed};

/// Deterministic randomness: a history is its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// What a misbehaving author made: whole logs that have beginnings in common.
struct Author {
    writer: Writer,
    logs: Vec<Run>,
    signed: Vec<Vec<bool>>,
}

impl Author {
    fn new(random: &mut Random) -> Self {
        let writer = Writer::new(random.below(40) as u8);
        let empty = writer.empty();
        let length = 3 + random.below(9);
        let mut payloads = vec![writer.payloads(&empty, length, 9, 0)];
        let mut bad: Vec<Vec<bool>> = vec![(0..length).map(|_| random.below(3) == 0).collect()];
        for salt in 1..=random.below(4) {
            let (parent, at) = (random.below(payloads.len()), 1 + random.below(length - 1));
            let mut child = payloads[parent].clone();
            let mut child_bad = bad[parent].clone();
            if random.below(4) > 0 {
                child
                    .iter_mut()
                    .skip(at)
                    .for_each(|payload| payload[8] = salt as u8);
            } else {
                child_bad[at - 1] ^= true;
            }
            payloads.push(child);
            bad.push(child_bad);
        }
        let run = |(payloads, bad): (Vec<_>, &Vec<bool>)| {
            let is_bad = |seq: SeqNum| seq != length as SeqNum && bad[seq as usize - 1];
            writer.run(&empty, payloads, is_bad).expect("a step")
        };
        let logs: Vec<Run> = payloads.into_iter().zip(&bad).map(run).collect();
        let signed = logs
            .iter()
            .map(|log| validly_signed(&empty, log).expect("a step"))
            .collect();
        Self {
            writer,
            logs,
            signed,
        }
    }

    /// Someone who holds one of the logs up to some step's end, in steps of any cut.
    fn holder(&self, which: usize, random: &mut Random) -> Peer {
        let signed = &self.signed[which];
        let ends: Vec<usize> = (1..=signed.len()).filter(|seq| signed[seq - 1]).collect();
        let height = *random.one_of(&ends);
        let mut peer = Peer::new(&self.writer);
        for end in ends.into_iter().filter(|end| *end <= height) {
            if end == height || random.below(2) == 0 {
                let step = self.logs[which]
                    .until(end as SeqNum)
                    .expect("inside the log");
                peer.admit(
                    step.tail(peer.head.height() + 1, peer.head.hash())
                        .expect("not empty"),
                );
            }
        }
        assert_eq!(peer.head.height(), height as SeqNum);
        peer
    }

    /// A proof that two of the logs part, if they do.
    fn proof(&self, random: &mut Random) -> Option<ForkProof> {
        let (one, other) = (random.one_of(&self.logs), random.one_of(&self.logs));
        ForkProof::between(&self.writer.empty(), self.writer.device, one, other).expect("two steps")
    }
}

/// A stored step: the head before it, its entries compact and in full.
type Step = (Head, Run, Vec<Vec<u8>>);

fn stored(before: &Head, run: &Run) -> Step {
    (
        before.clone(),
        run.clone(),
        before.entries(run).expect("a step"),
    )
}

/// A peer's memory of one log.
#[derive(Clone, PartialEq)]
struct Peer {
    device: DeviceNumber,
    head: Head,
    steps: Vec<Step>,
    fork: Option<ForkProof>,
}

impl Peer {
    fn new(writer: &Writer) -> Self {
        Self {
            device: writer.device,
            head: writer.empty(),
            steps: Vec::new(),
            fork: None,
        }
    }

    fn state(&self) -> (SeqNum, Option<Blake2b>, Option<SeqNum>) {
        (
            self.head.height(),
            self.head.hash(),
            self.fork.as_ref().map(ForkProof::at),
        )
    }

    fn admit(&mut self, run: Run) {
        let frozen_at = self.fork.as_ref().map(ForkProof::at);
        if let Some(step) = admit(&self.head, run, frozen_at).expect("an honest sender") {
            self.steps.push(stored(&self.head, step.run()));
            self.head = step.head().clone();
        }
    }

    fn learn(&mut self, proof: &ForkProof) {
        if self.fork.as_ref().is_some_and(|kept| !proof.is_below(kept)) {
            return;
        }
        let proof = ForkProof::decode(&self.head.festival(), &proof.encode()).expect("a proof");
        let steps = self.steps.iter().map(|(before, run, _)| (before, run));
        if let Some(frozen) = freeze(steps, proof.at()).expect("stored steps") {
            let before = self.steps[frozen.whole].0.clone();
            self.steps.truncate(frozen.whole);
            self.steps
                .extend(frozen.part.map(|part| stored(&before, part.run())));
            self.head = frozen.head;
        }
        self.fork = Some(proof);
    }

    fn entries(&self) -> impl Iterator<Item = &Vec<u8>> {
        self.steps.iter().flat_map(|(_, _, entries)| entries)
    }

    fn branch(&self, seq_num: SeqNum) -> Branch {
        let (before, run, _) = self
            .steps
            .iter()
            .find(|(_, run, _)| run.last() >= seq_num)
            .expect("stored");
        Branch::of(before, run, seq_num).expect("a stored step")
    }

    /// What two linked peers do: tell each other of forks, find the first
    /// difference, send what the other lacks.
    fn sync(&mut self, other: &mut Self) {
        for proof in [self.fork.clone(), other.fork.clone()]
            .into_iter()
            .flatten()
        {
            self.learn(&proof);
            other.learn(&proof);
        }
        let differs = self
            .entries()
            .zip(other.entries())
            .position(|(a, b)| a != b);
        if let Some(index) = differs {
            let at = index as SeqNum + 1;
            let festival = self.head.festival();
            let proof = ForkProof::new(&festival, self.device, self.branch(at), other.branch(at));
            let proof = proof.expect("two different entries at one place");
            self.learn(&proof);
            other.learn(&proof);
        }
        self.send(other);
        other.send(self);
    }

    fn send(&self, other: &mut Self) {
        for (_, run, _) in &self.steps {
            if let Some(lacking) = run.tail(other.head.height() + 1, other.head.hash()) {
                other.admit(lacking);
            }
        }
    }
}

fn settle(peers: &mut [Peer]) {
    loop {
        let before = peers.to_vec();
        for index in 1..peers.len() {
            let (left, right) = peers.split_at_mut(index);
            left.iter_mut().for_each(|one| one.sync(&mut right[0]));
        }
        if before == peers {
            return;
        }
    }
}

#[test]
fn peers_that_learned_different_things_agree_in_two_thousand_histories() {
    let (mut forked, mut whole, mut emptied, mut shortened) = (0, 0, 0, 0);
    for seed in 0..2_000 {
        let mut random = Random(seed);
        let author = Author::new(&mut random);
        let mut peers = vec![Peer::new(&author.writer); 3];
        for _ in 0..8 {
            let peer = random.below(peers.len());
            match random.below(4) {
                0 => {
                    let proof = author.proof(&mut random);
                    proof.iter().for_each(|proof| peers[peer].learn(proof));
                }
                _ => {
                    let which = random.below(author.logs.len());
                    let mut holder = author.holder(which, &mut random);
                    peers[peer].sync(&mut holder);
                }
            }
        }
        settle(&mut peers);
        let (height, hash, frozen_at) = peers[0].state();
        assert!(
            peers
                .iter()
                .all(|peer| peer.state() == (height, hash, frozen_at)),
            "history {seed}"
        );
        assert!(frozen_at.is_none_or(|at| height < at), "history {seed}");
        let length = author.signed[0].len() as SeqNum;
        forked += usize::from(frozen_at.is_some());
        whole += usize::from(height == length);
        emptied += usize::from(frozen_at.is_some() && height == 0);
        shortened += usize::from(frozen_at.is_some_and(|at| height > 0 && height + 1 < at));
    }
    // The generator reaches every kind of history.
    assert!(
        [forked, whole, emptied, shortened]
            .iter()
            .all(|count| *count > 50),
        "{forked} {whole} {emptied} {shortened}"
    );
}

#[test]
fn the_same_facts_in_any_order_and_cut_leave_the_same_log() {
    for seed in 0..500 {
        let mut random = Random(seed);
        let author = Author::new(&mut random);
        let main = &author.logs[0];
        let empty = author.writer.empty();
        let others = author.logs.iter().skip(1);
        let proofs: Vec<ForkProof> = others
            .filter_map(|other| {
                ForkProof::between(&empty, author.writer.device, main, other).expect("two steps")
            })
            .collect();
        let lowest = proofs.iter().map(ForkProof::at).min();
        let is_kept = |seq: &usize| {
            author.signed[0][seq - 1] && lowest.is_none_or(|at| (*seq as SeqNum) < at)
        };
        let expected = (1..=author.signed[0].len()).rfind(is_kept).unwrap_or(0);
        for _ in 0..4 {
            let mut peer = Peer::new(&author.writer);
            let mut left = proofs.clone();
            let mut holders = vec![author.holder(0, &mut random), author.holder(0, &mut random)];
            holders.push(Peer::new(&author.writer));
            holders[2].admit(main.clone());
            while !left.is_empty() || !holders.is_empty() {
                if random.below(2) == 0 && !left.is_empty() {
                    let proof = left.swap_remove(random.below(left.len()));
                    peer.learn(&proof);
                } else if !holders.is_empty() {
                    holders
                        .swap_remove(random.below(holders.len()))
                        .send(&mut peer);
                }
            }
            assert_eq!(peer.state().0, expected as SeqNum, "facts {seed}");
            assert_eq!(peer.state().2, lowest);
            let entries = empty.entries(main).expect("a step");
            let head = expected
                .checked_sub(1)
                .map(|index| Blake2b::of(&entries[index]));
            assert_eq!(peer.state().1, head);
        }
    }
}
