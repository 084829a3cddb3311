//! People: what one says about oneself and about others, and whom one hides.

use std::collections::BTreeSet;

use super::super::command::HideTarget;
use super::super::local::{self, Petname};
use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::Problem;
use super::Made;
use crate::protocol::id::{AuthorId, FestivalId, InstanceId};
use crate::protocol::limits::MAX_LINE_BYTES;
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::fields::Schema;
use crate::protocol::schema::hide::Hide;
use crate::protocol::schema::profile::{Profile, ProfileChange};

pub(super) fn save_profile(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    fields: &Profile,
) -> Result<Made, Refusal> {
    let mut fields = fields.clone();
    fields.name = fields
        .name
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty());
    let part = pen.desk.view.part(&festival);
    match part.and_then(|part| part.profile(pen.me())) {
        None => {
            pen.create(&festival, &fields)?;
        }
        Some(old) => {
            Profile::read_pairs(fields.write_pairs())?;
            let change = old.value.change_to(&fields);
            if change != ProfileChange::default() {
                pen.update::<Profile>(&festival, old.id(), &change)?;
            }
        }
    }
    Ok(Made::festival(festival))
}

/// Our proposal to hide something.
fn hidden_by_me(pen: &Pen<'_>, festival: &FestivalId, target: HideTarget) -> Option<InstanceId> {
    let part = pen.desk.view.part(festival)?;
    let mine = part.hidden(&BTreeSet::from([pen.me()]), None);
    let hide = match target {
        HideTarget::Author(author) => mine.authors.get(&author),
        HideTarget::Instance(instance) => mine.instances.get(&instance),
    };
    hide.map(|hide| hide.id())
}

pub(super) fn hide(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    target: HideTarget,
    reason: String,
) -> Result<Made, Refusal> {
    let (author, instance) = match target {
        HideTarget::Author(author) => (Some(author), None),
        HideTarget::Instance(instance) => (None, Some(instance)),
    };
    if author == Some(pen.me()) {
        return Err(Problem::Field.into());
    }
    if hidden_by_me(pen, &festival, target).is_none() {
        let hide = Hide {
            author,
            instance,
            reason: reason.trim().to_owned(),
        };
        pen.create(&festival, &hide)?;
    }
    Ok(Made::festival(festival))
}

pub(super) fn unhide(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    target: HideTarget,
) -> Result<Made, Refusal> {
    let hide = hidden_by_me(pen, &festival, target).ok_or(Problem::NotThere)?;
    pen.delete::<Hide>(&festival, hide)?;
    Ok(Made::festival(festival))
}

pub(super) fn block(pen: &mut Pen<'_>, author: AuthorId, on: bool) -> Result<Made, Refusal> {
    if author == pen.me() {
        return Err(Problem::Field.into());
    }
    pen.row(local::blocked_row(&author, on));
    Ok(Made::default())
}

pub(super) fn name(pen: &mut Pen<'_>, author: AuthorId, name: &str) -> Result<Made, Refusal> {
    let name = name.trim();
    if name.len() > MAX_LINE_BYTES {
        return Err(Problem::FieldTooLong.into());
    }
    let petname = Petname {
        name: (!name.is_empty()).then(|| name.to_owned()),
        ..petname_of(pen, &author)
    };
    pen.row(local::petname_row(&author, &petname));
    Ok(Made::default())
}

pub(super) fn verify(pen: &mut Pen<'_>, author: AuthorId, verified: bool) -> Result<Made, Refusal> {
    let petname = Petname {
        verified,
        ..petname_of(pen, &author)
    };
    pen.row(local::petname_row(&author, &petname));
    Ok(Made::default())
}

fn petname_of(pen: &Pen<'_>, author: &AuthorId) -> Petname {
    let known = pen.desk.local.petnames.get(author);
    known.cloned().unwrap_or_default()
}
