//! What a host must know about the page stands in one place, `static/_headers`;
//! the page repeats what a page can say itself, for hosts that send no headers.

use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
        .expect("the file is part of the project")
}

fn header(name: &str) -> String {
    let headers = read("static/_headers");
    let found = headers.lines().find_map(|line| {
        line.trim()
            .strip_prefix(&format!("{name}: "))
            .map(str::to_owned)
    });
    found.unwrap_or_else(|| panic!("static/_headers sets no {name}"))
}

#[test]
fn the_page_repeats_the_policy_of_the_headers() {
    // The one directive that browsers heed only in a header.
    let wanted = header("Content-Security-Policy").replace(" frame-ancestors 'none';", "");
    assert!(
        read("index.html").contains(&format!("content=\"{wanted}\"")),
        "index.html does not say: {wanted}"
    );
}

#[test]
fn the_policy_lets_no_foreign_or_inline_code_run() {
    let policy = header("Content-Security-Policy");
    for needed in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "require-trusted-types-for 'script'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(needed), "the policy lacks {needed}");
    }
    for forbidden in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:", " * "] {
        assert!(!policy.contains(forbidden), "the policy has {forbidden}");
    }
}

#[test]
fn the_page_has_no_inline_script_no_style_attribute_and_no_absolute_address() {
    let page = read("index.html");
    for script in page.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').expect("the tag ends");
        assert!(
            tag.contains("src=") && rest.starts_with("</script>"),
            "inline: <script{tag}>"
        );
    }
    let page: String = page
        .lines()
        .filter(|line| !line.contains("Content-Security-Policy"))
        .collect();
    for forbidden in [
        "style=", "<style", "onload=", "onclick=", "href=\"/", "src=\"/", "://",
    ] {
        assert!(!page.contains(forbidden), "index.html contains {forbidden}");
    }
}

#[test]
fn the_preset_lists_meeting_points_enough_and_only_such_as_the_page_may_open() {
    use p2panda::gossip::relay::RelayUrl;
    let config: serde_json::Value =
        serde_json::from_str(&read("static/config.json")).expect("JSON");
    let list = |name: &str| -> Vec<String> {
        let entries = config[name].as_array().expect("a list").iter();
        entries
            .map(|entry| entry.as_str().expect("a text").to_owned())
            .collect()
    };
    let points = list("meeting_points");
    assert!(points.len() >= 5, "at least five, so that festivals spread");
    for point in &points {
        let read = RelayUrl::parse(point).unwrap_or_else(|| panic!("{point} is no address"));
        assert_eq!(read.as_str(), point, "written as it is compared");
    }
    let stun = list("stun");
    assert!(!stun.is_empty() && stun.iter().all(|server| server.starts_with("stun:")));
}
