//! Reads the `_headers` file that hosts like Netlify and Cloudflare Pages read:
//! a path pattern, then indented `Name: value` lines; `! Name` takes a header of
//! an earlier pattern away. Patterns may end in `*`.

/// The rules of a `_headers` file, in their order.
#[derive(Debug, Default)]
pub struct Headers(Vec<Rule>);

#[derive(Debug)]
struct Rule {
    pattern: String,
    changes: Vec<Change>,
}

#[derive(Debug)]
enum Change {
    Set(String, String),
    Remove(String),
}

impl Headers {
    /// Reads a file's text; says which line cannot be read.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rules: Vec<Rule> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with(char::is_whitespace) {
                rules.push(Rule {
                    pattern: content.to_owned(),
                    changes: Vec::new(),
                });
                continue;
            }
            let wrong = || {
                format!(
                    "_headers, line {}: «{content}» is no header of a path",
                    number + 1
                )
            };
            let change = match content.strip_prefix('!') {
                Some(name) => Change::Remove(name.trim().to_owned()),
                None => {
                    let (name, value) = content.split_once(':').ok_or_else(wrong)?;
                    Change::Set(name.trim().to_owned(), value.trim().to_owned())
                }
            };
            rules.last_mut().ok_or_else(wrong)?.changes.push(change);
        }
        Ok(Self(rules))
    }

    /// The headers for `path`, which begins with a slash.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let mut headers: Vec<(String, String)> = Vec::new();
        for change in self
            .0
            .iter()
            .filter(|rule| rule.fits(path))
            .flat_map(|rule| &rule.changes)
        {
            match change {
                Change::Set(name, value) => headers.push((name.clone(), value.clone())),
                Change::Remove(name) => {
                    headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name))
                }
            }
        }
        headers
    }
}

impl Rule {
    fn fits(&self, path: &str) -> bool {
        match self.pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.pattern,
        }
    }
}
