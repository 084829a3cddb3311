//! A seed as 24 English words: BIP-39 with the seed itself as entropy. The last
//! word holds a checksum of 8 bits, so a wrong order is noticed 255 times of 256;
//! who the words belong to is shown before they are used.

use bip39::{Error, Language, Mnemonic};
use thiserror::Error as ThisError;
use zeroize::{Zeroize, Zeroizing};

/// How many words there are.
pub const WORDS: usize = 24;

/// Why words are no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ThisError)]
pub enum WordsError {
    /// Fewer or more than 24.
    #[error("there are {0} words, expected {WORDS}")]
    Count(usize),
    /// The word at this place, from 1, is not in the list.
    #[error("word {0} is not in the list")]
    Unknown(usize),
    /// All are in the list, but they do not belong together: a word is another one,
    /// or the order is.
    #[error("the words do not belong together in this order")]
    Order,
}

/// The words of a seed.
pub fn of_seed(seed: &[u8; 32]) -> Vec<&'static str> {
    let words = Mnemonic::from_entropy_in(Language::English, seed);
    words
        .expect("32 bytes are a length that BIP-39 has words for")
        .words()
        .collect()
}

/// The seed of words as people write them: any case, any space between, numbers
/// before them.
///
/// # Errors
///
/// [`WordsError`].
pub fn to_seed(text: &str) -> Result<Zeroizing<[u8; 32]>, WordsError> {
    let is_number = |word: &&str| word.trim_end_matches(['.', ')', ':']).parse::<u8>().is_ok();
    let words = text.split_whitespace().filter(|word| !is_number(word));
    // One more than there can be is enough to say that there are too many.
    let words: Vec<&str> = words.take(WORDS + 1).collect();
    if words.len() != WORDS {
        return Err(WordsError::Count(words.len()));
    }
    let mut plain = Zeroizing::new(words.join(" "));
    plain.make_ascii_lowercase();
    let words = Mnemonic::parse_in_normalized(Language::English, &plain);
    let (mut entropy, length) = match words {
        Ok(words) => words.to_entropy_array(),
        Err(Error::UnknownWord(index)) => return Err(WordsError::Unknown(index + 1)),
        Err(_) => return Err(WordsError::Order),
    };
    let mut seed = Zeroizing::new([0; 32]);
    seed.copy_from_slice(&entropy[..length.min(32)]);
    entropy.zeroize();
    Ok(seed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last vector of 256 bits in the BIP-39 reference implementation
    /// (trezor/python-mnemonic, vectors.json), and the ones of equal bytes.
    const VECTORS: [(&str, &str); 3] = [
        (
            "0000000000000000000000000000000000000000000000000000000000000000",
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon art",
        ),
        (
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo vote",
        ),
        (
            "f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f",
            "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol group space point ten exist slush involve unfold",
        ),
    ];

    fn seed(digits: &str) -> [u8; 32] {
        let bytes = hex::decode(digits).expect("hexadecimal digits");
        bytes.try_into().expect("32 bytes")
    }

    #[test]
    fn words_and_seeds_agree_with_the_reference() {
        for (digits, text) in VECTORS {
            assert_eq!(of_seed(&seed(digits)).join(" "), text);
            assert_eq!(to_seed(text).as_deref(), Ok(&seed(digits)));
        }
    }

    #[test]
    fn a_wrong_word_a_wrong_order_and_a_wrong_count_are_told_apart() {
        let words: Vec<&str> = VECTORS[2].1.split(' ').collect();
        let mut wrong = words.clone();
        wrong[6] = "warior";
        assert_eq!(to_seed(&wrong.join(" ")), Err(WordsError::Unknown(7)));
        let mut swapped = words.clone();
        swapped.swap(2, 3);
        assert_eq!(to_seed(&swapped.join(" ")), Err(WordsError::Order));
        assert_eq!(to_seed(&words[..23].join(" ")), Err(WordsError::Count(23)));
        assert_eq!(to_seed(""), Err(WordsError::Count(0)));
        let many = "zoo ".repeat(100_000);
        assert_eq!(to_seed(&many), Err(WordsError::Count(25)));
    }

    #[test]
    fn words_are_read_as_people_write_them() {
        let words = VECTORS[2].1.split(' ').enumerate();
        let written: String = words
            .map(|(index, word)| format!("{}. {}\r\n", index + 1, word.to_uppercase()))
            .collect();
        assert_eq!(to_seed(&written).as_deref(), Ok(&seed(VECTORS[2].0)));
    }
}
