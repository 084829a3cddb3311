//! Join links: what lets anyone who has them into a festival, for messengers,
//! posters and web pages. Never a live offer in them: phones suspend a page that
//! waits while its link is sent, and many people may use one link.
//!
//! ```text
//! version   1     1
//! flags     1     bit 3, as in a code
//! festivals 1+n   count, then founder 32, nonce 16, K 32, title: the festival
//!                 meant, then those that it is part of, the nearest first
//! points    1+n   count, then the address of each meeting point
//! checksum  4     as in a code
//! ```

use super::Invitation;
use super::code::{FLAG_JOIN, VERSION, checksum};
use crate::gossip::relay::address::RelayUrl;
use crate::gossip::wire::KeyCard;
use crate::protocol::limits::{MAX_KEY_CARDS, MAX_LINK_POINTS, MAX_RELAY_URL_BYTES};
use crate::protocol::reader::{Malformed, Reader};
use crate::protocol::varint;

/// What a join link says. Nothing of it is signed: titles are claims until the
/// founder's own words have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinLink {
    /// The festival meant, then those that it is part of, the nearest first; at
    /// most [`MAX_KEY_CARDS`], never none.
    pub festivals: Vec<KeyCard>,
    /// Where its members meet, if not where the page says.
    pub meeting_points: Vec<RelayUrl>,
}

impl JoinLink {
    /// The code's bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut code = vec![VERSION, FLAG_JOIN];
        let festivals = &self.festivals[..self.festivals.len().min(MAX_KEY_CARDS)];
        code.push(festivals.len() as u8);
        festivals.iter().for_each(|card| card.write(&mut code));
        let points = &self.meeting_points[..self.meeting_points.len().min(MAX_LINK_POINTS)];
        code.push(points.len() as u8);
        for point in points {
            varint::write(point.as_str().len() as u64, &mut code);
            code.extend_from_slice(point.as_str().as_bytes());
        }
        let sum = checksum(&code);
        code.extend_from_slice(&sum);
        code
    }

    /// Reads what follows the flags.
    pub(super) fn read(mut reader: Reader<'_>) -> Result<Self, Malformed> {
        let count = usize::from(reader.byte()?);
        if count == 0 || count > MAX_KEY_CARDS {
            return Err(Malformed::TooLong);
        }
        let festivals = (0..count)
            .map(|_| KeyCard::read(&mut reader))
            .collect::<Result<_, _>>()?;
        let count = usize::from(reader.byte()?);
        if count > MAX_LINK_POINTS {
            return Err(Malformed::TooLong);
        }
        let mut meeting_points = Vec::new();
        for _ in 0..count {
            let text = core::str::from_utf8(reader.prefixed(MAX_RELAY_URL_BYTES)?);
            let text = text.map_err(|_| Malformed::Value)?;
            meeting_points.push(RelayUrl::parse(text).ok_or(Malformed::Value)?);
        }
        reader.end()?;
        Ok(Self {
            festivals,
            meeting_points,
        })
    }

    /// What lets one into the festival meant.
    pub fn invitation(&self) -> Option<Invitation> {
        self.festivals.first().map(Invitation::from)
    }
}

impl From<&KeyCard> for Invitation {
    fn from(card: &KeyCard) -> Self {
        Self {
            founder: card.founder,
            nonce: card.nonce,
            key: card.key.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Code, CodeError};
    use super::*;
    use crate::protocol::festival::FestivalKey;
    use crate::protocol::id::AuthorId;

    fn card(byte: u8, title: &str) -> KeyCard {
        KeyCard {
            founder: AuthorId::from_bytes([byte; 32]),
            nonce: [byte; 16],
            key: FestivalKey::from_bytes([byte; 32]),
            title: title.to_owned(),
        }
    }

    fn link() -> JoinLink {
        JoinLink {
            festivals: vec![card(1, "Küche"), card(2, "Summer")],
            meeting_points: RelayUrl::parse("wss://relay.example.org")
                .into_iter()
                .collect(),
        }
    }

    #[test]
    fn a_link_says_the_same_whenever_it_is_read() {
        let text = Code::to_text(&link().encode());
        for now in [0, 1_780_142_400_000, u64::MAX / 2] {
            for prefix in ["", "https://example.org/p/#/join/", "#/join/"] {
                let read = Code::from_text(&format!("{prefix}{text}"), now);
                assert_eq!(read, Ok(Code::Join(link())));
            }
        }
    }

    #[test]
    fn a_link_cut_off_or_changed_anywhere_is_damaged() {
        let bytes = link().encode();
        for at in 2..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            let cut = Code::to_text(&bytes[..at]);
            for text in [Code::to_text(&changed), cut] {
                assert_eq!(Code::from_text(&text, 0), Err(CodeError::Damaged), "{at}");
            }
        }
    }

    #[test]
    fn a_link_to_no_festival_or_a_foreign_address_is_damaged() {
        let mut none = vec![VERSION, FLAG_JOIN, 0, 0];
        none.extend(checksum(&none));
        assert_eq!(
            Code::from_text(&Code::to_text(&none), 0),
            Err(CodeError::Damaged)
        );
        let mut foreign = link().encode();
        let at = foreign
            .windows(3)
            .position(|three| three == b"wss")
            .expect("it is there");
        foreign[at..at + 3].copy_from_slice(b"ftp");
        let body = foreign.len() - 4;
        let sum = checksum(&foreign[..body]);
        foreign[body..].copy_from_slice(&sum);
        assert_eq!(
            Code::from_text(&Code::to_text(&foreign), 0),
            Err(CodeError::Damaged)
        );
    }
}
