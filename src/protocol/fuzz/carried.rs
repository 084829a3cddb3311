//! Fuzz targets of what is carried by hand: the text of a bundle, and what is
//! inside its seal, which no fuzzer finds from outside.

use super::{HEADS, WRITER};
use crate::protocol::bundle::BundleError;
use crate::protocol::bundle::check::Check;
use crate::protocol::bundle::head::BundleHead;
use crate::protocol::bundle::record::Record;
use crate::protocol::bundle::scan::{Part, Scanner};
use crate::protocol::bundle::seal::Opener;
use crate::protocol::bundle::write::Writer as BundleWriter;
use crate::protocol::festival::FestivalKey;
use crate::protocol::limits::MAX_BUNDLE_CHUNK_BYTES;

/// The festival key that the targets know.
const KEY: [u8; 32] = [WRITER; 32];

/// Reads a bundle in pieces of `length` bytes; the records in it.
fn read(file: &[u8], length: usize) -> Result<Vec<Record>, BundleError> {
    let (festival, key) = (HEADS[0].festival(), FestivalKey::from_bytes(KEY));
    let (mut scanner, mut opener, mut records) = (Scanner::default(), None, Vec::new());
    let mut check = Check::new(festival);
    let known = |log: &_| HEADS.iter().rev().find(|head| head.key() == *log);
    for piece in file.chunks(length) {
        scanner.feed(piece);
        while let Some(part) = scanner.next_part()? {
            match part {
                Part::Head(head) if head.is_sealed_with(&festival, &key) => {
                    opener = Some(Opener::new(&head, &festival, &key));
                }
                Part::Head(head) => drop(BundleHead::read(head.to_text().as_bytes())?),
                Part::Chunk { sealed, last } => {
                    assert!(
                        sealed.len() <= MAX_BUNDLE_CHUNK_BYTES + 18,
                        "a chunk is bounded"
                    );
                    let Some(opener) = &mut opener else { continue };
                    let plain = opener.open(&sealed, last).ok_or(BundleError::Damaged)?;
                    for record in Record::read_all(&plain)? {
                        check.take(record.clone(), known)?;
                        records.push(record);
                    }
                }
                Part::End => {}
            }
        }
    }
    scanner.finish()?;
    check.finish()?;
    Ok(records)
}

/// A file that may be a bundle: read alike in small and in large pieces.
pub fn bundle(data: &[u8]) -> bool {
    let whole = read(data, data.len().max(1));
    let in_pieces = read(data, 7);
    assert_eq!(
        whole.is_ok(),
        in_pieces.is_ok(),
        "pieces make no difference"
    );
    if let (Ok(one), Ok(other)) = (&whole, &in_pieces) {
        assert_eq!(one, other);
    }
    whole.is_ok()
}

/// What a bundle's chunks hold: records that read back as they were written, and
/// that a member could send.
pub fn bundle_records(data: &[u8]) -> bool {
    let Ok(records) = Record::read_all(data) else {
        return false;
    };
    let mut again = Vec::new();
    records.iter().for_each(|record| record.write(&mut again));
    assert_eq!(again, data, "accepted records are their own encoding");
    let Some((Record::About(about), rest)) = records.split_first() else {
        return false;
    };
    let (festival, key) = (HEADS[0].festival(), FestivalKey::from_bytes(KEY));
    let mut writer = BundleWriter::new(&festival, &key, [0; 19], *about);
    rest.iter().for_each(|record| writer.push(record));
    match read(&writer.finish(), 4096) {
        Ok(read) => {
            assert_eq!(read, records, "a bundle holds what was put into it");
            true
        }
        Err(_) => false,
    }
}
