//! A user's mark: an animal name and two emoji that follow from the key.
//!
//! Nobody can claim a name here, so everybody gets one that nobody chose:
//! «Blue Otter 🎸🌵». The name is easy to say, the emoji are quick to compare by
//! eye. A mark helps to tell people apart; it proves nothing, because 8 million
//! marks can be searched through. Whoever must be sure compares keys face to face.
//!
//! Words are Fluent message ids, the languages say how they look and in which
//! order they stand. The lists never change their order: marks would change.

use crate::protocol::id::AuthorId;

/// Domain of the hash that the mark is drawn from.
pub const MARK_DOMAIN: &[u8] = b"p2panda.mark.1";

/// Domain of the hash from which two people draw what they compare.
pub const COMPARE_DOMAIN: &[u8] = b"p2panda.compare.1";

/// An author's name and emoji. Equal keys have equal marks, everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Fluent id of the colour.
    pub colour: &'static str,
    /// Fluent id of the animal.
    pub animal: &'static str,
    /// Two emoji; they may be the same twice.
    pub emoji: [&'static str; 2],
}

impl Mark {
    /// The mark of `author`: four bytes of
    /// `BLAKE2b-256("p2panda.mark.1" ‖ author)`, each modulo the length of its
    /// list. The lengths are powers of two, so no word is likelier than another.
    pub fn of(author: &AuthorId) -> Self {
        let hash = blake2b_simd::Params::new()
            .hash_length(32)
            .to_state()
            .update(MARK_DOMAIN)
            .update(author.as_bytes())
            .finalize();
        Self::drawn_from(hash.as_bytes())
    }

    /// Drawn from the first four bytes.
    fn drawn_from(bytes: &[u8]) -> Self {
        let byte = |index: usize| usize::from(bytes[index]);
        Self {
            colour: COLOURS[byte(0) % COLOURS.len()],
            animal: ANIMALS[byte(1) % ANIMALS.len()],
            emoji: [EMOJI[byte(2) % EMOJI.len()], EMOJI[byte(3) % EMOJI.len()]],
        }
    }
}

/// What two people compare face to face.
pub type Comparison = [Mark; COMPARED];

/// Marks that are compared: their names alone are 66 bits, their emoji 72, so
/// nobody finds a key in between by which both would read the same.
pub const COMPARED: usize = 6;

/// What two people read to each other to be sure of each other's keys: the same
/// for both, in the language of each. Four bytes a mark of
/// `BLAKE2b-512("p2panda.compare.1" ‖ lower key ‖ higher key)`.
pub fn comparison(one: &AuthorId, other: &AuthorId) -> Comparison {
    let (low, high) = (one.min(other), one.max(other));
    let hash = blake2b_simd::Params::new()
        .hash_length(64)
        .to_state()
        .update(COMPARE_DOMAIN)
        .update(low.as_bytes())
        .update(high.as_bytes())
        .finalize();
    core::array::from_fn(|index| Mark::drawn_from(&hash.as_bytes()[4 * index..]))
}

/// Fluent ids of the colours.
#[rustfmt::skip]
pub const COLOURS: [&str; 32] = [
    "mark-colour-red", "mark-colour-orange", "mark-colour-amber", "mark-colour-gold",
    "mark-colour-yellow", "mark-colour-lime", "mark-colour-green", "mark-colour-olive",
    "mark-colour-mint", "mark-colour-emerald", "mark-colour-jade", "mark-colour-teal",
    "mark-colour-turquoise", "mark-colour-blue", "mark-colour-cobalt", "mark-colour-sapphire",
    "mark-colour-indigo", "mark-colour-violet", "mark-colour-lavender", "mark-colour-plum",
    "mark-colour-magenta", "mark-colour-pink", "mark-colour-coral", "mark-colour-peach",
    "mark-colour-ruby", "mark-colour-crimson", "mark-colour-cream", "mark-colour-brown",
    "mark-colour-copper", "mark-colour-silver", "mark-colour-grey", "mark-colour-white",
];

