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

/// Measured with 1,000 events while scrolling: with one such rule anywhere, each row that
/// comes into a list makes the browser compute the styles of all its rows anew, with
/// everything in them.
#[test]
fn a_row_that_comes_into_a_list_leaves_the_styles_of_the_others_alone() {
    let sheets = sheets();
    assert!(sheets.len() >= 4, "all style sheets are read");
    for (name, rules) in sheets {
        for costly in ["+ *", "~ *", ":has("] {
            assert!(
                !rules.contains(costly),
                "{name} asks for «{costly}»: name the element that follows, or set a class"
            );
        }
    }
}
