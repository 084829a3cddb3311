//! Every text the app shows exists in every language, and every text that exists
//! is shown: the `.ftl` files of the languages and the keys in `src/` agree.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

// The app's own reader of messages; it has no web types, so it runs here too.
#[allow(dead_code, unreachable_pub)]
#[path = "../src/components/fluent.rs"]
mod fluent;

use fluent::{Catalogue, Numbers, Value};
use p2panda::peer::mark::{ANIMALS, COLOURS};

/// Each language with its texts, put together as the app does.
const LANGUAGES: [(&str, &str); 2] = [
    (
        "en",
        concat!(
            include_str!("../src/components/locales/en.ftl"),
            "\n",
            include_str!("../src/components/locales/en/programme.ftl"),
            "\n",
            include_str!("../src/components/locales/en/links.ftl"),
            "\n",
            include_str!("../src/components/locales/en/carrying.ftl"),
            "\n",
            include_str!("../src/components/locales/en/day.ftl")
        ),
    ),
    (
        "de",
        concat!(
            include_str!("../src/components/locales/de.ftl"),
            "\n",
            include_str!("../src/components/locales/de/programme.ftl"),
            "\n",
            include_str!("../src/components/locales/de/links.ftl"),
            "\n",
            include_str!("../src/components/locales/de/carrying.ftl"),
            "\n",
            include_str!("../src/components/locales/de/day.ftl")
        ),
    ),
];

/// Key → the variables that its text has a place for.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn messages(language: &str, source: &str) -> Messages {
    let resource = parse(source)
        .unwrap_or_else(|(_, errors)| panic!("{language}.ftl does not parse: {errors:?}"));
    let mut messages = Messages::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let value = message
            .value
            .unwrap_or_else(|| panic!("{language}: {} has no text", message.id.name));
        let mut variables = BTreeSet::new();
        read(&value, &mut variables);
        let twice = messages.insert(message.id.name.to_owned(), variables);
        assert!(
            twice.is_none(),
            "{language}: {} stands there twice",
            message.id.name
        );
    }
    messages
}

fn read(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants
                    .iter()
                    .for_each(|variant| read(&variant.value, variables));
                selector
            }
        };
        match inline {
            InlineExpression::VariableReference { id } => {
                variables.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { .. } | InlineExpression::FunctionReference { .. } => {
                panic!("terms and functions are not read by src/components/fluent.rs")
            }
            _ => {}
        }
    }
}

/// All sources below a folder of `src/`, in one text.
fn sources(below: &str) -> String {
    fn visit(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                visit(&path, text);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text.push_str(&std::fs::read_to_string(&path).expect("sources are UTF-8"));
            }
        }
    }
    let mut text = String::new();
    visit(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src")
            .join(below),
        &mut text,
    );
    text
}

/// The keys that components ask for by `text("…")` and `text_with("…"`.
fn asked() -> BTreeSet<String> {
    // However rustfmt breaks a long call, its key is the first thing in it.
    let text: String = sources("components").split_whitespace().collect();
    let calls = [".text(\"", ".text_with(\""].into_iter();
    let keys = calls.flat_map(|call| {
        text.split(call)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
    });
    keys.map(str::to_owned).collect()
}

#[test]
fn all_languages_have_the_same_keys_with_the_same_places() {
    let [first, rest @ ..] =
        LANGUAGES.map(|(language, source)| (language, messages(language, source)));
    for (language, messages) in rest {
        let missing: Vec<_> = first
            .1
            .keys()
            .filter(|key| !messages.contains_key(*key))
            .collect();
        let extra: Vec<_> = messages
            .keys()
            .filter(|key| !first.1.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        assert!(extra.is_empty(), "{} lacks {extra:?}", first.0);
        assert_eq!(
            messages, first.1,
            "{language} and {} have places for different values",
            first.0
        );
    }
}

#[test]
fn no_key_is_missing_and_none_is_unused() {
    let known = messages("en", LANGUAGES[0].1);
    let mut asked = asked();
    asked.extend(COLOURS.iter().chain(&ANIMALS).map(|key| (*key).to_owned()));
    let missing: Vec<_> = asked
        .iter()
        .filter(|key| !known.contains_key(*key))
        .collect();
    assert!(
        missing.is_empty(),
        "asked for, but in no language: {missing:?}"
    );
    let sources = sources("");
    let unused: Vec<_> = known
        .keys()
        .filter(|key| !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert!(
        unused.is_empty(),
        "in the languages, but never shown: {unused:?}"
    );
}

fn catalogue(source: &'static str) -> Catalogue {
    let plural = |_: &str, number: f64| if number == 1.0 { "one" } else { "other" }.to_owned();
    let digits = |_: &str, number: f64| number.to_string();
    Catalogue::new(
        source,
        Numbers {
            tag: "en",
            plural,
            digits,
        },
    )
}

#[test]
fn values_stand_where_the_language_wants_them() {
    let values = [
        ("colour", Value::from("Blau")),
        ("animal", Value::from("Otter")),
    ];
    let name = |source| catalogue(source).text("mark-name", &values);
    assert_eq!(name(LANGUAGES[0].1).as_deref(), Some("Blau Otter"));
    assert_eq!(name(LANGUAGES[1].1).as_deref(), Some("Otter in Blau"));
}

#[test]
fn plurals_numbers_and_words_choose_their_variant() {
    let catalogue = catalogue(
        "shared = { $n ->\n    [0] nobody\n    [one] one device\n   *[other] { $n } devices\n}\n\
         state = { $is ->\n    [open] still open\n   *[done] done\n}\n\
         both = { state }, { shared }\n",
    );
    let shared = |n: u32| {
        catalogue
            .text("shared", &[("n", n.into())])
            .expect("the key is there")
    };
    assert_eq!(
        [shared(0), shared(1), shared(2)],
        ["nobody", "one device", "2 devices"]
    );
    let values = [("is", "open".into()), ("n", 2_u32.into())];
    assert_eq!(
        catalogue.text("both", &values).as_deref(),
        Some("still open, 2 devices")
    );
    assert_eq!(catalogue.text("state", &[]).as_deref(), Some("done"));
    assert_eq!(catalogue.text("no-such-key", &[]), None);
}

#[test]
fn messages_that_refer_to_each_other_end() {
    let catalogue = catalogue("a = x{ b }\nb = y{ a }\n");
    assert!(catalogue.text("a", &[]).expect("the key is there").len() < 10);
}
