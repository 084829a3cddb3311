//! `docs/threat-model.md` names a test for each promise: these tests exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The names of all functions below a folder's Rust files.
fn functions(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the folder is part of the project") {
        let path = entry.expect("a folder lists its files").path();
        if path.is_dir() {
            functions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = fs::read_to_string(&path).expect("sources are texts");
            for rest in source.split("fn ").skip(1) {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                found.insert(rest.chars().take_while(|c| is_name(*c)).collect());
            }
            // Tests that run in each browser are named in a list.
            let lists = source.split("in_each_browser!(").skip(1);
            for list in lists.filter_map(|rest| rest.split_once(')')) {
                found.extend(list.0.split(',').map(|name| name.trim().to_owned()));
            }
        }
    }
}

/// What stands between backticks and looks like the name of a test.
fn named(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted
        .filter(|name| name.matches('_').count() > 2 && !name.contains(['/', '.', ' ']))
        .collect()
}

#[test]
fn every_promise_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/threat-model.md")).expect("it is there");
    let mut functions_found = BTreeSet::new();
    functions(&root.join("src"), &mut functions_found);
    functions(&root.join("tests"), &mut functions_found);
    let named = named(&text);
    assert!(named.len() > 30, "only {} tests are named", named.len());
    let missing: Vec<&str> = named
        .into_iter()
        .filter(|name| !functions_found.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
}
