//! How two proven neighbours find the other festivals that they have in common
//! without showing those that they have not. Each sends a tag for each of its
//! festivals, keyed with the festival's own key and bound to who sends it on
//! which link; whoever has the key makes the same tag and recognises it. A tag
//! echoed or carried to another link names the wrong sender and matches nothing.

use std::collections::BTreeMap;

use super::entropy::{Entropy, draw};
use super::handshake::{Neighbour, Role};
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::HELLO_TAGS;

/// Domain of a tag.
const TAG_DOMAIN: &[u8] = b"p2panda.link.common.1";
/// Purpose of the key of tags in [`FestivalKey::derive`].
const TAG_PURPOSE: &[u8] = b"p2panda.link.common.key.1";

/// What only a member of the same festival recognises.
pub type Tag = [u8; 32];

/// What tags are bound to: one side of one link.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Which side.
    pub role: Role,
    /// The link's handshake hash.
    pub hash: &'a [u8; 64],
    /// Who is there.
    pub who: &'a Neighbour,
}

/// `keyed BLAKE2b-256(K', domain ‖ role ‖ handshake hash ‖ author ‖ installation)`.
pub fn tag(festival: &FestivalId, key: &FestivalKey, side: Side<'_>) -> Tag {
    let hash = blake2b_simd::Params::new()
        .hash_length(32)
        .key(&key.derive(TAG_PURPOSE, festival))
        .to_state()
        .update(TAG_DOMAIN)
        .update(&[side.role.byte()])
        .update(side.hash)
        .update(side.who.author.as_bytes())
        .update(side.who.installation.as_bytes())
        .finalize();
    let mut tag = [0; 32];
    tag.copy_from_slice(hash.as_bytes());
    tag
}

/// The tags to send, and which festival each of the first ones names; the rest is
/// random. `festivals` come with the one opened last first.
pub fn greet<'f>(
    festivals: impl Iterator<Item = (&'f FestivalId, &'f FestivalKey)>,
    side: Side<'_>,
    entropy: &mut dyn Entropy,
) -> (Box<[Tag; HELLO_TAGS]>, Vec<FestivalId>) {
    let mut tags = Box::new([[0; 32]; HELLO_TAGS]);
    let mut named = Vec::new();
    let mut festivals = festivals.take(HELLO_TAGS);
    for place in tags.iter_mut() {
        *place = match festivals.next() {
            Some((festival, key)) => {
                named.push(*festival);
                tag(festival, key, side)
            }
            None => draw(entropy),
        };
    }
    (tags, named)
}

/// The festivals among ours that the other side's tags name, by their place from 1.
pub fn recognise<'f>(
    tags: &[Tag; HELLO_TAGS],
    festivals: impl Iterator<Item = (&'f FestivalId, &'f FestivalKey)>,
    their_side: Side<'_>,
) -> BTreeMap<u8, FestivalId> {
    festivals
        .filter_map(|(festival, key)| {
            let expected = tag(festival, key, their_side);
            let place = tags.iter().position(|tag| *tag == expected)?;
            Some((u8::try_from(place + 1).ok()?, *festival))
        })
        .collect()
}
