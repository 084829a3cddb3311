//! Resources: offered, changed, deleted. A new one is decided for by the
//! installation that offers it.

use super::super::local;
use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::Problem;
use super::Made;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::policy::DRAW;
use crate::protocol::policy::draw::commitment;
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::fields::{Change, Schema};
use crate::protocol::schema::resource::{Resource, ResourceChange};
use crate::protocol::view::entity::Entity;

/// A resource of ours that is not deleted.
pub(super) fn own<'a>(
    pen: &Pen<'a>,
    festival: &FestivalId,
    id: &InstanceId,
) -> Result<&'a Entity<Resource>, Refusal> {
    let part = pen.desk.view.part(festival).ok_or(Problem::NotThere)?;
    let resource = part.resources().get(id).ok_or(Problem::NotThere)?;
    if resource.author() != pen.me() {
        return Err(Problem::NotYours.into());
    }
    if resource.deleted {
        return Err(Problem::Over.into());
    }
    Ok(resource)
}

pub(super) fn save(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: Option<InstanceId>,
    mut fields: Resource,
) -> Result<Made, Refusal> {
    fields.title = fields.title.trim().to_owned();
    let old = match id {
        Some(id) => Some(own(pen, &festival, &id)?),
        None => None,
    };
    let committed = old
        .and_then(|old| old.value.policy.as_ref())
        .and_then(|policy| policy.params.seed_commit);
    commit_to_a_seed(pen, &mut fields, committed);
    let id = match old {
        None => {
            fields.decider = Some(pen.device(&festival)?.0);
            pen.create(&festival, &fields)?
        }
        Some(old) => {
            fields.decider = old.value.decider;
            Resource::read_pairs(fields.write_pairs())?;
            let change = old.value.change_to(&fields);
            if change != ResourceChange::default() {
                pen.update::<Resource>(&festival, old.id(), &change)?;
            }
            old.id()
        }
    };
    Ok(Made::instance(festival, id))
}

/// A draw commits to a secret seed that stays here until the draw. The seed once
/// committed to stays, so that nobody can look for one with pleasant ranks.
fn commit_to_a_seed(pen: &mut Pen<'_>, fields: &mut Resource, committed: Option<[u8; 32]>) {
    let Some(policy) = &mut fields.policy else {
        return;
    };
    policy.params.seed_commit = committed;
    if policy.name == DRAW && committed.is_none() {
        let seed = pen.draw();
        policy.params.seed_commit = Some(commitment(&seed));
        pen.row(local::seed_row(&seed));
    }
}

pub(super) fn delete(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
) -> Result<Made, Refusal> {
    own(pen, &festival, &id)?;
    pen.delete::<Resource>(&festival, id)?;
    Ok(Made::instance(festival, id))
}

pub(super) fn take_over(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    id: InstanceId,
) -> Result<Made, Refusal> {
    let decider = own(pen, &festival, &id)?.value.decider;
    let device = pen.device(&festival)?;
    if decider != Some(device.0) {
        let change = ResourceChange {
            decider: Change::Set(device.0),
            ..ResourceChange::default()
        };
        pen.update::<Resource>(&festival, id, &change)?;
    }
    Ok(Made::instance(festival, id))
}
