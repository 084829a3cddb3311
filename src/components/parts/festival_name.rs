//! What a festival is called here.

use yew::AttrValue;

use crate::components::language::Words;
use crate::peer::view_model::FestivalRow;

/// Its title, or «Festival of Blue Otter» as long as none is known.
pub fn festival_name(words: &Words, festival: &FestivalRow) -> AttrValue {
    match &festival.title {
        Some(title) => AttrValue::from(title.to_string()),
        None => {
            let name = words.mark_name(&festival.founder.mark);
            words.text_with("festival-of", &[("name", (&*name).into())])
        }
    }
}
