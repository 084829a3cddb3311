//! Events as Nostr relays speak them (NIP-01): what we send, and what of a relay's
//! messages matters to us.
//!
//! Every event is signed with a key of its own that is thrown away, so that no two
//! of them show that one device wrote them. Signatures of others are not checked:
//! what an event holds is sealed to the festival, and that proves more.

use k256::schnorr::SigningKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::protocol::limits::MAX_RELAY_MESSAGE_BYTES;

/// The one kind of event that we use: ephemeral (20,000 to 29,999), which relays
/// pass on and do not keep.
pub const KIND: u64 = 27_077;
/// The name of the tag by which members find each other's events.
const TAG: &str = "x";

/// The message that publishes `content`, signed with a fresh key. None for the
/// one seed in 2^128 that is no key.
pub fn publish(
    seed: &[u8; 32],
    randomness: &[u8; 32],
    created_at: u64,
    tag: &str,
    content: &str,
) -> Option<String> {
    let key = SigningKey::from_bytes(seed).ok()?;
    let pubkey = hex(&key.verifying_key().to_bytes());
    let tags = json!([[TAG, tag]]);
    let signed = json!([0, pubkey, created_at, KIND, tags, content]).to_string();
    let id: [u8; 32] = Sha256::digest(signed.as_bytes()).into();
    let signature = key.sign_raw(&id, randomness).ok()?;
    let event = json!({
        "id": hex(&id),
        "pubkey": pubkey,
        "created_at": created_at,
        "kind": KIND,
        "tags": tags,
        "content": content,
        "sig": hex(&signature.to_bytes()),
    });
    Some(json!(["EVENT", event]).to_string())
}

/// The message that asks for events with any of these tags, from now on.
pub fn subscribe(subscription: &str, tags: &[String]) -> String {
    let tag = format!("#{TAG}");
    json!(["REQ", subscription, { "kinds": [KIND], tag: tags }]).to_string()
}

/// Why a relay refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It thinks that our clock is wrong.
    Clock,
    /// It has heard enough of us for now.
    TooOften,
    /// It does not serve us: it wants to know us, to be paid, or forbids this.
    Unwilling,
}

impl Refusal {
    /// What a reason means, by its machine-readable prefix (NIP-01) and, where relays
    /// write freely, by its words.
    fn of(reason: &str) -> Self {
        let reason = reason.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| reason.contains(word));
        if says(&[
            "created_at",
            "creation date",
            "timestamp",
            "time stamp",
            "in the future",
            "too far off",
        ]) {
            Self::Clock
        } else if reason.starts_with("rate-limited") || says(&["slow down", "too many", "too fast"])
        {
            Self::TooOften
        } else {
            Self::Unwilling
        }
    }
}

/// What a relay said, as far as it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Somebody published something with one of our tags.
    Event {
        /// The tag.
        tag: String,
        /// What is in it.
        content: String,
    },
    /// It took what we published.
    Taken,
    /// It refused what we published, or ended our subscription.
    Refused(Refusal),
    /// Something else, or nothing that we understand.
    Other,
}

/// Reads a message of a relay. Whatever it is, nothing worse comes of it than
/// [`Said::Other`].
pub fn read(text: &str) -> Said {
    if text.len() > MAX_RELAY_MESSAGE_BYTES {
        return Said::Other;
    }
    let Ok(Value::Array(parts)) = serde_json::from_str(text) else {
        return Said::Other;
    };
    let text = |at: usize| parts.get(at).and_then(Value::as_str);
    match text(0) {
        Some("EVENT") => parts.get(2).and_then(read_event).unwrap_or(Said::Other),
        Some("OK") => match parts.get(2).and_then(Value::as_bool) {
            Some(true) => Said::Taken,
            Some(false) => refused(text(3)),
            None => Said::Other,
        },
        Some("CLOSED") => refused(text(2)),
        _ => Said::Other,
    }
}

/// «duplicate» comes of two sockets to one relay: it has it, which is all we want.
fn refused(reason: Option<&str>) -> Said {
    match reason.unwrap_or_default() {
        reason if reason.starts_with("duplicate") => Said::Taken,
        reason => Said::Refused(Refusal::of(reason)),
    }
}

