//! A plain checker of entries, fork proofs and freezing, slow and without any of
//! the library's types but hashing, strict verification and the CBOR of a join.

use bamboo_rs_core::entry::decode as lax_decode;
use p2panda::protocol::festival;
use p2panda::protocol::id::{AuthorId, Blake2b, DeviceNumber, FestivalId};
use p2panda::protocol::schema::join::Join;
use p2panda::protocol::signature::{Signature, verify};

/// What can be wrong with the checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    None,
    AnyTag,
    AnyHashKind,
    AnyHashLength,
    TrailingBytes,
    LongNumbers,
    SeqNumZero,
    AnySeqNum,
    BacklinkUnchecked,
    BacklinkToAnyEntry,
    LipmaalinkUnchecked,
    LipmaalinkToAnyEntry,
    OtherAuthor,
    OtherLog,
    PayloadSizeUnchecked,
    PayloadSizeIn32Bits,
    PayloadHashUnchecked,
    EntriesAfterTheEnd,
    NoJoin,
    JoinOfAnyFestival,
    SignatureUnchecked,
    WeakKeys,
    ForkOrder,
    ForkOfOneEntry,
    ForkAtTwoPlaces,
    ForkOfAnyFestival,
    ForkSignatureUnchecked,
    ForkLinksUnchecked,
    ForkPathOfAnyLength,
    ForkNeedsOwnSignatures,
    ForkIgnoresSignatures,
    FreezeAtFork,
    FreezeAtFirstSigned,
    FreezeIgnoresSignatures,
}

impl Bug {
    /// All but none.
    pub const PLANTED: [Self; 33] = [
        Self::AnyTag,
        Self::AnyHashKind,
        Self::AnyHashLength,
        Self::TrailingBytes,
        Self::LongNumbers,
        Self::SeqNumZero,
        Self::AnySeqNum,
        Self::BacklinkUnchecked,
        Self::BacklinkToAnyEntry,
        Self::LipmaalinkUnchecked,
        Self::LipmaalinkToAnyEntry,
        Self::OtherAuthor,
        Self::OtherLog,
        Self::PayloadSizeUnchecked,
        Self::PayloadSizeIn32Bits,
        Self::PayloadHashUnchecked,
        Self::EntriesAfterTheEnd,
        Self::NoJoin,
        Self::JoinOfAnyFestival,
        Self::SignatureUnchecked,
        Self::WeakKeys,
        Self::ForkOrder,
        Self::ForkOfOneEntry,
        Self::ForkAtTwoPlaces,
        Self::ForkOfAnyFestival,
        Self::ForkSignatureUnchecked,
        Self::ForkLinksUnchecked,
        Self::ForkPathOfAnyLength,
        Self::ForkNeedsOwnSignatures,
        Self::ForkIgnoresSignatures,
        Self::FreezeAtFork,
        Self::FreezeAtFirstSigned,
        Self::FreezeIgnoresSignatures,
    ];
}

