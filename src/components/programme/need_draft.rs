//! A need in the form of an event, as it was typed.

use super::event_draft::Wrong;
use crate::peer::view_model::{
    Draft, Event, Importance, InstanceId, Need, instance_digits, instance_of_digits,
};

/// Most needs that are read from a draft.
const MOST: usize = 64;

/// What a need offers to choose from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NeedKind {
    /// A place.
    #[default]
    Place,
    /// A thing, a skill or something else.
    Thing,
    /// Words only: «still looking».
    Looking,
}

/// The fields of a need.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedDraft {
    /// Its number within the event.
    pub number: u32,
    /// What it offers to choose from.
    pub kind: NeedKind,
    /// The resource asked for.
    pub resource: Option<InstanceId>,
    /// What is needed, in words.
    pub label: String,
    /// How many units.
    pub quantity: String,
    /// Whether the event cannot be without.
    pub must: bool,
    /// Words to the owner.
    pub note: String,
}

impl NeedDraft {
    /// An empty one.
    pub fn new(number: u32, kind: NeedKind) -> Self {
        Self {
            number,
            kind,
            resource: None,
            label: String::new(),
            quantity: "1".to_owned(),
            must: true,
            note: String::new(),
        }
    }

    /// The fields of a need that is there.
    pub fn of_need(need: &Need) -> Self {
        Self {
            resource: need.resource,
            label: need.label.clone(),
            quantity: need.quantity.to_string(),
            must: need.importance == Importance::Must,
            // Which list it was chosen from is known once the resources are.
            ..Self::new(
                need.need,
                if need.resource.is_some() {
                    NeedKind::Thing
                } else {
                    NeedKind::Looking
                },
            )
        }
    }

    /// Whether it says nothing yet.
    pub(super) fn is_empty(&self) -> bool {
        self.resource.is_none() && self.label.trim().is_empty()
    }

    /// The need that the fields describe; set-up times stay as they were.
    pub(super) fn need(&self, base: &Event) -> Result<Need, Wrong> {
        let quantity = self
            .quantity
            .trim()
            .parse()
            .ok()
            .filter(|quantity| *quantity > 0);
        let before = base.need(self.number);
        if self.is_empty() {
            return Err(("needs", "wrong-need-empty"));
        }
        Ok(Need {
            need: self.number,
            resource: self.resource,
            label: self.label.trim().to_owned(),
            quantity: quantity.ok_or(("needs", "wrong-quantity"))?,
            importance: if self.must {
                Importance::Must
            } else {
                Importance::Nice
            },
            start: before.and_then(|need| need.start),
            end: before.and_then(|need| need.end),
        })
    }
}

pub(super) fn write_needs(needs: &[NeedDraft], draft: &mut Draft) {
    for (index, need) in needs.iter().enumerate() {
        let kind = match need.kind {
            NeedKind::Place => "place",
            NeedKind::Thing => "thing",
            NeedKind::Looking => "looking",
        };
        let fields = [
            ("number", need.number.to_string()),
            ("kind", kind.to_owned()),
            (
                "resource",
                need.resource
                    .as_ref()
                    .map(instance_digits)
                    .unwrap_or_default(),
            ),
            ("label", need.label.clone()),
            ("quantity", need.quantity.clone()),
            ("must", need.must.to_string()),
            ("note", need.note.clone()),
        ];
        for (name, text) in fields {
            draft.insert(format!("needs.{index}.{name}"), text);
        }
    }
}

pub(super) fn read_needs(draft: &Draft) -> Vec<NeedDraft> {
    let need = |index: usize| {
        let field = |name: &str| draft.get(&format!("needs.{index}.{name}")).cloned();
        Some(NeedDraft {
            number: field("number")?.parse().ok()?,
            kind: match field("kind").as_deref() {
                Some("place") => NeedKind::Place,
                Some("thing") => NeedKind::Thing,
                _ => NeedKind::Looking,
            },
            resource: field("resource").and_then(|digits| instance_of_digits(&digits)),
            label: field("label").unwrap_or_default(),
            quantity: field("quantity").unwrap_or_default(),
            must: field("must").as_deref() != Some("false"),
            note: field("note").unwrap_or_default(),
        })
    };
    (0..MOST).map_while(need).collect()
}
