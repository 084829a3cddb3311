//! Addresses of meeting points, and which of them the members of a festival use.

use core::fmt;

use crate::protocol::id::FestivalId;
use crate::protocol::limits::{CHOSEN_RELAYS, MAX_RELAY_URL_BYTES};

/// The address of a meeting point: `wss://…`, or `ws://` on this very device.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RelayUrl(String);

impl RelayUrl {
    /// Reads an address; none where a page like ours could not open it, or where
    /// it holds anything but a host, a port and a path.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        if text.len() > MAX_RELAY_URL_BYTES {
            return None;
        }
        let (scheme, rest) = text.split_once("://")?;
        let (place, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let is_plain = |char: char| char.is_ascii_graphic() && !"@#?\\\"'<>{}|^`".contains(char);
        if place.is_empty() || !rest.chars().all(is_plain) {
            return None;
        }
        let scheme = scheme.to_ascii_lowercase();
        let place = place.to_ascii_lowercase();
        let host = place.rsplit_once(':').map_or(&*place, |(host, _)| host);
        let is_here = ["localhost", "127.0.0.1"].contains(&host);
        let is_open = match &*scheme {
            "wss" => true,
            "ws" => is_here,
            _ => false,
        };
        is_open.then(|| Self(format!("{scheme}://{place}{path}")))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, for people.
    pub fn host(&self) -> &str {
        self.0.split("://").nth(1).unwrap_or(&self.0)
    }
}

impl fmt::Debug for RelayUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The meeting points that the members of a festival use: those with the lowest
/// `BLAKE2b-256(F ‖ url)`. All who know the same list choose the same ones, and
/// festivals spread over all of it.
pub fn choose(festival: &FestivalId, known: &[RelayUrl]) -> Vec<RelayUrl> {
    let mut ranked: Vec<([u8; 32], &RelayUrl)> = known
        .iter()
        .map(|url| {
            let hash = blake2b_simd::Params::new()
                .hash_length(32)
                .to_state()
                .update(festival.as_bytes())
                .update(url.as_str().as_bytes())
                .finalize();
            let mut rank = [0; 32];
            rank.copy_from_slice(hash.as_bytes());
            (rank, url)
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    let chosen = ranked.into_iter().take(CHOSEN_RELAYS);
    chosen.map(|(_, url)| url.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_page_may_open_is_an_address() {
        let sound = [
            ("wss://relay.example.org/", "wss://relay.example.org"),
            (
                " WSS://Relay.Example.org/Path ",
                "wss://relay.example.org/Path",
            ),
            ("ws://127.0.0.1:4848", "ws://127.0.0.1:4848"),
            ("ws://localhost:1", "ws://localhost:1"),
        ];
        for (text, read) in sound {
            let url = RelayUrl::parse(text);
            assert_eq!(url.as_ref().map(RelayUrl::as_str), Some(read));
        }
        let long = format!("wss://{}.org", "x".repeat(300));
        for text in [
            "",
            "relay.example.org",
            "https://relay.example.org",
            "ws://relay.example.org",
            "ws://127.0.0.1.example.org",
            "wss://",
            "wss://a b",
            "wss://me:secret@relay.example.org",
            "wss://relay.example.org/?key=1",
            "javascript://x",
            &long,
        ] {
            assert_eq!(RelayUrl::parse(text), None, "{text}");
        }
    }

    #[test]
    fn members_choose_the_same_three_in_whatever_order_they_know_them() {
        let url = |number: usize| RelayUrl::parse(&format!("wss://r{number}.example.org"));
        let mut known: Vec<RelayUrl> = (0..12).filter_map(url).collect();
        let festival = FestivalId::from_bytes([7; 32]);
        let chosen = choose(&festival, &known);
        assert_eq!(chosen.len(), CHOSEN_RELAYS);
        known.reverse();
        assert_eq!(choose(&festival, &known), chosen);
        // Who knows one more that ranks lower loses at most one of the three.
        known.extend(url(99));
        let with_more = choose(&festival, &known);
        let common = with_more.iter().filter(|url| chosen.contains(url)).count();
        assert!(common >= CHOSEN_RELAYS - 1);
        let used: std::collections::BTreeSet<RelayUrl> = (0..40)
            .flat_map(|byte| choose(&FestivalId::from_bytes([byte; 32]), &known))
            .collect();
        assert!(used.len() > 8, "festivals spread: {}", used.len());
    }
}