struct Parsed {
    end_of_log: bool,
    author: Vec<u8>,
    log_id: u64,
    seq_num: u64,
    lipmaalink: Option<Vec<u8>>,
    backlink: Option<Vec<u8>>,
    payload_size: u64,
    payload_hash: Vec<u8>,
    signed: Vec<u8>,
    signature: [u8; 64],
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn number(rest: &mut &[u8], bug: Bug) -> Option<u64> {
    let first = take(rest, 1)?[0];
    let count = usize::from(first.saturating_sub(247));
    if count == 0 {
        return Some(u64::from(first));
    }
    let value = take(rest, count)?
        .iter()
        .fold(0, |value, byte| value << 8 | u64::from(*byte));
    let shortest = if count == 1 {
        value >= 248
    } else {
        value >> (8 * (count - 1)) > 0
    };
    (shortest || bug == Bug::LongNumbers).then_some(value)
}

fn hash(rest: &mut &[u8], bug: Bug) -> Option<Vec<u8>> {
    let kind = take(rest, 1)?[0] == 0 || bug == Bug::AnyHashKind;
    let length = take(rest, 1)?[0] == 64 || bug == Bug::AnyHashLength;
    let hash = take(rest, 64)?.to_vec();
    (kind && length).then_some(hash)
}

/// By definition: of the numbers whose block ends at `n`, the largest block.
fn lipmaa(n: u64) -> u64 {
    let z = |k: u32| (3_u64.pow(k) - 1) / 2;
    match (0..33).find(|k| z(k + 1) >= n).unwrap_or(33) {
        k if z(k + 1) == n => z(k),
        k => {
            let mut rest = n;
            for size in (1..=k).rev().map(z) {
                rest = (rest - 1) % size + 1;
                if rest == size {
                    return n - size;
                }
            }
            n - 1
        }
    }
}

fn parse(bytes: &[u8], bug: Bug) -> Option<Parsed> {
    let mut rest = bytes;
    let tag = take(&mut rest, 1)?[0];
    let author = take(&mut rest, 32)?.to_vec();
    let log_id = number(&mut rest, bug)?;
    let seq_num = number(&mut rest, bug)?;
    let in_range = (1..1 << 53).contains(&seq_num) || (bug == Bug::SeqNumZero && seq_num == 0);
    if (tag > 1 && bug != Bug::AnyTag) || !in_range {
        return None;
    }
    let has_backlink = seq_num != 1;
    let has_lipmaalink = seq_num > 1 && lipmaa(seq_num) != seq_num - 1 || seq_num == 0;
    let lipmaalink = if has_lipmaalink {
        Some(hash(&mut rest, bug)?)
    } else {
        None
    };
    let backlink = if has_backlink {
        Some(hash(&mut rest, bug)?)
    } else {
        None
    };
    let payload_size = number(&mut rest, bug)?;
    let payload_hash = hash(&mut rest, bug)?;
    let signed = bytes[..bytes.len() - rest.len()].to_vec();
    let signature = take(&mut rest, 64)?.try_into().ok()?;
    let end_of_log = tag == 1;
    let whole = rest.is_empty() || bug == Bug::TrailingBytes;
    let parsed = Parsed {
        end_of_log,
        author,
        log_id,
        seq_num,
        lipmaalink,
        backlink,
        payload_size,
        payload_hash,
        signed,
        signature,
    };
    whole.then_some(parsed)
}

impl Parsed {
    fn is_signed(&self, bug: Bug) -> bool {
        let author = AuthorId::from_slice(&self.author).expect("32 bytes");
        let strict = verify(
            &author,
            &self.signed,
            &Signature::from_bytes(self.signature),
        )
        .is_ok();
        let all = [&self.signed[..], &self.signature].concat();
        let lax = || lax_decode(&all).is_ok_and(|entry| entry.verify_signature().is_ok());
        strict || (bug == Bug::WeakKeys && lax())
    }
}

/// A log: all its entries, as they are.
pub struct Log {
    pub festival: Vec<u8>,
    pub author: Vec<u8>,
    pub log_id: u64,
    pub entries: Vec<Vec<u8>>,
}

impl Log {
    /// Whether an entry with its payload may come next.
    pub fn accepts(&self, entry: &[u8], payload: &[u8], bug: Bug) -> bool {
        let Some(entry) = parse(entry, bug) else {
            return false;
        };
        let height = self.entries.len() as u64;
        let last = self.entries.last().and_then(|last| parse(last, Bug::None));
        let open = last.is_none_or(|last| !last.end_of_log) || bug == Bug::EntriesAfterTheEnd;
        let next = entry.seq_num == height + 1
            || bug == Bug::AnySeqNum
            || (bug == Bug::SeqNumZero && entry.seq_num == 0);
        let own = (entry.author == self.author || bug == Bug::OtherAuthor)
            && (entry.log_id == self.log_id || bug == Bug::OtherLog);
        let signed = entry.is_signed(bug) || bug == Bug::SignatureUnchecked;
        open && next
            && own
            && self.links_hold(&entry, bug)
            && payload_fits(&entry, payload, bug)
            && (height > 0 || self.is_joined_by(payload, bug))
            && signed
    }

    fn links_hold(&self, entry: &Parsed, bug: Bug) -> bool {
        if entry.seq_num == 0 || bug == Bug::AnySeqNum {
            return true;
        }
        let names = |link: &Option<Vec<u8>>, seq: u64, any: bool| {
            let hashes: Vec<_> = self
                .entries
                .iter()
                .map(|entry| Blake2b::of(entry).as_bytes().to_vec())
                .collect();
            match link {
                Some(link) if any => hashes.contains(link),
                Some(link) => hashes.get(seq as usize - 1) == Some(link),
                None => true,
            }
        };
        let far = names(
            &entry.lipmaalink,
            lipmaa(entry.seq_num),
            bug == Bug::LipmaalinkToAnyEntry,
        );
        let near = names(
            &entry.backlink,
            entry.seq_num - 1,
            bug == Bug::BacklinkToAnyEntry,
        );
        (far || bug == Bug::LipmaalinkUnchecked) && (near || bug == Bug::BacklinkUnchecked)
    }

