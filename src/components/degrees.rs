//! Degrees as people write them, `52.5163`, and as messages hold them: whole
//! numbers of 1e-7 degree. No web type: tested natively (`tests/degrees.rs`).

/// Parts of a degree.
const PARTS: i64 = 10_000_000;
/// Digits behind the point.
const DIGITS: usize = 7;

/// Writes `52.5163` with as many digits as it takes.
pub fn write(parts: i64) -> String {
    let sign = if parts < 0 { "-" } else { "" };
    let size = parts.unsigned_abs();
    let (whole, rest) = (size / PARTS as u64, size % PARTS as u64);
    let text = format!("{sign}{whole}.{rest:07}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reads what [`write`] wrote, with a point or a comma; none where it is further
/// than `most` degrees from zero. Digits past the seventh are left out.
pub fn read(text: &str, most: i64) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: String = rest.chars().chain("0000000".chars()).take(DIGITS).collect();
    let parts = whole.parse::<i64>().ok()? * PARTS + rest.parse::<i64>().ok()?;
    (parts <= most * PARTS).then_some(sign * parts)
}

/// What the browser measured, degrees.
pub fn of_measured(degrees: f64) -> i64 {
    (degrees * PARTS as f64).round() as i64
}
