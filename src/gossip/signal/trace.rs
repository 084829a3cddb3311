//! What a browser tells of a connection that did not come about, and the servers
//! that it may ask while it makes one.

use core::fmt;
use core::net::IpAddr;
use std::collections::BTreeMap;

use super::{Candidate, CandidateKind, Description};

/// A server that helps two browsers to find a way.
#[derive(Clone, PartialEq, Eq)]
pub struct IceServer {
    /// `stun:host:port` or `turn:host:port`.
    pub url: String,
    /// Name and password, for a TURN server.
    pub account: Option<(String, String)>,
}

impl fmt::Debug for IceServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IceServer({:?})", self.url)
    }
}

/// A connection that ended before it was open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The browser's word for where ICE ended.
    pub ice: String,
    /// The SDP of our side, where there was one.
    pub local: Option<String>,
    /// That of the other side.
    pub remote: Option<String>,
}

/// What a trace comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What was most likely in the way.
    pub cause: Cause,
    /// The browser's word for where ICE ended.
    pub ice: String,
    /// Our ways in, counted by kind.
    pub here: BTreeMap<CandidateKind, usize>,
    /// Theirs.
    pub there: BTreeMap<CandidateKind, usize>,
}

/// What was most likely in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Our browser found no address of its own.
    NoAddress,
    /// The other side never answered.
    NoAnswer,
    /// One side knows only its local addresses: nobody asked a STUN server.
    LocalOnly,
    /// Both are seen from outside under one address: one network, which keeps its
    /// devices apart (client isolation).
    KeptApart,
    /// Both are behind address translation of the sort that only TURN gets through.
    Translated,
    /// TURN was there, and did not help either.
    DespiteTurn,
}

impl Trace {
    /// What it comes to.
    pub fn diagnose(&self) -> Diagnosis {
        let read = |sdp: &Option<String>| {
            let description = sdp.as_deref().map(Description::from_sdp);
            description
                .and_then(Result::ok)
                .map(|known| known.candidates)
        };
        let (here, there) = (read(&self.local).unwrap_or_default(), read(&self.remote));
        let cause = cause(&here, there.as_deref());
        Diagnosis {
            cause,
            ice: self.ice.clone(),
            here: count(&here),
            there: count(&there.unwrap_or_default()),
        }
    }
}

fn cause(here: &[Candidate], there: Option<&[Candidate]>) -> Cause {
    let Some(there) = there else {
        return if here.is_empty() {
            Cause::NoAddress
        } else {
            Cause::NoAnswer
        };
    };
    let (mine, theirs) = (reflexive(here), reflexive(there));
    let is_relayed = |side: &[Candidate]| {
        side.iter()
            .any(|candidate| candidate.kind() == CandidateKind::OtherV4)
    };
    if here.is_empty() {
        Cause::NoAddress
    } else if is_relayed(here) || is_relayed(there) {
        Cause::DespiteTurn
    } else if mine.is_none() || theirs.is_none() {
        Cause::LocalOnly
    } else if mine == theirs {
        Cause::KeptApart
    } else {
        Cause::Translated
    }
}

/// How a side is seen from outside.
fn reflexive(side: &[Candidate]) -> Option<IpAddr> {
    let mut seen = side
        .iter()
        .filter(|candidate| candidate.kind() == CandidateKind::ReflexiveV4);
    seen.next()?.ip()
}

fn count(side: &[Candidate]) -> BTreeMap<CandidateKind, usize> {
    let mut counts = BTreeMap::new();
    for candidate in side {
        *counts.entry(candidate.kind()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sdp(candidates: &[&str]) -> String {
        let head = "a=ice-ufrag:yS3u\r\na=ice-pwd:0kZ+bcZWlTRqzAhOMAAe3Q/f\r\n";
        let fingerprint = vec!["0A"; 32].join(":");
        let mut sdp = format!("{head}a=fingerprint:sha-256 {fingerprint}\r\n");
        for candidate in candidates {
            sdp.push_str(&format!("a=candidate:1 1 udp 1 {candidate}\r\n"));
        }
        sdp
    }

    #[test]
    fn each_failure_has_its_most_likely_cause() {
        let host = "10.0.0.2 5000 typ host";
        let seen = |end: u8| format!("203.0.113.{end} 5000 typ srflx raddr 0.0.0.0 rport 0");
        let relayed = "198.51.100.1 5000 typ relay raddr 0.0.0.0 rport 0";
        type Case<'a> = (&'a [&'a str], Option<&'a [&'a str]>, Cause);
        let cases: [Case<'_>; 7] = [
            (&[], None, Cause::NoAddress),
            (&[host], None, Cause::NoAnswer),
            (&[], Some(&[host]), Cause::NoAddress),
            (&[host], Some(&[host, &seen(1)]), Cause::LocalOnly),
            (&[host, &seen(1)], Some(&[host, &seen(1)]), Cause::KeptApart),
            (
                &[host, &seen(1)],
                Some(&[host, &seen(2)]),
                Cause::Translated,
            ),
            (
                &[host, &seen(1), relayed],
                Some(&[host, &seen(2)]),
                Cause::DespiteTurn,
            ),
        ];
        for (here, there, cause) in cases {
            let trace = Trace {
                ice: "failed".to_owned(),
                local: Some(sdp(here)),
                remote: there.map(sdp),
            };
            let diagnosis = trace.diagnose();
            assert_eq!(diagnosis.cause, cause, "{here:?} {there:?}");
            assert_eq!(diagnosis.here.values().sum::<usize>(), here.len());
        }
        assert_eq!(Trace::default().diagnose().cause, Cause::NoAddress);
    }
}
