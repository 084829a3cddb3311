//! What a relay sees tells it nothing; what it says is believed no further than it must be.

use std::collections::{BTreeMap, BTreeSet};

use p2panda::gossip::relay::event::{KIND, Refusal};
use p2panda::gossip::relay::{Input, RelayState};
use p2panda::protocol::id::InstallationId;
use serde_json::json;

use crate::world::*;

#[test]
fn what_a_relay_sees_names_nobody_and_nothing_twice() {
    let mut world = World::of(4);
    (0..4).for_each(|at| world.begin(at));
    world.passes(10 * MINUTE);
    let (festival, key) = festival();
    let mut secrets: Vec<Vec<u8>> = vec![festival.as_bytes().to_vec(), key.expose().to_vec()];
    for peer in &world.peers {
        secrets.push(peer.installation.as_bytes().to_vec());
        secrets.push(peer.author.as_bytes().to_vec());
    }
    let mut shown = Vec::new();
    for secret in &secrets {
        shown.push(data_encoding::HEXLOWER.encode(secret));
        shown.push(data_encoding::BASE64.encode(secret));
        shown.push(data_encoding::BASE64URL_NOPAD.encode(secret));
    }
    shown.extend(["192.168", "44.55", "candidate", "abcd"].map(str::to_owned));
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lengths = BTreeSet::new();
    for seen in &world.seen {
        for secret in &shown {
            assert!(
                !seen.text.contains(secret),
                "peer {} shows {secret}",
                seen.from
            );
        }
    }
    for (_, event) in world.events() {
        assert_eq!(event["kind"], KIND);
        let content = event["content"].as_str().expect("text");
        let bytes = data_encoding::BASE64
            .decode(content.as_bytes())
            .expect("base64");
        for secret in &secrets {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret));
        }
        lengths.insert(content.len());
        let used = keys.entry(event["pubkey"].to_string()).or_default();
        used.insert(event["id"].to_string());
    }
    assert_eq!(lengths.len(), 1, "all contents have one length");
    assert!(
        keys.len() > 4 && keys.values().all(|events| events.len() == 1),
        "no key signs twice"
    );

    // The next day not even the tag is known.
    let tags = |world: &World| -> BTreeSet<String> {
        world
            .events()
            .iter()
            .map(|(_, event)| event["tags"].to_string())
            .collect()
    };
    let before = tags(&world);
    for peer in &mut world.peers {
        peer.links.linked.clear();
    }
    world.seen.clear();
    world.now += 20 * 60 * MINUTE;
    world.passes(5 * MINUTE);
    assert!(!world.events().is_empty());
    assert!(before.is_disjoint(&tags(&world)));
}

#[test]
fn a_refusal_is_obeyed_and_a_wrong_clock_is_told() {
    for (reason, refusal, rest) in [
        ("rate-limited: slow down", Refusal::TooOften, MINUTE),
        ("blocked: go away", Refusal::Unwilling, 15 * MINUTE),
        (
            "invalid: created_at is too far off from the current time",
            Refusal::Clock,
            15 * MINUTE,
        ),
    ] {
        let mut world = World::of(1);
        world.refuses = Some(reason);
        world.begin(0);
        let states: BTreeSet<_> = world.peers[0]
            .meetings
            .relays()
            .map(|(_, state)| state == RelayState::Refused(refusal))
            .collect();
        assert_eq!(states, BTreeSet::from([true]), "{reason}");
        let before = world.seen.len();
        world.passes(rest - 1_000);
        assert_eq!(world.seen.len(), before, "not a word after «{reason}»");
        world.refuses = None;
        world.passes(20 * MINUTE);
        assert!(
            world.peers[0]
                .meetings
                .relays()
                .all(|(_, state)| state == RelayState::Connected)
        );
    }
}

#[test]
fn a_flood_of_a_relay_ends_its_socket_and_noise_ends_nothing() {
    let mut world = World::of(1);
    world.begin(0);
    let socket = *world.peers[0].sockets.keys().next().expect("a socket");
    for text in ["", "[]", "[\"EVENT\",\"m\",{}]", "\u{0}", "{"] {
        world.tell(0, Input::Received(socket, text.to_owned()));
    }
    assert_eq!(world.peers[0].sockets.len(), 3);
    for _ in 0..1_000 {
        world.tell(0, Input::Received(socket, "[\"NOTICE\",\"x\"]".to_owned()));
    }
    assert!(!world.peers[0].sockets.contains_key(&socket));
    assert!(
        world.peers[0]
            .meetings
            .relays()
            .any(|(_, state)| state == RelayState::Flooded)
    );
}

#[test]
fn what_a_relay_repeats_later_leads_to_no_second_connection() {
    let mut world = World::of(2);
    (0..2).for_each(|at| world.begin(at));
    world.passes(5_000);
    assert_eq!(world.opened.len(), 1);
    let events: Vec<String> = world
        .events()
        .iter()
        .map(|(_, event)| json!(["EVENT", "m", event]).to_string())
        .collect();
    for at in 0..2 {
        let socket = *world.peers[at].sockets.keys().next().expect("a socket");
        world.peers[at].links.linked.clear();
        let dials = world.described.len();
        for event in &events {
            world.tell(at, Input::Received(socket, event.clone()));
        }
        world.peers[at]
            .links
            .linked
            .insert(InstallationId::from_bytes([1; 32]));
        assert_eq!(world.described.len(), dials);
    }
}
