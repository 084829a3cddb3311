//! Reads Rust sources just well enough: into words, and into the paths that lead
//! to this crate's own modules. No parser is needed for that, so none is linked.

/// Identifiers and punctuation of a source text, without comments and literals.
pub fn words(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let rest = &characters[at..];
        at += match rest {
            ['/', '/', ..] => length_until(rest, "\n"),
            ['/', '*', ..] => length_until(rest, "*/"),
            ['r', '#', '"', ..] => length_until(rest, "\"#"),
            ['"', ..] => text_length(rest),
            // A quote begins a character, unless it begins a lifetime.
            ['\'', '\\', _, ..] => 3 + rest[3..].iter().take_while(|c| **c != '\'').count() + 1,
            ['\'', _, '\'', ..] => 3,
            [first, ..] if first.is_alphanumeric() || *first == '_' => {
                let word: String = rest
                    .iter()
                    .take_while(|c| c.is_alphanumeric() || **c == '_')
                    .collect();
                let length = word.chars().count();
                words.push(word);
                length
            }
            [':', ':', ..] => {
                words.push("::".to_owned());
                2
            }
            [other, ..] => {
                if !other.is_whitespace() {
                    words.push(other.to_string());
                }
                1
            }
            [] => 1,
        };
    }
    words
}

fn length_until(rest: &[char], end: &str) -> usize {
    let end: Vec<char> = end.chars().collect();
    let found = rest[1..]
        .windows(end.len())
        .position(|window| window == end);
    found.map_or(rest.len(), |position| position + 1 + end.len())
}

fn text_length(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// All paths into this crate, written from its root. Trees are unfolded.
pub fn own_paths(name: &str, words: &[String]) -> Vec<Vec<String>> {
    let mut module: Vec<String> = name.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") {
        module.pop();
    }
    let mut paths = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let begins = at == 0 || words[at - 1] != "::";
        let goes_on = words.get(at + 1).is_some_and(|next| next == "::");
        if !begins || !goes_on {
            continue;
        }
        let start = match word.as_str() {
            "crate" | "p2panda" => Vec::new(),
            "self" => module.clone(),
            "super" => module[..module.len().saturating_sub(1)].to_vec(),
            _ => continue,
        };
        follow(&words[at + 2..], start, &mut paths);
    }
    paths
}

/// Reads the rest of a path, `a::b` or `{a, b::{c}}`; returns the words it took.
fn follow(words: &[String], mut prefix: Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "super" => drop(prefix.pop()),
            "self" => {}
            "{" => return at + 1 + follow_list(&words[at + 1..], &prefix, paths),
            word if word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                prefix.push(word.to_owned())
            }
            _ => break,
        }
        at += 1;
        if words.get(at).is_none_or(|next| next != "::") {
            break;
        }
        at += 1;
    }
    paths.push(prefix);
    at
}

fn follow_list(words: &[String], prefix: &[String], paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        match word.as_str() {
            "}" => return at + 1,
            "{" => at += 1 + follow_list(&words[at + 1..], prefix, paths),
            word if word == "," || !word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                at += 1
            }
            _ => at += follow(&words[at..], prefix.to_vec(), paths).max(1),
        }
    }
    at
}
