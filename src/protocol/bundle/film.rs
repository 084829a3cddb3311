//! A small bundle as a film: codes that a screen shows one after the other and a
//! camera sees in any order, some of them never. Each picture is one part of a
//! fountain code (Luby transform), in the text form of Uniform Resources (BCR-2020-005
//! of Blockchain Commons, by the crate `ur`): first the pieces of the file in order,
//! then ever other sums of them, so that whoever missed some waits for no particular
//! one. Written in capitals, of which a QR code holds two in eleven bits.

use std::rc::Rc;

use ur::{Decoder, Encoder};

use super::super::limits::{FILM_PART_BYTES, FILM_ROUNDS, MAX_FILM_BYTES, MAX_FILM_PARTS};

/// What kind of resource it is.
const TYPE: &str = "p2panda";
/// How every picture's text begins, in any case of letters.
const BEGINNING: &str = "ur:p2panda/";
/// Longest text of a picture: the numbers, and two letters for each byte of a part, of
/// its five fields and of its checksum.
const MAX_TEXT: usize = BEGINNING.len() + 24 + 2 * (FILM_PART_BYTES + 32);

/// Whether this is the text of a picture.
pub fn is_picture(text: &str) -> bool {
    let beginning = text.get(..BEGINNING.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(BEGINNING))
}

/// The texts of all pictures, to be shown again and again; none where the file is empty
/// or longer than [`MAX_FILM_BYTES`].
pub fn pictures(file: &[u8]) -> Rc<[Rc<str>]> {
    if file.len() > MAX_FILM_BYTES {
        return Rc::new([]);
    }
    let Ok(mut encoder) = Encoder::new(file, FILM_PART_BYTES, TYPE) else {
        return Rc::new([]);
    };
    let count = encoder.fragment_count() * FILM_ROUNDS;
    let parts = (0..count).filter_map(|_| encoder.next_part().ok());
    parts.map(|part| part.to_ascii_uppercase().into()).collect()
}

/// What came of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is none of a film.
    Nothing,
    /// So many of so many pieces are known now.
    Part {
        /// Pieces known.
        done: usize,
        /// Pieces that the file has.
        all: usize,
    },
    /// The file is whole.
    Whole(Vec<u8>),
    /// All pieces are there and do not make the file they were said to make: somebody
    /// showed pictures of two files, or false ones. It begins again.
    Spoiled,
}

/// A film that is being watched. It holds at most [`MAX_FILM_PARTS`] pieces and
/// [`FILM_ROUNDS`] times as many sums, whatever is shown to it.
#[derive(Default)]
pub struct Watching {
    decoder: Decoder,
    taken: usize,
}

impl Watching {
    /// Takes the text of a picture. One of another film begins anew.
    pub fn see(&mut self, text: &str) -> Seen {
        let Some(count) = count_of(text) else {
            return Seen::Nothing;
        };
        if self.decoder.receive(text).is_err() {
            *self = Self::default();
            if self.decoder.receive(text).is_err() {
                *self = Self::default();
                return Seen::Nothing;
            }
        }
        self.taken += 1;
        match self.decoder.message() {
            Ok(Some(file)) if file.len() <= MAX_FILM_BYTES => Seen::Whole(file),
            Ok(None) if self.taken <= count * FILM_ROUNDS * 2 => Seen::Part {
                done: self.decoder.resolved_fragment_count().unwrap_or(0),
                all: count,
            },
            Ok(_) | Err(_) => {
                *self = Self::default();
                Seen::Spoiled
            }
        }
    }
}

impl core::fmt::Debug for Watching {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Watching")
            .field("taken", &self.taken)
            .finish()
    }
}

/// How many pieces the film says to have, if that is a number a film may have. The
/// decoder makes tables of that size, and takes only parts that say the same inside.
fn count_of(text: &str) -> Option<usize> {
    let is_plain = text.len() <= MAX_TEXT && text.is_ascii() && is_picture(text);
    let (numbers, _) = text
        .get(BEGINNING.len()..)
        .filter(|_| is_plain)?
        .split_once('/')?;
    let (_, count) = numbers.split_once('-')?;
    let count = count.parse().ok()?;
    (1..=MAX_FILM_PARTS).contains(&count).then_some(count)
}
