//! ICE candidates, as far as a code carries them: UDP only, one byte of kind,
//! then address and port.
//!
//! ```text
//! kind   1    0 host v4 · 1 reflexive v4 · 2 global v6 · 3 mDNS · 4 other v4 · 5 other v6
//! port   2    big endian
//! addr   4, 16, or the 16 bytes of an mDNS name's UUID
//! ```

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

use data_encoding::HEXLOWER;

use crate::protocol::limits::MAX_CANDIDATES_A_KIND;
use crate::protocol::reader::{Malformed, Reader};

/// What sort of address a candidate is. The order is the order of preference in
/// a code with little room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum CandidateKind {
    /// An address of the device's own, IPv4: same network.
    HostV4 = 0,
    /// How a STUN server sees the device, IPv4.
    ReflexiveV4 = 1,
    /// A global IPv6 address: same network and often beyond.
    GlobalV6 = 2,
    /// A name that hides a host address; found by multicast on the same network.
    Mdns = 3,
    /// A relay's address, or anything else, IPv4.
    OtherV4 = 4,
    /// Link-local and other IPv6.
    OtherV6 = 5,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Ip(IpAddr),
    /// `<uuid>.local`.
    Mdns([u8; 16]),
}

/// One way to reach a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    kind: CandidateKind,
    place: Place,
    port: u16,
}

impl Candidate {
    /// What sort it is.
    pub fn kind(&self) -> CandidateKind {
        self.kind
    }

    /// Its address, where it is not hidden behind a name.
    pub fn ip(&self) -> Option<IpAddr> {
        match self.place {
            Place::Ip(ip) => Some(ip),
            Place::Mdns(_) => None,
        }
    }

    /// Reads the value of an SDP `candidate` attribute. None for what a code does
    /// not carry: TCP, other components, port 0 or 9, addresses of no use.
    pub fn from_attribute(value: &str) -> Option<Self> {
        let words: Vec<&str> = value.split_ascii_whitespace().collect();
        let [
            _foundation,
            component,
            transport,
            _priority,
            address,
            port,
            "typ",
            kind,
            ..,
        ] = words[..]
        else {
            return None;
        };
        if component != "1" || !transport.eq_ignore_ascii_case("udp") {
            return None;
        }
        let port = port.parse().ok().filter(|port| *port != 0 && *port != 9)?;
        if let Some(name) = address.strip_suffix(".local") {
            return Some(Self {
                kind: CandidateKind::Mdns,
                place: Place::Mdns(parse_uuid(name)?),
                port,
            });
        }
        let ip = IpAddr::from_str(address)
            .ok()
            .filter(|ip| !ip.is_unspecified() && !ip.is_multicast())?;
        let kind = match (ip, kind) {
            (IpAddr::V4(_), "host") => CandidateKind::HostV4,
            (IpAddr::V4(_), "srflx") => CandidateKind::ReflexiveV4,
            (IpAddr::V4(_), _) => CandidateKind::OtherV4,
            (IpAddr::V6(ip), "host" | "srflx") if is_global(&ip) => CandidateKind::GlobalV6,
            (IpAddr::V6(_), _) => CandidateKind::OtherV6,
        };
        Some(Self {
            kind,
            place: Place::Ip(ip),
            port,
        })
    }

    /// The value of the SDP attribute, with priority and foundation made anew;
    /// `index` tells candidates of one description apart.
    pub fn to_attribute(&self, index: usize) -> String {
        let address = match self.place {
            Place::Ip(ip) => ip.to_string(),
            Place::Mdns(uuid) => format!("{}.local", format_uuid(&uuid)),
        };
        // RFC 8445 §5.1.2: type preference, local preference, component.
        let (preference, kind) = match self.kind {
            CandidateKind::HostV4 | CandidateKind::GlobalV6 | CandidateKind::Mdns => {
                (126_u32, "typ host")
            }
            CandidateKind::ReflexiveV4 => (100, "typ srflx raddr 0.0.0.0 rport 0"),
            CandidateKind::OtherV4 => (0, "typ relay raddr 0.0.0.0 rport 0"),
            CandidateKind::OtherV6 => (90, "typ host"),
        };
        let local = 65_535_u32.saturating_sub(index as u32);
        let priority = (preference << 24) + (local << 8) + 255;
        format!(
            "{} 1 udp {priority} {address} {} {kind}",
            index + 1,
            self.port
        )
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.kind as u8);
        out.extend_from_slice(&self.port.to_be_bytes());
        match self.place {
            Place::Ip(IpAddr::V4(ip)) => out.extend_from_slice(&ip.octets()),
            Place::Ip(IpAddr::V6(ip)) => out.extend_from_slice(&ip.octets()),
            Place::Mdns(uuid) => out.extend_from_slice(&uuid),
        }
    }

    /// Bytes that [`Candidate::write`] appends.
    pub(super) fn encoded_len(&self) -> usize {
        match self.place {
            Place::Ip(IpAddr::V4(_)) => 7,
            Place::Ip(IpAddr::V6(_)) | Place::Mdns(_) => 19,
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let kind = match reader.byte()? {
            0 => CandidateKind::HostV4,
            1 => CandidateKind::ReflexiveV4,
            2 => CandidateKind::GlobalV6,
            3 => CandidateKind::Mdns,
            4 => CandidateKind::OtherV4,
            5 => CandidateKind::OtherV6,
            _ => return Err(Malformed::Value),
        };
        let port = u16::from_be_bytes(reader.array()?);
        let place = match kind {
            CandidateKind::HostV4 | CandidateKind::ReflexiveV4 | CandidateKind::OtherV4 => {
                Place::Ip(Ipv4Addr::from(reader.array::<4>()?).into())
            }
            CandidateKind::GlobalV6 | CandidateKind::OtherV6 => {
                Place::Ip(Ipv6Addr::from(reader.array::<16>()?).into())
            }
            CandidateKind::Mdns => Place::Mdns(reader.array()?),
        };
        Ok(Self { kind, place, port })
    }

    /// The candidates worth their room: by preference, at most
    /// [`MAX_CANDIDATES_A_KIND`] of a kind, until `room` bytes are full.
    pub(super) fn choose(candidates: &[Self], room: usize) -> Vec<Self> {
        let mut sorted = candidates.to_vec();
        sorted.sort_by_key(|candidate| candidate.kind);
        let mut chosen: Vec<Self> = Vec::new();
        let mut used = 0;
        for candidate in sorted {
            let of_kind = chosen
                .iter()
                .filter(|other| other.kind == candidate.kind)
                .count();
            let fits = used + candidate.encoded_len() <= room;
            if of_kind < MAX_CANDIDATES_A_KIND && fits && !chosen.contains(&candidate) {
                used += candidate.encoded_len();
                chosen.push(candidate);
            }
        }
        chosen
    }
}

/// Global unicast, 2000::/3, or a unique local address of a site, fc00::/7.
fn is_global(ip: &Ipv6Addr) -> bool {
    let first = ip.segments()[0];
    first & 0xe000 == 0x2000 || first & 0xfe00 == 0xfc00
}

/// The 16 bytes of a lower-case UUID in its usual form, else none.
fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    let hex: String = text.chars().filter(|char| *char != '-').collect();
    let uuid = HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok()?;
    (format_uuid(&uuid) == text).then_some(uuid)
}

fn format_uuid(uuid: &[u8; 16]) -> String {
    let hex = HEXLOWER.encode(uuid);
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}
