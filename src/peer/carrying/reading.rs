//! A pass through the text of a bundle, a chunk at a time, so that a page which reads
//! a large file answers meanwhile: the scanner holds the piece of the file that is
//! being read, and one more may wait behind it.

use std::collections::BTreeMap;

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
    /// The file goes on with these bytes.
    pub(super) fn feed(&mut self, piece: Vec<u8>) {
        self.ahead = Some(piece);
    }

    /// Whether another piece may be asked for.
    pub(super) fn has_room(&self) -> bool {
        self.ahead.is_none()
    }

    /// Reads the next part, and gives its records: none where more of the file is
    /// needed. Looks them through too, unless that `is_checked` already.
    ///
    /// # Errors
    ///
    /// What is wrong with the bundle.
    pub(super) fn next(
        &mut self,
        known: &Known<'_>,
        is_checked: bool,
    ) -> Result<Option<Vec<Record>>, Problem> {
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
                if let Some(opened) = &mut self.opened {
                    records = opened.read(&sealed, last)?;
                    if !is_checked {
                        opened.look_through(&records, known.ledger)?;
                    }
                }
            }
            Part::End => {}
        }
        Ok(Some(records))
    }

    /// Of which festival the bundle is, where its head was read.
    pub(super) fn festival(&self) -> Option<FestivalId> {
        self.opened.as_ref().map(|opened| opened.festival)
    }

    /// The file was read to its end; what it says of itself, where it was looked
    /// through.
    ///
    /// # Errors
    ///
    /// What is wrong with the bundle.
    pub(super) fn finish(&self, is_checked: bool) -> Result<(FestivalId, Option<About>), Problem> {
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
    /// The records of a chunk; none of those behind one that does not open.
    fn read(&mut self, sealed: &[u8], last: bool) -> Result<Vec<Record>, Problem> {
        let Ok(opener) = &mut self.opener else {
            return Ok(Vec::new());
        };
        let Some(plain) = opener.open(sealed, last) else {
            self.opener = Err(Problem::BundleFalse);
            return Ok(Vec::new());
        };
        Ok(Record::read_all(&plain).map_err(BundleError::from)?)
    }

    fn look_through(&mut self, records: &[Record], ledger: &Ledger) -> Result<(), BundleError> {
        let mut records = records.iter();
        records.try_for_each(|record| self.check.take(record, |key| ledger.stored(key)))
    }
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
