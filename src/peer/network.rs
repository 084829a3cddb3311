//! Which services of others this device uses to find people: what the page's host
//! lists in `config.json`, and what the person here chose instead.

use serde::{Deserialize, Serialize};

use super::local::{Row, network_row};
use crate::gossip::relay::RelayUrl;
use crate::gossip::signal::IceServer;
use crate::protocol::limits::{MAX_ICE_SERVERS, MAX_RELAYS, MAX_URL_BYTES};

/// What `config.json` of the page's host says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HostList {
    pub(super) relays: Vec<RelayUrl>,
    pub(super) stun: Vec<String>,
    /// A bundle that lies beside the page.
    pub(super) bundle: Option<String>,
}

#[derive(Deserialize)]
struct Config {
    #[serde(default)]
    meeting_points: Vec<String>,
    #[serde(default)]
    stun: Vec<String>,
    bundle: Option<String>,
}

impl HostList {
    /// Reads the file; lists that are damaged are as if they were empty.
    pub(super) fn read(text: &str) -> Self {
        let Ok(config) = serde_json::from_str::<Config>(text) else {
            return Self::default();
        };
        let stun = config.stun.into_iter().filter(|url| is_stun(url));
        Self {
            relays: relays(&config.meeting_points),
            stun: stun.take(MAX_ICE_SERVERS).collect(),
            bundle: config.bundle.filter(|name| is_beside(name)),
        }
    }
}

fn relays(texts: &[String]) -> Vec<RelayUrl> {
    let urls = texts.iter().filter_map(|text| RelayUrl::parse(text));
    urls.take(MAX_RELAYS).collect()
}

/// Whether a name stays below the page.
fn is_beside(name: &str) -> bool {
    let outside = name.starts_with('/') || name.contains([':', '\\']) || name.contains("..");
    !name.is_empty() && name.len() <= MAX_URL_BYTES && !outside
}

fn is_stun(url: &str) -> bool {
    is_server(url) && (url.starts_with("stun:") || url.starts_with("stuns:"))
}

fn is_turn(url: &str) -> bool {
    is_server(url) && (url.starts_with("turn:") || url.starts_with("turns:"))
}

fn is_server(url: &str) -> bool {
    let place = url.split_once(':').map_or("", |(_, place)| place);
    !place.is_empty()
        && url.len() <= MAX_URL_BYTES
        && place.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What the person here chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkChoice {
    /// Whether meeting points are used.
    pub meeting_points_on: bool,
    /// Whether STUN servers are asked how this device is seen from outside.
    pub stun_on: bool,
    /// Meeting points instead of the host's; none leaves those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_points: Option<Vec<String>>,
    /// A TURN server of one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
}

/// A TURN server, which carries links where no other way is found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// `turn:host:port`.
    pub url: String,
    /// The name it knows.
    pub username: String,
    /// The password; never shown in an error.
    pub credential: String,
}

impl core::fmt::Debug for Turn {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Turn({:?})", self.url)
    }
}

impl Default for NetworkChoice {
    fn default() -> Self {
        Self {
            meeting_points_on: true,
            stun_on: true,
            meeting_points: None,
            turn: None,
        }
    }
}

impl NetworkChoice {
    /// As it is to be kept: only what can be used. None where a line that was meant
    /// is no address.
    pub(super) fn checked(mut self) -> Option<Self> {
        if let Some(lines) = &mut self.meeting_points {
            lines.retain(|line| !line.trim().is_empty());
            if lines.len() > MAX_RELAYS || relays(lines).len() < lines.len() {
                return None;
            }
        }
        if self.turn.as_ref().is_some_and(|turn| turn.url.is_empty()) {
            self.turn = None;
        }
        let turn_fits = self.turn.as_ref().is_none_or(|turn| {
            is_turn(&turn.url)
                && turn.username.len() <= MAX_URL_BYTES
                && turn.credential.len() <= MAX_URL_BYTES
        });
        turn_fits.then_some(self)
    }

    /// Its row.
    pub(super) fn row(&self) -> Row {
        network_row(self)
    }

    /// The meeting points known to this device.
    pub(super) fn relays(&self, host: &HostList) -> Vec<RelayUrl> {
        match &self.meeting_points {
            Some(lines) => relays(lines),
            None => host.relays.clone(),
        }
    }

    /// The servers that the browser may ask when it makes a connection.
    pub(super) fn ice_servers(&self, host: &HostList) -> Vec<IceServer> {
        let stun = host
            .stun
            .iter()
            .filter(|_| self.stun_on)
            .map(|url| IceServer {
                url: url.clone(),
                account: None,
            });
        let turn = self.turn.iter().map(|turn| IceServer {
            url: turn.url.clone(),
            account: Some((turn.username.clone(), turn.credential.clone())),
        });
        stun.chain(turn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hosts_list_is_taken_as_far_as_it_can_be_used() {
        let host = HostList::read(
            r#"{"meeting_points":["wss://a.example.org","http://b","",7],"stun":["stun:a:1"]}"#,
        );
        assert_eq!(host, HostList::default(), "a number is no address");
        let host = HostList::read(
            r#"{"meeting_points":["wss://a.example.org","http://b"],"stun":["stun:a:1","turn:b","stun:"],"bundle":"x"}"#,
        );
        assert_eq!(host.relays.len(), 1);
        assert_eq!(host.stun, ["stun:a:1"]);
        for text in ["", "[]", "{", "null", "{}"] {
            assert_eq!(HostList::read(text), HostList::default());
        }
    }

    #[test]
    fn a_choice_with_a_line_that_is_no_address_is_refused_whole() {
        let choice = |lines: &[&str]| NetworkChoice {
            meeting_points: Some(lines.iter().map(|line| (*line).to_owned()).collect()),
            ..NetworkChoice::default()
        };
        let sound = choice(&["wss://a.example.org", " "])
            .checked()
            .expect("it is sound");
        assert_eq!(sound.meeting_points.map(|lines| lines.len()), Some(1));
        assert_eq!(choice(&["wss://a.example.org", "nonsense"]).checked(), None);
        let turn = |url: &str| NetworkChoice {
            turn: Some(Turn {
                url: url.to_owned(),
                username: "me".to_owned(),
                credential: "secret".to_owned(),
            }),
            ..NetworkChoice::default()
        };
        assert_eq!(turn("https://x").checked(), None);
        let kept = turn("turn:x.example.org:3478")
            .checked()
            .expect("it is sound");
        let servers = kept.ice_servers(&HostList::default());
        assert_eq!(servers.len(), 1);
        assert!(!format!("{kept:?} {servers:?}").contains("secret"));
        assert_eq!(turn("").checked().expect("none is meant").turn, None);
    }
}
