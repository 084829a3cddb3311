//! Rules of the style sheets that no browser complains of, and that cost.

use std::fs;
use std::path::Path;

/// The style sheets by name, without what stands in comments.
fn sheets() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let files = fs::read_dir(folder).expect("the style sheets are there");
    let sheets = files.filter_map(|file| {
        let path = file.expect("the folder can be read").path();
        let is_sheet = path.extension().is_some_and(|ending| ending == "css");
        is_sheet.then(|| {
            let text = fs::read_to_string(&path).expect("a style sheet can be read");
            let rules = text.split("/*").map(|part| match part.split_once("*/") {
                Some((_, rules)) => rules,
                None => part,
            });
            (path.display().to_string(), rules.collect())
        })
    });
    sheets.collect()
}

/// The selectors of a style sheet.
fn selectors(rules: &str) -> impl Iterator<Item = &str> {
    let heads = rules.split('{').map(|part| part.rsplit(['}', ';']).next());
    let heads = heads.map(|head| head.unwrap_or_default().trim());
    let heads = heads.filter(|head| !head.starts_with('@'));
    heads.flat_map(|head| head.split(',')).map(str::trim)
}

/// Whether a selector looks at what stands before an element without a class, an id or an
/// attribute to know it by.
fn looks_at_any_element_before(selector: &str) -> bool {
    let steps = selector.split_inclusive(['+', '~']);
    let before = steps.filter_map(|step| step.strip_suffix(['+', '~']));
    before.map(str::trim).any(|before| {
        let compound = before.rsplit([' ', '>']).next().unwrap_or_default();
        let compound = compound.split(":not(").next().unwrap_or_default();
        !compound.contains(['.', '#', '['])
    })
}

/// Measured with 1,000 events while scrolling: with one such rule anywhere, be it for quite
/// another list, each row that comes into a list makes the browser compute the styles of
/// all its rows anew, with everything in them.
#[test]
fn a_row_that_comes_into_a_list_leaves_the_styles_of_the_others_alone() {
    let sheets = sheets();
    assert!(sheets.len() >= 4, "all style sheets are read");
    for (name, rules) in sheets {
        assert!(
            !rules.contains(":has("),
            "{name} asks for «:has(»: set a class where it is drawn"
        );
        let costly = selectors(&rules).find(|selector| looks_at_any_element_before(selector));
        assert_eq!(
            costly, None,
            "{name}: use :first-child, or name the element before by a class"
        );
    }
}

#[test]
fn the_rule_is_known_by_its_selector() {
    for (selector, is_costly) in [
        (".events > li + li", true),
        ("* + *", true),
        (".path ul li ~ li::before", true),
        ("li:not(.new) + li", true),
        (".places ~ main", false),
        (".event > p", false),
    ] {
        assert_eq!(
            looks_at_any_element_before(selector),
            is_costly,
            "{selector}"
        );
    }
    let rules = "@media print { a, b > c { color: red; } .x + y { margin: calc(1px + 2px); } }";
    let found: Vec<&str> = selectors(rules).filter(|found| !found.is_empty()).collect();
    assert_eq!(found, ["a", "b > c", ".x + y"]);
}
