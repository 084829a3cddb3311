//! Lipmaalinks: which earlier entry an entry links to besides its predecessor,
//! and which hashes a peer must keep to check entries that are yet to come.
//!
//! The graph is Lipmaa's, as the Bamboo specification uses it: with
//! `z(k) = (3^k − 1) / 2`, the numbers up to `z(k)` are three blocks of size
//! `z(k−1)` and one top. A block's top links to the number before the block;
//! only the very first blocks' tops, the `z(k)` themselves, link to `z(k−1)`.

use super::{id::SeqNum, limits::MAX_SEQ_NUM};

/// The lipmaalink target of `seq`.
///
/// `seq` is between 1 and [`MAX_SEQ_NUM`] (checked by the entry decoder). For 1
/// the answer is 0: no link.
///
/// Written in 64 bits without division: this runs for every entry received, and
/// bamboo-rs-core's divides 128-bit numbers. A test compares the two.
pub fn lipmaa(seq: SeqNum) -> SeqNum {
    debug_assert!((1..=MAX_SEQ_NUM).contains(&seq));
    let (mut size, mut next) = (0, 1);
    while next < seq {
        size = next;
        next = 3 * next + 1;
    }
    if next == seq {
        return size;
    }
    // Where `seq` stands in its block of each size, from the largest down, until
    // it is a block's top.
    let mut rest = seq;
    while size > 1 {
        while rest > size {
            rest -= size;
        }
        if rest == size {
            break;
        }
        size /= 3;
    }
    seq - size
}

/// Whether the entry at `seq` carries a lipmaalink of its own: the target is
/// not simply the predecessor.
pub fn is_required(seq: SeqNum) -> bool {
    seq > 1 && lipmaa(seq) != seq - 1
}

/// The sequence numbers below `height` that entries after `height` will link to,
/// ascending. `height` itself is not among them: the head is always kept.
/// About log₃(height) numbers.
///
/// Found by walking down the blocks that are begun and not yet closed at
/// `height`: each one's top still to come links to the number before the block.
pub fn still_needed(height: SeqNum) -> Vec<SeqNum> {
    let mut needed = Vec::new();
    if height == 0 {
        return needed;
    }
    // The first z(k) beyond the height, and z(k−1) to which it links.
    let (mut size, mut top) = (1, 4);
    while top <= height {
        size = top;
        top = 3 * top + 1;
    }
    needed.push(size);
    // Two blocks of z(k−1) follow z(k−1); inside a block there are three each.
    let mut base = size;
    while size >= 1 {
        let begun = (height - base) / size;
        if base + begun * size >= top - 1 {
            break;
        }
        base += begun * size;
        top = base + size;
        needed.push(base);
        size = (size - 1) / 3;
    }
    needed.retain(|seq| *seq < height);
    needed.dedup();
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_needed_links_are_exactly_those_that_later_entries_use() {
        const HORIZON: SeqNum = 12_000;
        for height in 0..3_000 {
            let mut expected: Vec<SeqNum> = (height + 1..=HORIZON)
                .map(lipmaa)
                .filter(|target| (1..height).contains(target))
                .collect();
            expected.sort_unstable();
            expected.dedup();
            assert_eq!(still_needed(height), expected, "at height {height}");
        }
    }

    #[test]
    fn targets_are_those_of_the_reference() {
        let near_powers = (1..34).flat_map(|k| {
            let z = (3_u64.pow(k) - 1) / 2;
            (z.saturating_sub(200).max(1)..z + 200).filter(|seq| *seq <= MAX_SEQ_NUM)
        });
        let spread =
            (1..20_000_u64).map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % MAX_SEQ_NUM + 1);
        for seq in (1..30_000)
            .chain(near_powers)
            .chain(spread)
            .chain([MAX_SEQ_NUM])
        {
            assert_eq!(lipmaa(seq), bamboo_rs_core::lipmaa(seq), "of {seq}");
        }
    }

    #[test]
    fn few_links_are_kept_even_in_the_longest_log() {
        assert!(still_needed(MAX_SEQ_NUM - 1).len() <= 40);
        assert!(still_needed(100_000).len() <= 12);
    }
}
