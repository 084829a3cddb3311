//! What a description says, as a small tree: pulldown-cmark reads the markdown,
//! and only what is harmless is kept. HTML stays visible as the text it is,
//! pictures become their words (nothing is fetched from anywhere), links lead only
//! where [`is_safe`] allows. No web type: tested natively (`tests/markdown.rs`).

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// Deepest nesting that is shown; what lies deeper stands at this depth.
const MAX_DEPTH: usize = 12;
/// Schemes that a link may have.
const SCHEMES: [&str; 4] = ["http:", "https:", "mailto:", "geo:"];

/// A piece of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// Words of a program.
    Code(String),
    /// A new line.
    Break,
    /// A line across.
    Rule,
    /// Something with something inside.
    Inside(Kind, Vec<Node>),
}

/// What has something inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading, 1 the largest.
    Heading(u8),
    /// Somebody else's words.
    Quote,
    /// Lines of a program.
    CodeBlock,
    /// A list; numbered from a number.
    List(Option<u64>),
    /// A point of a list.
    Item,
    /// Stressed.
    Emphasis,
    /// Important.
    Strong,
    /// No longer so.
    Struck,
    /// A link.
    Link(String),
    /// Nothing of its own: what is inside stands for itself.
    Plain,
}

/// Whether a link may be followed.
pub fn is_safe(target: &str) -> bool {
    let printable = !target.chars().any(|c| c.is_control() || c.is_whitespace());
    let begins = |scheme: &&str| {
        let start = target.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    printable && SCHEMES.iter().any(begins)
}

/// Reads markdown.
pub fn read(text: &str) -> Vec<Node> {
    let mut open: Vec<(Option<Kind>, Vec<Node>)> = vec![(None, Vec::new())];
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(tag) => {
                let kind = (open.len() <= MAX_DEPTH).then(|| kind(tag));
                open.push((kind, Vec::new()));
            }
            Event::End(_) => close(&mut open),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push(&mut open, Node::Text(text.into_string()));
            }
            Event::Code(text) => push(&mut open, Node::Code(text.into_string())),
            Event::SoftBreak => push(&mut open, Node::Text("\n".to_owned())),
            Event::HardBreak => push(&mut open, Node::Break),
            Event::Rule => push(&mut open, Node::Rule),
            // Of extensions that are switched off.
            _ => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|(_, nodes)| nodes).unwrap_or_default()
}

fn push(open: &mut [(Option<Kind>, Vec<Node>)], node: Node) {
    if let Some((_, nodes)) = open.last_mut() {
        nodes.push(node);
    }
}

fn close(open: &mut Vec<(Option<Kind>, Vec<Node>)>) {
    let Some((kind, nodes)) = open.pop() else {
        return;
    };
    let Some((_, around)) = open.last_mut() else {
        return;
    };
    match kind {
        Some(Kind::Plain) | None => around.extend(nodes),
        Some(kind) => around.push(Node::Inside(kind, nodes)),
    }
}

fn kind(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(depth(level)),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(_) => Kind::CodeBlock,
        Tag::List(from) => Kind::List(from),
        Tag::Item => Kind::Item,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Struck,
        Tag::Link { dest_url, .. } if is_safe(&dest_url) => Kind::Link(dest_url.into_string()),
        _ => Kind::Plain,
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
