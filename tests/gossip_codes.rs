//! Codes for the first link: small enough to scan, whole or refused, good for ten
//! minutes, and never more than what an SDP needs.

use p2panda::gossip::handshake::Role;
use p2panda::gossip::signal::{
    Answer, Candidate, CandidateKind, Code, CodeError, Credentials, Description, Invitation, Offer,
    OfferFor,
};
use p2panda::protocol::festival::FestivalKey;
use p2panda::protocol::id::AuthorId;
use p2panda::protocol::limits::{
    CODE_LIFETIME_MS, MAX_ANSWER_BYTES, MAX_CANDIDATES_A_KIND, MAX_CODE_TEXT_BYTES, MAX_OFFER_BYTES,
};

/// Saturday, 30 May 2026, noon UTC, unix milliseconds.
const NOW: u64 = 1_780_142_400_000;

/// A browser with more addresses than any code holds.
fn description() -> Description {
    let attributes = [
        "candidate:1 1 udp 2113937151 192.168.1.2 50001 typ host",
        "candidate:2 1 udp 2113937151 10.0.0.2 50002 typ host",
        "candidate:3 1 udp 2113937151 172.16.0.2 50003 typ host",
        "candidate:4 1 udp 1677729535 203.0.113.7 50004 typ srflx raddr 0.0.0.0 rport 0",
        "candidate:5 1 udp 2113937151 2001:db8::7 50005 typ host",
        "candidate:6 1 udp 2113937151 1f4712db-ea17-4bcf-a596-105139dfd8bf.local 50006 typ host",
        "candidate:7 1 udp 33562367 198.51.100.9 50007 typ relay raddr 0.0.0.0 rport 0",
        "candidate:8 1 tcp 1518280447 192.168.1.2 9 typ host tcptype active",
    ];
    Description {
        fingerprint: [0xab; 32],
        credentials: Credentials::new("abcd", "0123456789abcdefghijklmn").expect("ice-chars"),
        candidates: attributes
            .iter()
            .filter_map(|attribute| Candidate::from_attribute(attribute))
            .collect(),
    }
}

fn invitation() -> Invitation {
    Invitation {
        founder: AuthorId::from_bytes([1; 32]),
        nonce: [2; 16],
        key: FestivalKey::from_bytes([3; 32]),
    }
}

fn offers() -> [Offer; 2] {
    let newcomer = OfferFor::Newcomer(invitation());
    [newcomer, OfferFor::Member([4; 8])].map(|to| Offer::new(description(), to, NOW))
}

fn answer() -> Answer {
    let [offer, _] = offers();
    Answer::new(description(), offer.hash(), NOW)
}

fn codes() -> Vec<Vec<u8>> {
    let [invite, member] = offers();
    vec![invite.encode(), member.encode(), answer().encode()]
}

#[test]
fn codes_are_small_enough_to_scan_and_come_back_whole() {
    for offer in offers() {
        let code = offer.encode();
        assert!(code.len() <= MAX_OFFER_BYTES, "{} bytes", code.len());
        let Ok(Code::Offer(read)) = Code::from_text(&Code::to_text(&code), NOW) else {
            panic!("an offer");
        };
        assert_eq!(read.encode(), code);
        assert_eq!(read.hash(), offer.hash());
        assert_eq!(read.to, offer.to);
        assert_eq!(read.description.fingerprint, [0xab; 32]);
    }
    let code = answer().encode();
    assert!(code.len() <= MAX_ANSWER_BYTES, "{} bytes", code.len());
    let Ok(Code::Answer(read)) = Code::from_text(&Code::to_text(&code), NOW) else {
        panic!("an answer");
    };
    assert_eq!(read.offer, offers()[0].hash());
}

#[test]
fn the_best_candidates_come_first_and_at_most_two_of_a_kind() {
    for code in codes() {
        let read = Code::from_text(&Code::to_text(&code), NOW).expect("sound");
        let (Code::Offer(Offer { description, .. }) | Code::Answer(Answer { description, .. })) =
            read;
        let kinds: Vec<CandidateKind> =
            description.candidates.iter().map(Candidate::kind).collect();
        assert!(kinds.contains(&CandidateKind::HostV4), "{kinds:?}");
        assert!(kinds.is_sorted(), "{kinds:?}");
        for kind in &kinds {
            let count = kinds.iter().filter(|other| *other == kind).count();
            assert!(count <= MAX_CANDIDATES_A_KIND, "{kinds:?}");
        }
    }
}

#[test]
fn a_code_is_good_for_ten_minutes() {
    for code in codes() {
        let text = Code::to_text(&code);
        let last = NOW + CODE_LIFETIME_MS;
        assert!(Code::from_text(&text, last).is_ok());
        assert_eq!(Code::from_text(&text, last + 1000), Err(CodeError::Expired));
        let much_earlier = NOW - 2 * CODE_LIFETIME_MS;
        assert_eq!(
            Code::from_text(&text, much_earlier),
            Err(CodeError::FromTheFuture)
        );
        assert!(!CodeError::Expired.to_string().is_empty());
    }
}

#[test]
fn a_code_with_any_byte_changed_or_missing_is_refused() {
    for code in codes() {
        for at in 0..code.len() {
            let mut changed = code.clone();
            changed[at] ^= 0x40;
            let refused = Code::from_text(&Code::to_text(&changed), NOW);
            assert!(refused.is_err(), "byte {at}");
            let refused = Code::from_text(&Code::to_text(&code[..at]), NOW);
            assert!(refused.is_err(), "{at} bytes");
        }
        let longer = [&code[..], &[0]].concat();
        let refused = Code::from_text(&Code::to_text(&longer), NOW);
        assert_eq!(refused, Err(CodeError::Damaged));
    }
}

#[test]
fn a_code_is_found_at_the_end_of_an_address_and_between_line_breaks() {
    let text = Code::to_text(&codes()[0]);
    let (one, other) = text.split_at(40);
    let carried = [
        format!("https://panda.example/#/s/{text}"),
        format!("  {one}\r\n{other}\n"),
    ];
    for carried in carried {
        assert!(Code::from_text(&carried, NOW).is_ok(), "{carried}");
    }
}

#[test]
fn what_is_no_code_is_said_to_be_none() {
    let long = "A".repeat(MAX_CODE_TEXT_BYTES + 1);
    for text in [
        "",
        "hello there",
        "https://panda.example/",
        "<b>",
        "ÄÖÜ",
        &long,
    ] {
        let refused = Code::from_text(text, NOW);
        let known = [CodeError::NotACode, CodeError::Damaged].map(Err);
        assert!(known.contains(&refused), "{text}: {refused:?}");
    }
    // A version that is still to come is told from garbage.
    let mut newer = codes()[0].clone();
    newer[0] += 1;
    let refused = Code::from_text(&Code::to_text(&newer), NOW);
    assert_eq!(refused, Err(CodeError::Newer));
}

#[test]
fn the_remote_description_is_rebuilt_from_a_template() {
    let sent = description();
    let sdp = sent.to_sdp(Role::Offerer);
    let read = Description::from_sdp(&sdp).expect("our own template");
    assert_eq!(read.fingerprint, sent.fingerprint);
    assert_eq!(read.credentials, sent.credentials);
    assert_eq!(read.candidates.len(), sent.candidates.len());
    // Nobody writes lines of his own into it.
    assert!(Credentials::new("ab\r\na=x", "0123456789abcdefghijklmn").is_none());
    assert!(Candidate::from_attribute("candidate:1 1 udp 1 a\r\nb 5 typ host").is_none());
    assert!(Description::from_sdp("v=0\r\n").is_err());
}