/// Fluent ids of the animals. None of them is an insult in a language we speak.
#[rustfmt::skip]
pub const ANIMALS: [&str; 64] = [
    "mark-animal-otter", "mark-animal-fox", "mark-animal-badger", "mark-animal-hedgehog",
    "mark-animal-beaver", "mark-animal-squirrel", "mark-animal-hare", "mark-animal-stag",
    "mark-animal-moose", "mark-animal-lynx", "mark-animal-wolf", "mark-animal-bear",
    "mark-animal-panda", "mark-animal-koala", "mark-animal-kangaroo", "mark-animal-wombat",
    "mark-animal-elephant", "mark-animal-giraffe", "mark-animal-zebra", "mark-animal-camel",
    "mark-animal-llama", "mark-animal-horse", "mark-animal-rhino", "mark-animal-tiger",
    "mark-animal-lion", "mark-animal-leopard", "mark-animal-cheetah", "mark-animal-lemur",
    "mark-animal-mole", "mark-animal-mouse", "mark-animal-hamster", "mark-animal-bat",
    "mark-animal-seal", "mark-animal-walrus", "mark-animal-dolphin", "mark-animal-whale",
    "mark-animal-octopus", "mark-animal-crab", "mark-animal-lobster", "mark-animal-starfish",
    "mark-animal-seahorse", "mark-animal-salmon", "mark-animal-turtle", "mark-animal-lizard",
    "mark-animal-gecko", "mark-animal-frog", "mark-animal-newt", "mark-animal-owl",
    "mark-animal-raven", "mark-animal-robin", "mark-animal-heron", "mark-animal-swan",
    "mark-animal-stork", "mark-animal-puffin", "mark-animal-penguin", "mark-animal-parrot",
    "mark-animal-toucan", "mark-animal-peacock", "mark-animal-flamingo", "mark-animal-hummingbird",
    "mark-animal-bee", "mark-animal-butterfly", "mark-animal-dragonfly", "mark-animal-ladybird",
];

/// Things that look different at a glance, none of them an animal (the name has
/// one), each one code point that is shown as a picture by itself.
#[rustfmt::skip]
pub const EMOJI: [&str; 64] = [
    "🍎", "🍌", "🍇", "🍉", "🍓", "🍒", "🍍", "🥝", "🥕", "🌽", "🍄", "🥐", "🍕", "🍩", "🎂", "☕",
    "🌵", "🌻", "🌷", "🍁", "🍀", "🌲", "🌈", "⚡", "🔥", "🌊", "🌙", "⭐", "⛄", "🌍", "🚀", "🎈",
    "🚲", "🚂", "🚜", "⛵", "🚁", "⚓", "⛺", "🏠", "🏰", "🎡", "🎪", "🎨", "🎭", "🎸", "🎺", "🥁",
    "🎻", "🎲", "🎁", "🎀", "🎩", "👑", "💎", "🔑", "🔔", "💡", "📷", "📚", "⏰", "☔", "🔭", "🎯",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_mark_follows_from_the_key_alone() {
        let author = AuthorId::from_bytes([7; 32]);
        assert_eq!(Mark::of(&author), Mark::of(&AuthorId::from_bytes([7; 32])));
        assert_ne!(Mark::of(&author), Mark::of(&AuthorId::from_bytes([8; 32])));
    }

    #[test]
    fn two_people_compare_the_same_and_nobody_else_does() {
        let [a, b, c] = [1, 2, 3].map(|byte| AuthorId::from_bytes([byte; 32]));
        assert_eq!(comparison(&a, &b), comparison(&b, &a));
        let with_c = comparison(&a, &c);
        let same = comparison(&a, &b)
            .iter()
            .zip(&with_c)
            .filter(|(x, y)| x == y)
            .count();
        assert_eq!(same, 0, "another key changes all of it");
    }

    #[test]
    fn a_mark_never_changes_between_versions() {
        let mark = Mark::of(&AuthorId::from_bytes([0; 32]));
        let words = (mark.colour, mark.animal, mark.emoji);
        assert_eq!(words, ("mark-colour-mint", "mark-animal-fox", ["🔭", "🏰"]));
    }

    #[test]
    fn no_word_or_picture_stands_twice() {
        assert_eq!(COLOURS.iter().collect::<BTreeSet<_>>().len(), COLOURS.len());
        assert_eq!(ANIMALS.iter().collect::<BTreeSet<_>>().len(), ANIMALS.len());
        assert_eq!(EMOJI.iter().collect::<BTreeSet<_>>().len(), EMOJI.len());
    }

    #[test]
    fn every_emoji_is_one_code_point() {
        for emoji in EMOJI {
            assert_eq!(emoji.chars().count(), 1, "{emoji}");
        }
    }

    #[test]
    fn marks_use_the_whole_lists() {
        let marks = (0..=u16::MAX).step_by(16).map(|number| {
            let mut bytes = [0; 32];
            bytes[..2].copy_from_slice(&number.to_le_bytes());
            Mark::of(&AuthorId::from_bytes(bytes))
        });
        let animals: BTreeSet<_> = marks.map(|mark| mark.animal).collect();
        assert_eq!(animals.len(), ANIMALS.len());
    }
}
