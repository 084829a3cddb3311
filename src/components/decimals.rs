//! Decimals as people write them, `52.5163`, and as messages hold them: whole
//! numbers of a small part. No web type: tested natively (`tests/decimals.rs`).

/// How small the parts are.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Digits behind the point, at most 9.
    digits: usize,
    /// The same as a number: 10 to their power.
    parts: i64,
}

/// Degrees, in parts of 1e-7.
pub const DEGREES: Scale = Scale {
    digits: 7,
    parts: 10_000_000,
};
/// Metres, in millimetres.
pub const METRES: Scale = Scale {
    digits: 3,
    parts: 1_000,
};
/// Most digits before the point that are read.
const MOST_DIGITS: usize = 11;

impl Scale {
    /// Writes `52.5163` with as many digits as it takes.
    pub fn write(self, parts: i64) -> String {
        let sign = if parts < 0 { "-" } else { "" };
        let (size, unit) = (parts.unsigned_abs(), self.parts.unsigned_abs());
        let (whole, rest) = (size / unit, size % unit);
        let text = format!("{sign}{whole}.{rest:0width$}", width = self.digits);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// Reads what [`Self::write`] wrote, with a point or a comma; none where it is
    /// further than `most` from zero. Digits past the last part are left out.
    pub fn read(self, text: &str, most: i64) -> Option<i64> {
        let text = text.trim();
        let (sign, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > MOST_DIGITS || !digits(whole) || !digits(rest) {
            return None;
        }
        let zeros = std::iter::repeat('0');
        let rest: String = rest.chars().chain(zeros).take(self.digits).collect();
        let parts = whole.parse::<i64>().ok()? * self.parts + rest.parse::<i64>().ok()?;
        (parts <= most * self.parts).then_some(sign * parts)
    }

    /// What the browser measured.
    pub fn of_measured(self, measured: f64) -> i64 {
        (measured * self.parts as f64).round() as i64
    }
}