    fn is_joined_by(&self, payload: &[u8], bug: Bug) -> bool {
        let Ok(join) = Join::from_payload(payload) else {
            return bug == Bug::NoJoin;
        };
        let named = join.festival.as_bytes()[..] == self.festival || bug == Bug::JoinOfAnyFestival;
        let follows = festival::log_id(&join.festival, join.device).0 == self.log_id;
        named && (follows || bug == Bug::JoinOfAnyFestival)
    }
}

fn payload_fits(entry: &Parsed, payload: &[u8], bug: Bug) -> bool {
    let size = payload.len() as u64;
    let sized = match bug {
        Bug::PayloadSizeUnchecked => true,
        Bug::PayloadSizeIn32Bits => entry.payload_size as u32 == size as u32,
        _ => entry.payload_size == size,
    };
    let hashed =
        entry.payload_hash == Blake2b::of(payload).as_bytes() || bug == Bug::PayloadHashUnchecked;
    sized && size <= 65_536 && hashed
}

/// Where a sound fork proof says that its log is forked.
pub fn fork_at(festival: &[u8], proof: &[u8], bug: Bug) -> Option<u64> {
    let mut rest = proof;
    let device = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    let (one, one_bytes) = branch(&mut rest, bug)?;
    let (other, other_bytes) = branch(&mut rest, bug)?;
    let place = |entry: &Parsed| (entry.author.clone(), entry.log_id, entry.seq_num);
    let festival = FestivalId::from_slice(festival)?;
    let same = if bug == Bug::ForkIgnoresSignatures {
        one.signed == other.signed
    } else {
        one_bytes == other_bytes
    };
    let conditions = [
        (rest.is_empty(), Bug::TrailingBytes),
        (one_bytes <= other_bytes, Bug::ForkOrder),
        (!same, Bug::ForkOfOneEntry),
        (place(&one) == place(&other), Bug::ForkAtTwoPlaces),
        (
            festival::log_id(&festival, DeviceNumber(device)).0 == one.log_id,
            Bug::ForkOfAnyFestival,
        ),
    ];
    conditions
        .iter()
        .all(|(holds, unchecked)| *holds || bug == *unchecked)
        .then_some(one.seq_num)
}

fn branch(rest: &mut &[u8], bug: Bug) -> Option<(Parsed, Vec<u8>)> {
    let count = number(rest, bug)?;
    let mut path = Vec::new();
    for _ in 0..count {
        let length = number(rest, bug)?;
        let bytes = take(rest, usize::try_from(length).ok()?)?;
        path.push((parse(bytes, bug)?, bytes.to_vec()));
    }
    let linked = path.windows(2).all(|pair| {
        let ((below, bytes), (above, _)) = (&pair[0], &pair[1]);
        let hash = Some(Blake2b::of(bytes).as_bytes().to_vec());
        let near = below.seq_num + 1 == above.seq_num && above.backlink == hash;
        let far = below.seq_num == lipmaa(above.seq_num) && above.lipmaalink == hash;
        (near || far) && (&below.author, below.log_id) == (&above.author, above.log_id)
    });
    let deciding = if bug == Bug::ForkNeedsOwnSignatures {
        path.first()
    } else {
        path.last()
    };
    let signed = deciding.is_some_and(|(entry, _)| entry.is_signed(bug));
    let short = count <= 40;
    let sound = (linked || bug == Bug::ForkLinksUnchecked)
        && (signed || bug == Bug::ForkSignatureUnchecked)
        && (short || bug == Bug::ForkPathOfAnyLength);
    (sound && !path.is_empty()).then(|| path.swap_remove(0))
}

/// The height of a log of which these entries are validly signed, frozen at `at`.
pub fn frozen_height(signed: &[bool], at: u64, bug: Bug) -> u64 {
    let limit = if bug == Bug::FreezeAtFork { at + 1 } else { at };
    let is_kept = |seq: &u64| signed[*seq as usize - 1] || bug == Bug::FreezeIgnoresSignatures;
    let mut kept = (1..=signed.len() as u64)
        .filter(|seq| *seq < limit)
        .filter(is_kept);
    let found = if bug == Bug::FreezeAtFirstSigned {
        kept.next()
    } else {
        kept.next_back()
    };
    found.unwrap_or(0)
}
