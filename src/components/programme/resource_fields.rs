//! What the sections of the form of a resource are given.

use yew::prelude::*;

use super::event_draft::Wrong;
use super::resource_draft::ResourceDraft;
use crate::components::language::Words;
use crate::components::time::Clock;

/// Props of each section.
#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// What the form holds.
    pub draft: ResourceDraft,
    /// Gets every change.
    pub on_change: Callback<ResourceDraft>,
    /// What is wrong, once it was tried.
    pub wrong: Option<Wrong>,
    /// The festival's clocks.
    pub clock: Clock,
}

impl SectionProps {
    /// The sentence for a field.
    pub fn problem(&self, words: &Words, field: &str) -> Option<AttrValue> {
        let wrong = self.wrong.filter(|(name, _)| *name == field);
        wrong.map(|(_, key)| words.text(key))
    }
}
