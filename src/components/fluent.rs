//! Fluent messages: parsed by fluent-syntax, put together here.
//!
//! The part of Fluent that the app's texts use: text, `{ $variable }`, literals,
//! references to other messages, and selection by word, by number or by plural
//! category. Numbers and plurals are the browser's own (`Intl`), which is why
//! this is not fluent-bundle: its tables for all languages of the world are a
//! tenth of the whole download. `docs/decisions/002-fluent-without-its-bundle.md`.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser::parse_runtime;

/// How deep messages may refer to messages; deeper ones show nothing.
const MAX_DEPTH: usize = 4;

/// A value that a text has a place for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Inserted as it is.
    Text(&'a str),
    /// Inserted as the language writes numbers; also chooses the plural.
    Number(f64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

/// What a language does with numbers. Both functions are given its tag.
pub struct Numbers {
    /// The BCP 47 tag of the language.
    pub tag: &'static str,
    /// The plural category: `one`, `few`, `other`, …
    pub plural: fn(&str, f64) -> String,
    /// The number in digits.
    pub digits: fn(&str, f64) -> String,
}

/// All texts of one language.
pub struct Catalogue {
    messages: BTreeMap<&'static str, Pattern<&'static str>>,
    numbers: Numbers,
}

impl Catalogue {
    /// Reads a `.ftl` file; what does not parse is left out (and fails
    /// `tests/locales.rs`).
    pub fn new(source: &'static str, numbers: Numbers) -> Self {
        let (Ok(resource) | Err((resource, _))) = parse_runtime(source);
        let messages = resource.body.into_iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name, message.value?)),
            _ => None,
        });
        Self {
            messages: messages.collect(),
            numbers,
        }
    }

    /// The text of `key` where it is the same whatever the values: as most are.
    pub fn fixed(&self, key: &str) -> Option<&'static str> {
        match &*self.messages.get(key)?.elements {
            [PatternElement::TextElement { value }] => Some(value),
            _ => None,
        }
    }

    /// The text of `key`, or `None` if there is no such message.
    pub fn text(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let mut text = Text {
            catalogue: self,
            values,
            out: String::new(),
        };
        text.pattern(self.messages.get(key)?, 0);
        Some(text.out)
    }
}

/// A text while it is put together.
struct Text<'a> {
    catalogue: &'a Catalogue,
    values: &'a [(&'a str, Value<'a>)],
    out: String,
}

impl<'a> Text<'a> {
    fn pattern(&mut self, pattern: &Pattern<&'static str>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.out.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, depth),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'static str>, depth: usize) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth),
            Expression::Select { selector, variants } => {
                if let Some(variant) = self.choose(selector, variants) {
                    self.pattern(&variant.value, depth + 1);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'static str>, depth: usize) {
        match inline {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => {
                self.out.push_str(value);
            }
            InlineExpression::VariableReference { id } => match self.value(id.name) {
                Some(Value::Text(text)) => self.out.push_str(text),
                Some(Value::Number(number)) => {
                    let numbers = &self.catalogue.numbers;
                    self.out.push_str(&(numbers.digits)(numbers.tag, number));
                }
                None => self.out.push_str(id.name),
            },
            InlineExpression::MessageReference { id, .. } => {
                if let Some(pattern) = self.catalogue.messages.get(id.name) {
                    self.pattern(pattern, depth + 1);
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression, depth),
            // Terms and functions: the texts use none, tests/locales.rs sees to it.
            InlineExpression::TermReference { .. } | InlineExpression::FunctionReference { .. } => {
            }
        }
    }

    fn choose<'v>(
        &self,
        selector: &InlineExpression<&'static str>,
        variants: &'v [Variant<&'static str>],
    ) -> Option<&'v Variant<&'static str>> {
        let value = match selector {
            InlineExpression::VariableReference { id } => self.value(id.name),
            _ => None,
        };
        let fitting = |key: &VariantKey<&'static str>| match (key, value) {
            (VariantKey::Identifier { name }, Some(Value::Text(text))) => *name == text,
            (VariantKey::Identifier { name }, Some(Value::Number(number))) => {
                *name == (self.catalogue.numbers.plural)(self.catalogue.numbers.tag, number)
            }
            (VariantKey::NumberLiteral { value }, Some(Value::Number(number))) => value
                .parse::<i32>()
                .is_ok_and(|wanted| f64::from(wanted) == number),
            _ => false,
        };
        let default = || variants.iter().find(|variant| variant.default);
        variants
            .iter()
            .find(|variant| fitting(&variant.key))
            .or_else(default)
    }

    fn value(&self, name: &str) -> Option<Value<'a>> {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| *value)
    }
}
