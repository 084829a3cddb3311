//! Membership: what this installation keeps of a festival it has entered. A local
//! row, never published: it holds the festival key.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::gossip::relay::RelayUrl;
use crate::gossip::signal::Invitation;
use crate::gossip::wire::KeyCard;
use crate::protocol::cbor;
use crate::protocol::festival::{FestivalKey, festival_id, log_id};
use crate::protocol::id::{AuthorId, DeviceNumber, FestivalId, LogKey};
use crate::storage::{LocalKey, LocalTable};

/// A festival entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    /// Founder, nonce and key.
    pub(super) invitation: Invitation,
    /// The number of our own log; none as long as we only read.
    pub(super) device: Option<DeviceNumber>,
    /// Whether that log is never to be written to again: a new one is to be begun.
    pub(super) lost: bool,
    /// What an invitation called it: a claim, until its founder's words have come.
    pub(super) claimed: Option<Rc<str>>,
    /// Where its members meet, if an invitation said so and the page says otherwise.
    pub(super) meeting_points: Vec<RelayUrl>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    founder: AuthorId,
    #[serde(with = "serde_bytes")]
    nonce: Vec<u8>,
    #[serde(with = "serde_bytes")]
    key: Vec<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    device: Option<DeviceNumber>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    lost: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    claimed: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    meeting_points: Vec<String>,
}

impl Membership {
    /// A festival that is entered; nothing is written in it yet.
    pub(super) fn new(invitation: Invitation) -> Self {
        Self {
            invitation,
            device: None,
            lost: false,
            claimed: None,
            meeting_points: Vec::new(),
        }
    }

    /// The same by a card that names its title.
    pub(super) fn by_card(card: &KeyCard) -> Self {
        let title = card.title.trim();
        Self {
            claimed: (!title.is_empty()).then(|| title.into()),
            ..Self::new(Invitation::from(card))
        }
    }

    /// The festival.
    pub(super) fn festival(&self) -> FestivalId {
        self.invitation.festival()
    }

    /// Our own log in it, once begun.
    pub(super) fn log(&self, author: AuthorId) -> Option<LogKey> {
        self.device.map(|device| LogKey {
            author,
            log_id: log_id(&self.festival(), device),
        })
    }

    /// The row's key.
    pub(super) fn row_key(&self) -> LocalKey {
        let festival = festival_id(&self.invitation.founder, &self.invitation.nonce);
        LocalKey {
            table: LocalTable::Festival,
            name: festival.as_bytes().to_vec(),
        }
    }

    /// The row's value; none only if CBOR failed on plain bytes, which it does not.
    pub(super) fn row(&self) -> Option<Vec<u8>> {
        cbor::encode(&Row {
            founder: self.invitation.founder,
            nonce: self.invitation.nonce.to_vec(),
            key: self.invitation.key.expose().to_vec(),
            device: self.device,
            lost: self.lost,
            claimed: self.claimed.as_deref().map(str::to_owned),
            meeting_points: self
                .meeting_points
                .iter()
                .map(|url| url.as_str().to_owned())
                .collect(),
        })
        .ok()
    }

    /// Reads a row's value; none where it is damaged.
    pub(super) fn from_row(bytes: &[u8]) -> Option<Self> {
        let row: Row = cbor::decode(bytes).ok()?;
        let nonce = row.nonce.try_into().ok()?;
        let key = FestivalKey::from_bytes(row.key.try_into().ok()?);
        let invitation = Invitation {
            founder: row.founder,
            nonce,
            key,
        };
        Some(Self {
            invitation,
            device: row.device,
            lost: row.lost,
            claimed: row.claimed.map(Rc::from),
            meeting_points: row
                .meeting_points
                .iter()
                .filter_map(|url| RelayUrl::parse(url))
                .collect(),
        })
    }
}
