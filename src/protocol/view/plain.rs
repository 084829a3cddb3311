//! Letters as one types them: small and without marks. A keyboard in a foreign country has
//! no «ö», and whoever types «Eroffnung» means the «Eröffnung».
//!
//! Of the letters that Unicode has with marks, these are the Latin ones of Europe's
//! languages (Latin-1 Supplement and Latin Extended-A without letters that have no plain
//! one, and the Romanian ones with a comma). Any other letter stands for itself: decomposing
//! all of Unicode would add more tables to the download than a festival has words.

/// A text in small letters without marks. Long texts are looked for words in for every letter
/// that is typed, so what is plain already is copied whole.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let mut letters = from.chars();
        for small in letters.next().into_iter().flat_map(char::to_lowercase) {
            match without_mark(small) {
                Some(letters) => plain.push_str(letters),
                None => plain.push(small),
            }
        }
        rest = letters.as_str();
    }
    plain.push_str(rest);
    plain.make_ascii_lowercase();
    plain
}

/// What stands for a small letter with a mark; nothing for a mark that follows its letter.
fn without_mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        // At the end of a word Greek writes its sigma another way.
        'ς' => "σ",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_letter_with_a_mark_is_found_by_the_one_without() {
        assert_eq!(
            plain("Eröffnung im Großen Café"),
            "eroffnung im grossen cafe"
        );
        assert_eq!(plain("Łódź, ČESKÝ, Æbler"), "lodz, cesky, aebler");
        assert_eq!(plain("E\u{308}, İ"), "e, i");
    }

    #[test]
    fn what_has_no_plain_letter_stands_for_itself() {
        assert_eq!(plain("Музыка 音楽 🎵 ΟΔΟΣ"), "музыка 音楽 🎵 οδοσ");
    }
}
