//! How titles are ordered where people look for one: whatever their case and marks, and «Hall 2»
//! before «Hall 10».

use crate::protocol::view::plain::plain;

/// Digits that numbers in titles are compared by; a longer one is no number that anybody
/// counts with.
const DIGITS: usize = 12;

/// What a title is sorted by.
pub(super) fn title_order(title: &str) -> String {
    let title = plain(title);
    let mut key = String::with_capacity(title.len() + DIGITS);
    let mut rest = title.as_str();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let end = from.find(|letter: char| !letter.is_ascii_digit());
        let (number, after) = from.split_at(end.unwrap_or(from.len()));
        let number = number.trim_start_matches('0');
        key.push_str(before);
        key.extend(std::iter::repeat_n(
            '0',
            DIGITS.saturating_sub(number.len()),
        ));
        key.push_str(number);
        rest = after;
    }
    key.push_str(rest);
    key
}
