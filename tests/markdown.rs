//! Descriptions are shown harmlessly, whatever they say.

// The app's own reader of markdown; it has no web types, so it runs here too.
#[allow(dead_code, unreachable_pub)]
#[path = "../src/components/markdown/tree.rs"]
mod tree;

use tree::{Kind, Node, is_safe, read};

fn deepest(nodes: &[Node]) -> usize {
    let depth = |node: &Node| match node {
        Node::Inside(_, nodes) => 1 + deepest(nodes),
        _ => 1,
    };
    nodes.iter().map(depth).max().unwrap_or(0)
}

fn links(nodes: &[Node], found: &mut Vec<String>) {
    for node in nodes {
        if let Node::Inside(kind, nodes) = node {
            if let Kind::Link(target) = kind {
                found.push(target.clone());
            }
            links(nodes, found);
        }
    }
}

fn words(nodes: &[Node]) -> String {
    let word = |node: &Node| match node {
        Node::Text(text) | Node::Code(text) => text.clone(),
        Node::Inside(_, nodes) => words(nodes),
        Node::Break | Node::Rule => String::new(),
    };
    nodes.iter().map(word).collect()
}

#[test]
fn only_harmless_links_can_be_followed() {
    let text = "[a](https://a.example) [b](javascript:alert(1)) [c](JAVASCRIPT:x) \
        [d](data:text/html,x) [e](mailto:e@e.example) [f](geo:52.5,13.4) [g](//g.example) \
        [h](#/me) <javascript:alert(2)> [i](java&#x0A;script:alert(3))";
    let nodes = read(text);
    let mut found = Vec::new();
    links(&nodes, &mut found);
    assert_eq!(
        found,
        ["https://a.example", "mailto:e@e.example", "geo:52.5,13.4"]
    );
    assert!(words(&nodes).contains('b'), "its words stay");
    assert!(!is_safe("https://a.example/\u{a}x"));
}

#[test]
fn html_stays_the_text_that_it_is() {
    let text = "hello <img src=x onerror=alert(1)> there\n\n<script>alert(2)</script>\n";
    let shown = words(&read(text));
    assert!(shown.contains("<img src=x onerror=alert(1)>"), "{shown}");
    assert!(shown.contains("<script>alert(2)</script>"), "{shown}");
}

#[test]
fn pictures_become_their_words() {
    let nodes = read("![our stage](https://spy.example/pixel.png)");
    assert_eq!(words(&nodes), "our stage");
    let mut found = Vec::new();
    links(&nodes, &mut found);
    assert!(found.is_empty());
}

#[test]
fn nesting_without_end_has_a_bound() {
    for deep in [">".repeat(16_000) + "x", "- ".repeat(8_000) + "x"] {
        let nodes = read(&deep);
        assert!(deepest(&nodes) <= 13, "{}", deepest(&nodes));
        assert!(words(&nodes).contains('x'));
    }
}

#[test]
fn the_usual_marks_are_understood() {
    let nodes = read("# Big\n\n*soft* **hard** ~~gone~~\n\n1. one\n2. two\n");
    assert_eq!(
        nodes[0],
        Node::Inside(Kind::Heading(1), vec![Node::Text("Big".to_owned())])
    );
    let inside = |index: usize| match &nodes[index] {
        Node::Inside(kind, nodes) => (kind.clone(), nodes.len()),
        other => panic!("{other:?} has nothing inside"),
    };
    assert_eq!(inside(1), (Kind::Paragraph, 5));
    assert_eq!(inside(2), (Kind::List(Some(1)), 2));
}
