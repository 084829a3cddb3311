//! ICE credentials: a user name fragment and a password of «ice-chars» (letters,
//! digits, `+` and `/`; RFC 8839 §5.4). Packed to 6 bits a character, or to 4
//! where both are lower-case hex (Firefox).

use data_encoding::{BASE64_NOPAD, HEXLOWER};

use crate::protocol::reader::{Malformed, Reader};

/// RFC 8839: at least 4 characters; browsers give 4 to 16.
const UFRAG_LEN: core::ops::RangeInclusive<usize> = 4..=32;
/// RFC 8839: at least 22 characters; browsers give 24 or 32.
const PWD_LEN: core::ops::RangeInclusive<usize> = 22..=64;

/// ICE user name fragment and password. Debug output hides both: whoever knows
/// them can answer the offer.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    ufrag: String,
    pwd: String,
}

impl core::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Credentials(secret)")
    }
}

impl Credentials {
    /// Takes a user name fragment and a password of ice-chars, of lengths that a
    /// code can carry; else none.
    pub fn new(ufrag: &str, pwd: &str) -> Option<Self> {
        let is_ice = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/')
        };
        let sound = UFRAG_LEN.contains(&ufrag.len())
            && PWD_LEN.contains(&pwd.len())
            && is_ice(ufrag)
            && is_ice(pwd);
        sound.then(|| Self {
            ufrag: ufrag.to_owned(),
            pwd: pwd.to_owned(),
        })
    }

    /// The user name fragment.
    pub fn ufrag(&self) -> &str {
        &self.ufrag
    }

    /// The password.
    pub fn pwd(&self) -> &str {
        &self.pwd
    }

    /// Whether both fit 4 bits a character.
    pub(super) fn is_hex(&self) -> bool {
        [&self.ufrag, &self.pwd]
            .iter()
            .all(|text| HEXLOWER.decode(text.as_bytes()).is_ok())
    }

    /// Appends both lengths and both texts.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.ufrag.len() as u8);
        out.push(self.pwd.len() as u8);
        let is_hex = self.is_hex();
        for text in [&self.ufrag, &self.pwd] {
            out.extend(pack(text, is_hex));
        }
    }

    /// Reads what [`Credentials::write`] wrote.
    pub(super) fn read(reader: &mut Reader<'_>, is_hex: bool) -> Result<Self, Malformed> {
        let (ufrag_len, pwd_len) = (usize::from(reader.byte()?), usize::from(reader.byte()?));
        let ufrag = unpack(reader, ufrag_len, is_hex)?;
        let pwd = unpack(reader, pwd_len, is_hex)?;
        Self::new(&ufrag, &pwd)
            .filter(|credentials| credentials.is_hex() == is_hex)
            .ok_or(Malformed::Value)
    }
}

/// Base64 digits are exactly the ice-chars, so a text is padded to full groups
/// and read as base64; the padding is cut off again by the known length.
fn pack(text: &str, is_hex: bool) -> Vec<u8> {
    if is_hex {
        return HEXLOWER.decode(text.as_bytes()).unwrap_or_default();
    }
    let padded = format!("{text}{}", "A".repeat((4 - text.len() % 4) % 4));
    let mut bytes = BASE64_NOPAD.decode(padded.as_bytes()).unwrap_or_default();
    bytes.truncate(packed_len(text.len(), false));
    bytes
}

fn unpack(reader: &mut Reader<'_>, length: usize, is_hex: bool) -> Result<String, Malformed> {
    let packed = reader.take(packed_len(length, is_hex))?;
    if is_hex {
        return Ok(HEXLOWER.encode(packed));
    }
    let mut padded = packed.to_vec();
    padded.resize(packed.len().div_ceil(3) * 3, 0);
    let mut text = BASE64_NOPAD.encode(&padded);
    text.truncate(length);
    Ok(text)
}

fn packed_len(length: usize, is_hex: bool) -> usize {
    if is_hex {
        length / 2
    } else {
        (length * 6).div_ceil(8)
    }
}
