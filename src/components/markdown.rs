//! Descriptions as Yew nodes, never as HTML: whatever somebody writes is shown,
//! and nothing of it runs.

pub mod tree;

use yew::prelude::*;

use self::tree::{Kind, Node};

/// Props of [`Markdown`].
#[derive(Properties, PartialEq)]
pub struct MarkdownProps {
    /// What was written.
    pub text: AttrValue,
}

/// A description. Its headings stand below the page's and its sections'.
#[component]
pub fn Markdown(props: &MarkdownProps) -> Html {
    let nodes = use_memo(props.text.clone(), |text| tree::read(text));
    html! { <div class="markdown" dir="auto">{ for nodes.iter().map(node) }</div> }
}

/// A link of somebody's, or only its words where it leads somewhere odd.
pub fn safe_link(url: &str, label: &str) -> Html {
    let label = if label.is_empty() { url } else { label };
    if !tree::is_safe(url) {
        return html! { <span dir="auto">{ label }</span> };
    }
    html! {
        <a class="outward" href={url.to_owned()} target="_blank" rel="noopener noreferrer nofollow" dir="auto">{ label }</a>
    }
}

fn node(node: &Node) -> Html {
    match node {
        Node::Text(text) => text.into(),
        Node::Code(text) => html! { <code>{ text }</code> },
        Node::Break => html! { <br /> },
        Node::Rule => html! { <hr /> },
        Node::Inside(kind, nodes) => inside(kind, nodes.iter().map(self::node).collect()),
    }
}

fn inside(kind: &Kind, children: Html) -> Html {
    match kind {
        Kind::Paragraph => html! { <p>{ children }</p> },
        Kind::Heading(1) => html! { <h3>{ children }</h3> },
        Kind::Heading(2) => html! { <h4>{ children }</h4> },
        Kind::Heading(_) => html! { <h5>{ children }</h5> },
        Kind::Quote => html! { <blockquote>{ children }</blockquote> },
        Kind::CodeBlock => html! { <pre tabindex="0"><code>{ children }</code></pre> },
        Kind::List(None) => html! { <ul>{ children }</ul> },
        Kind::List(Some(from)) => html! { <ol start={from.to_string()}>{ children }</ol> },
        Kind::Item => html! { <li>{ children }</li> },
        Kind::Emphasis => html! { <em>{ children }</em> },
        Kind::Strong => html! { <strong>{ children }</strong> },
        Kind::Struck => html! { <s>{ children }</s> },
        Kind::Link(url) => html! {
            <a href={url.clone()} target="_blank" rel="noopener noreferrer nofollow">{ children }</a>
        },
        Kind::Plain => children,
    }
}
