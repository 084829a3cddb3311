//! What the loaded rows say: which festivals were entered, and which logs are forked;
//! and the core that begins with all that was loaded.

use std::collections::BTreeMap;

use super::person::Person;
use crate::gossip::engine::{self, Gossip};
use crate::gossip::handshake::Identity;
use crate::gossip::relay::Meetings;
use crate::peer::local::Local;
use crate::peer::membership::Membership;
use crate::peer::state::{Beginning, Core};
use crate::protocol::fork::ForkProof;
use crate::protocol::id::{FestivalId, LogKey};
use crate::protocol::view::View;
use crate::storage::{Loaded, LocalTable, RequestId, WriterToken, freezing};

/// The fork proofs of logs in festivals entered.
pub(super) fn forks(loaded: &Loaded) -> Vec<(FestivalId, ForkProof)> {
    let entered = memberships(loaded);
    let forks = proofs(loaded);
    forks
        .filter(|(festival, _)| entered.contains_key(festival))
        .collect()
}

/// Forked logs of festivals that were left.
pub(super) fn forked_elsewhere(
    loaded: &Loaded,
    entered: &BTreeMap<FestivalId, Membership>,
) -> impl Iterator<Item = LogKey> {
    proofs(loaded)
        .filter(|(festival, _)| !entered.contains_key(festival))
        .map(|(_, proof)| proof.key())
}

/// All fork proofs. A damaged one is learnt again.
fn proofs(loaded: &Loaded) -> impl Iterator<Item = (FestivalId, ForkProof)> {
    let rows = loaded.local.iter();
    rows.filter(|(key, _)| key.table == LocalTable::Fork)
        .filter_map(|(_, row)| freezing::read_fork(row).ok())
}

/// The festivals entered.
pub(super) fn memberships(loaded: &Loaded) -> BTreeMap<FestivalId, Membership> {
    let rows = loaded.local.iter();
    rows.filter(|(key, _)| key.table == LocalTable::Festival)
        .filter_map(|(_, row)| Membership::from_row(row))
        .map(|membership| (membership.festival(), membership))
        .collect()
}

pub(super) fn core_of(
    loaded: Loaded,
    token: WriterToken,
    person: Person,
    view: View,
    last_request: RequestId,
) -> Core {
    let mut local = Local::default();
    for (key, value) in &loaded.local {
        local.take(key, Some(value));
    }
    let forks = forks(&loaded);
    let mut memberships = memberships(&loaded);
    let me = person.author.author();
    for known in memberships.values_mut() {
        known.lost |= forks
            .iter()
            .any(|(_, proof)| Some(proof.key()) == known.log(me));
    }
    let secret = person.tie_secret();
    let identity = Identity {
        author: person.author,
        installation: person.installation.id(),
    };
    let author = identity.author.author();
    let writable = memberships.values().filter(|known| !known.lost);
    let own_logs = writable.filter_map(|known| known.log(author));
    let meetings = Meetings::new(identity.clone(), &person.installation);
    let gossip = Gossip::new(engine::Setup {
        identity: identity.clone(),
        sealing: person.installation,
        store_id: loaded.store_id,
        heads: loaded.heads,
        forks,
        own_logs: own_logs.collect(),
        settings: engine::Settings::default(),
    });
    Core::new(Beginning {
        identity,
        secret,
        token,
        memberships,
        view,
        local,
        gossip,
        meetings,
        last_request,
    })
}
