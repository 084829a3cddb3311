//! Between SDP and [`Description`]. Our browser's SDP is only searched for four
//! attributes; the other side's is written from a template (RFC 8841 data
//! channels), so nothing that a stranger sends ever becomes SDP text.

use core::fmt::Write as _;

use thiserror::Error;

use super::{Candidate, Credentials, Description};
use crate::gossip::handshake::Role;

/// What is missing in our browser's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SdpError {
    /// No SHA-256 fingerprint.
    #[error("the browser gave no fingerprint for the connection")]
    NoFingerprint,
    /// No user name fragment or password that a code can carry.
    #[error("the browser gave no credentials for the connection")]
    NoCredentials,
}

pub(super) fn read(sdp: &str) -> Result<Description, SdpError> {
    let attribute = |name: &str| {
        sdp.lines().find_map(|line| {
            line.trim_end()
                .strip_prefix("a=")?
                .strip_prefix(name)?
                .strip_prefix(':')
        })
    };
    let fingerprint = attribute("fingerprint")
        .and_then(parse_fingerprint)
        .ok_or(SdpError::NoFingerprint)?;
    let credentials = attribute("ice-ufrag")
        .zip(attribute("ice-pwd"))
        .and_then(|(ufrag, pwd)| Credentials::new(ufrag, pwd))
        .ok_or(SdpError::NoCredentials)?;
    let candidates = sdp
        .lines()
        .filter_map(|line| line.trim_end().strip_prefix("a=candidate:"))
        .filter_map(Candidate::from_attribute)
        .collect();
    Ok(Description {
        fingerprint,
        credentials,
        candidates,
    })
}

/// `sha-256 AA:BB:…`, case as it comes.
fn parse_fingerprint(value: &str) -> Option<[u8; 32]> {
    let (algorithm, hex) = value.split_once(' ')?;
    if !algorithm.eq_ignore_ascii_case("sha-256") {
        return None;
    }
    let mut fingerprint = [0; 32];
    let mut pairs = hex.split(':');
    for byte in &mut fingerprint {
        *byte = u8::from_str_radix(pairs.next().filter(|pair| pair.len() == 2)?, 16).ok()?;
    }
    pairs.next().is_none().then_some(fingerprint)
}

pub(super) fn write(description: &Description, role: Role) -> String {
    let mut fingerprint = String::new();
    for (index, byte) in description.fingerprint.iter().enumerate() {
        let colon = if index == 0 { "" } else { ":" };
        // Writing to a String cannot fail.
        let _ = write!(fingerprint, "{colon}{byte:02X}");
    }
    let setup = match role {
        Role::Offerer => "actpass",
        Role::Answerer => "active",
    };
    let mut lines = vec![
        "v=0".to_owned(),
        "o=- 1 1 IN IP4 0.0.0.0".to_owned(),
        "s=-".to_owned(),
        "t=0 0".to_owned(),
        "a=group:BUNDLE 0".to_owned(),
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel".to_owned(),
        "c=IN IP4 0.0.0.0".to_owned(),
        format!("a=ice-ufrag:{}", description.credentials.ufrag()),
        format!("a=ice-pwd:{}", description.credentials.pwd()),
        format!("a=fingerprint:sha-256 {fingerprint}"),
        format!("a=setup:{setup}"),
        "a=mid:0".to_owned(),
        "a=sctp-port:5000".to_owned(),
        "a=max-message-size:262144".to_owned(),
    ];
    for (index, candidate) in description.candidates.iter().enumerate() {
        lines.push(format!("a=candidate:{}", candidate.to_attribute(index)));
    }
    // Where none are told yet, some may follow.
    if !description.candidates.is_empty() {
        lines.push("a=end-of-candidates".to_owned());
    }
    lines.push(String::new());
    lines.join("\r\n")
}