fn read_event(event: &Value) -> Option<Said> {
    if event.get("kind")?.as_u64()? != KIND {
        return None;
    }
    let tags = event.get("tags")?.as_array()?;
    let ours = tags
        .iter()
        .find(|tag| tag.get(0).and_then(Value::as_str) == Some(TAG))?;
    Some(Said::Event {
        tag: ours.get(1)?.as_str()?.to_owned(),
        content: event.get("content")?.as_str()?.to_owned(),
    })
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_says_what_nostr_wants_and_comes_back_as_it_was() {
        let sent = publish(&[7; 32], &[9; 32], 1_780_142_400, "ab", "sealed").expect("a key");
        let parts: Value = serde_json::from_str(&sent).expect("JSON");
        let event = &parts[1];
        // The key and the signature are right by another reader's judgement.
        let key =
            data_encoding::HEXLOWER.decode(event["pubkey"].as_str().expect("text").as_bytes());
        let key = k256::schnorr::VerifyingKey::from_bytes(&key.expect("hex"));
        let signature =
            data_encoding::HEXLOWER.decode(event["sig"].as_str().expect("text").as_bytes());
        let signature = k256::schnorr::Signature::try_from(signature.expect("hex").as_slice());
        let id = data_encoding::HEXLOWER
            .decode(event["id"].as_str().expect("text").as_bytes())
            .expect("hex");
        key.expect("a point")
            .verify_raw(&id, &signature.expect("64 bytes"))
            .expect("it verifies");

        let back = json!(["EVENT", "sub", event]).to_string();
        assert_eq!(
            read(&back),
            Said::Event {
                tag: "ab".to_owned(),
                content: "sealed".to_owned()
            }
        );
    }

    #[test]
    fn refusals_are_told_apart_by_what_relays_really_write() {
        let cases = [
            ("rate-limited: slow down there chief", Refusal::TooOften),
            ("you are noting too much, slow down", Refusal::TooOften),
            (
                "invalid: created_at must not be later than 900 seconds from now",
                Refusal::Clock,
            ),
            (
                "invalid: event creation date is too far off from the current time",
                Refusal::Clock,
            ),
            (
                "blocked: you are banned from posting here",
                Refusal::Unwilling,
            ),
            (
                "auth-required: we only accept events from registered users",
                Refusal::Unwilling,
            ),
            ("pow: 26 bits needed", Refusal::Unwilling),
            ("", Refusal::Unwilling),
        ];
        for (reason, refusal) in cases {
            let ok = json!(["OK", "00", false, reason]).to_string();
            assert_eq!(read(&ok), Said::Refused(refusal), "{reason}");
            let closed = json!(["CLOSED", "sub", reason]).to_string();
            assert_eq!(read(&closed), Said::Refused(refusal), "{reason}");
        }
        assert_eq!(read(r#"["OK","00",true,""]"#), Said::Taken);
        assert_eq!(read(r#"["OK","00",false,"duplicate: seen"]"#), Said::Taken);
    }

    #[test]
    fn whatever_a_relay_sends_nothing_worse_comes_of_it() {
        let long = format!(r#"["EVENT","s",{{"content":"{}"}}]"#, "x".repeat(1_000_000));
        let deep = "[".repeat(5_000);
        for text in [
            "",
            "null",
            "[]",
            "{}",
            "[1]",
            r#"["EVENT"]"#,
            r#"["EVENT","s",{}]"#,
            r#"["EVENT","s",{"kind":1,"tags":[["x","a"]],"content":"b"}]"#,
            r#"["EVENT","s",{"kind":27077,"tags":["x"],"content":"b"}]"#,
            r#"["EVENT","s",{"kind":27077,"tags":[["x"]],"content":"b"}]"#,
            r#"["OK","00","yes"]"#,
            r#"["NOTICE","hello"]"#,
            "\u{0}\u{fffd}",
            &long,
            &deep,
        ] {
            assert_eq!(read(text), Said::Other, "{}", &text[..text.len().min(40)]);
        }
    }
}
