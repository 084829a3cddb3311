//! A pass through the text of a bundle, a chunk at a time, so that a page which reads
//! a large file answers meanwhile: the scanner holds the piece of the file that is
//! being read, and one more may wait behind it. What the first pass has opened is kept
//! for the second one, unless it is too much; then the file is read again.

use std::collections::{BTreeMap, VecDeque};

use crate::gossip::ledger::Ledger;
use crate::peer::membership::Membership;
use crate::peer::view_model::Problem;
use crate::protocol::bundle::BundleError;
use crate::protocol::bundle::check::Check;
use crate::protocol::bundle::head::BundleHead;
use crate::protocol::bundle::record::{About, Record};
use crate::protocol::bundle::scan::{Part, Scanner};
use crate::protocol::bundle::seal::Opener;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MAX_KEPT_OPEN_BYTES;

/// What a bundle is held against.
pub(super) struct Known<'a> {
    pub(super) memberships: &'a BTreeMap<FestivalId, Membership>,
    pub(super) ledger: &'a Ledger,
}

/// A pass.
#[derive(Debug, Default)]
pub(super) struct Reading {
    scanner: Scanner,
    /// The piece of the file behind the one that the scanner has.
    ahead: Option<Vec<u8>>,
    opened: Option<Opened>,
    /// What is opened for a second pass; none where it is not to be kept.
    kept: Option<Kept>,
    /// What an earlier pass has kept, and of which festival it is.
    again: Option<(FestivalId, Kept)>,
}

/// What keeping a chunk costs beside its contents, bytes: one that holds nothing costs
/// memory too.
const CHUNK_COST: u64 = 64;

/// The contents of chunks that were opened.
#[derive(Debug, Default)]
pub(super) struct Kept {
    chunks: VecDeque<Vec<u8>>,
    /// With [`CHUNK_COST`] for each.
    bytes: u64,
}

impl Kept {
    fn push(mut self, chunk: Vec<u8>) -> Option<Self> {
        self.bytes += chunk.len() as u64 + CHUNK_COST;
        self.chunks.push_back(chunk);
        (self.bytes <= MAX_KEPT_OPEN_BYTES).then_some(self)
    }
}

/// A bundle whose head was read.
#[derive(Debug)]
struct Opened {
    festival: FestivalId,
    /// Where it does not open, the checksum is left to say whether it was only
    /// changed on the way.
    opener: Result<Opener, Problem>,
    check: Check,
}

impl Reading {
    /// A first pass: what it opens is kept.
    pub(super) fn first() -> Self {
        Self {
            kept: Some(Kept::default()),
            ..Self::default()
        }
    }

    /// A pass through what the first one has kept; none where that was too much.
    pub(super) fn again(self) -> Option<Self> {
        let again = Some((self.festival()?, self.kept?));
        Some(Self {
            again,
            ..Self::default()
        })
    }

    /// Bytes that are left of what an earlier pass has kept; none where the file is read.
    pub(super) fn left(&self) -> Option<u64> {
        self.again.as_ref().map(|(_, kept)| kept.bytes)
    }

    /// The file goes on with these bytes.
    pub(super) fn feed(&mut self, piece: Vec<u8>) {
        self.ahead = Some(piece);
    }

    /// Whether another piece may be asked for.
    pub(super) fn has_room(&self) -> bool {
        self.ahead.is_none()
    }

    /// Reads the next part, and looks its records through; where that `is_checked`
    /// already, it gives them. None where more of the file is needed.
    ///
    /// # Errors
    ///
    /// What is wrong with the bundle.
    pub(super) fn next(
        &mut self,
        known: &Known<'_>,
        is_checked: bool,
    ) -> Result<Option<Vec<Record>>, Problem> {
        if let Some((_, kept)) = &mut self.again {
            let Some(chunk) = kept.chunks.pop_front() else {
                return Ok(None);
            };
            kept.bytes -= chunk.len() as u64 + CHUNK_COST;
            return Ok(Some(records_of(&chunk)?));
        }
        let part = loop {
            match (self.scanner.next_part()?, self.ahead.take()) {
                (Some(part), ahead) => {
                    self.ahead = ahead;
                    break part;
                }
                (None, Some(piece)) => self.scanner.feed(&piece),
                (None, None) => return Ok(None),
            }
        };
        let mut records = Vec::new();
        match part {
            Part::Head(head) => self.opened = Some(known.open(&head)?),
            Part::Chunk { sealed, last } => {
                let plain = self.opened.as_mut();
                let plain = plain.and_then(|opened| opened.open(&sealed, last));
                if let (Some(opened), Some(plain)) = (&mut self.opened, plain) {
                    let found = records_of(&plain)?;
                    if is_checked {
                        records = found;
                    } else {
                        opened.look_through(found, known.ledger)?;
                    }
                    self.kept = self.kept.take().and_then(|kept| kept.push(plain));
                }
            }
            Part::End => {}
        }
        Ok(Some(records))
    }

    /// Of which festival the bundle is, where its head was read.
    pub(super) fn festival(&self) -> Option<FestivalId> {
        let opened = self.opened.as_ref().map(|opened| opened.festival);
        opened.or(self.again.as_ref().map(|(festival, _)| *festival))
    }

    /// The file was read to its end; what it says of itself, where it was looked
    /// through.
    ///
    /// # Errors
    ///
    /// What is wrong with the bundle.
    pub(super) fn finish(&self, is_checked: bool) -> Result<(FestivalId, Option<About>), Problem> {
        if let Some((festival, _)) = &self.again {
            return Ok((*festival, None));
        }
        self.scanner.finish()?;
        let opened = self.opened.as_ref().ok_or(Problem::BundleDamaged)?;
        opened.opener.as_ref().map_err(|problem| *problem)?;
        let about = match is_checked {
            true => None,
            false => Some(opened.check.finish()?),
        };
        Ok((opened.festival, about))
    }
}

impl Opened {
    /// What a chunk holds; nothing where it does not open, and behind one that did not.
    fn open(&mut self, sealed: &[u8], last: bool) -> Option<Vec<u8>> {
        let plain = self.opener.as_mut().ok()?.open(sealed, last);
        if plain.is_none() {
            self.opener = Err(Problem::BundleFalse);
        }
        plain
    }

    fn look_through(&mut self, records: Vec<Record>, ledger: &Ledger) -> Result<(), BundleError> {
        let mut records = records.into_iter();
        records.try_for_each(|record| self.check.take(record, |key| ledger.stored(key)))
    }
}

fn records_of(plain: &[u8]) -> Result<Vec<Record>, BundleError> {
    Ok(Record::read_all(plain)?)
}

impl Known<'_> {
    fn open(&self, head: &BundleHead) -> Result<Opened, Problem> {
        let mut festivals = self.memberships.iter();
        let (festival, membership) = festivals
            .find(|(festival, _)| head.is_of(festival))
            .ok_or(Problem::BundleForeign)?;
        let key = &membership.invitation.key;
        let opener = match head.is_sealed_with(festival, key) {
            true => Ok(Opener::new(head, festival, key)),
            false => Err(Problem::BundleOtherKey),
        };
        Ok(Opened {
            festival: *festival,
            opener,
            check: Check::new(*festival),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_that_hold_nothing_are_not_kept_without_end() {
        let bound = MAX_KEPT_OPEN_BYTES / CHUNK_COST;
        let mut kept = Some(Kept::default());
        let mut chunks = 0;
        while let Some(with_one_more) = kept.take().and_then(|kept| kept.push(Vec::new())) {
            chunks += 1;
            kept = Some(with_one_more);
        }
        assert_eq!(chunks, bound);
    }
}
