//! Festivals: founded, described, entered from their parent, left.

use super::super::local;
use super::super::membership::Membership;
use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::super::view_model::{Place, Problem};
use super::Made;
use crate::gossip::signal::{Code, Invitation};
use crate::protocol::festival::{FestivalKey, FestivalNonce};
use crate::protocol::id::FestivalId;
use crate::protocol::schema::branch::Branch;
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::festival::{Festival, FestivalChange};
use crate::protocol::schema::fields::Schema;

/// The zone of a festival whose founder's browser does not say one.
const SOME_ZONE: &str = "UTC";

pub(super) fn start(
    pen: &mut Pen<'_>,
    title: &str,
    time_zone: &str,
    parent: Option<FestivalId>,
    open: bool,
) -> Result<Made, Refusal> {
    let invitation = Invitation {
        founder: pen.me(),
        nonce: pen.draw(),
        key: FestivalKey::from_bytes(pen.draw()),
    };
    let (nonce, key) = (invitation.nonce, *invitation.key.expose());
    let membership = Membership::new(invitation);
    let festival = membership.festival();
    pen.enter(membership);
    let fields = described(nonce, title.trim(), time_zone.trim(), parent);
    pen.create(&festival, &fields)?;
    if let Some(parent) = parent {
        let branch = Branch {
            founder: pen.me(),
            nonce,
            title: fields.title,
            key: open.then_some(key),
        };
        pen.create(&parent, &branch)?;
    }
    Ok(Made::festival(festival))
}

/// A festival to look around in, known as one.
pub(super) fn start_sample(
    pen: &mut Pen<'_>,
    title: &str,
    time_zone: &str,
) -> Result<Made, Refusal> {
    let made = start(pen, title, time_zone, None, false)?;
    if let Some(festival) = &made.festival {
        pen.row(local::sample_row(festival, true));
    }
    Ok(made)
}

fn described(
    nonce: FestivalNonce,
    title: &str,
    time_zone: &str,
    parent: Option<FestivalId>,
) -> Festival {
    let time_zone = if time_zone.is_empty() {
        SOME_ZONE
    } else {
        time_zone
    };
    Festival {
        nonce,
        title: title.to_owned(),
        summary: String::new(),
        description: String::new(),
        start: None,
        end: None,
        time_zone: time_zone.to_owned(),
        day_change: None,
        place: String::new(),
        geo: None,
        tags: Vec::new(),
        languages: Vec::new(),
        links: Vec::new(),
        picture: None,
        notice: None,
        code_of_conduct: String::new(),
        parent,
        archived: false,
    }
}

pub(super) fn save(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    mut fields: Festival,
) -> Result<Made, Refusal> {
    let invitation = &pen.membership(&festival)?.invitation;
    if invitation.founder != pen.me() {
        return Err(Problem::NotYours.into());
    }
    if fields.parent == Some(festival) {
        return Err(Problem::OwnParent.into());
    }
    fields.nonce = invitation.nonce;
    fields.title = fields.title.trim().to_owned();
    let part = pen.desk.view.part(&festival);
    match part.and_then(|part| part.description()) {
        None => {
            pen.create(&festival, &fields)?;
        }
        Some(old) => {
            Festival::read_pairs(fields.write_pairs())?;
            let change = old.value.change_to(&fields);
            if change != FestivalChange::default() {
                pen.update::<Festival>(&festival, old.id(), &change)?;
            }
        }
    }
    Ok(Made::festival(festival))
}

pub(super) fn enter_branch(pen: &mut Pen<'_>, festival: FestivalId) -> Result<Made, Refusal> {
    if pen.membership(&festival).is_ok() {
        return Ok(Made::festival(festival));
    }
    let mut parents = pen.desk.memberships.keys();
    let branch = parents.find_map(|parent| pen.desk.view.branches(parent).remove(&festival));
    let branch = &branch.ok_or(Problem::NotThere)?.value;
    let key = branch.key.ok_or(Problem::NeedsInvitation)?;
    let invitation = Invitation {
        founder: branch.founder,
        nonce: branch.nonce,
        key: FestivalKey::from_bytes(key),
    };
    pen.enter(Membership::new(invitation));
    Ok(Made::festival(festival))
}

/// Enters what a join link names: the festival, and those that it is part of.
/// What was entered before stays as it is.
pub(super) fn join(pen: &mut Pen<'_>, text: &str) -> Result<Made, Refusal> {
    let Code::Join(link) = Code::from_text(text, pen.desk.now).map_err(Problem::from)? else {
        return Err(Problem::NotACode.into());
    };
    let mut first = None;
    for card in &link.festivals {
        let membership = Membership {
            meeting_points: link.meeting_points.clone(),
            ..Membership::by_card(card)
        };
        let festival = membership.festival();
        first.get_or_insert(festival);
        if pen.membership(&festival).is_err() {
            pen.enter(membership);
        }
    }
    first
        .map(Made::festival)
        .ok_or_else(|| Problem::CodeDamaged.into())
}

/// Forgets the festival's key and what was remembered about it. Who enters it
/// again begins a new log.
pub(super) fn leave(pen: &mut Pen<'_>, festival: FestivalId) -> Result<Made, Refusal> {
    let row_key = pen.membership(&festival)?.row_key();
    pen.row((row_key, None));
    pen.row(local::mark_row(&festival, None));
    pen.row(local::given_row(&festival, None));
    pen.row(local::carried_row(&festival, None));
    pen.row(local::sample_row(&festival, false));
    for place in [
        Place::Festival(festival),
        Place::NewEvent(festival),
        Place::NewResource(festival),
    ] {
        pen.row(local::draft_row(&place, None));
    }
    Ok(Made {
        left: Some(festival),
        ..Made::default()
    })
}

/// Forgets what is known of a festival, but not its key. The own log is never gone on
/// with: here it is gone, elsewhere it may be known.
pub(super) fn empty(pen: &mut Pen<'_>, festival: FestivalId) -> Result<Made, Refusal> {
    let kept = pen.membership(&festival)?;
    let anew = Membership {
        device: None,
        lost: false,
        ..kept.clone()
    };
    pen.enter(anew);
    pen.row(local::mark_row(&festival, None));
    pen.row(local::given_row(&festival, None));
    pen.row(local::carried_row(&festival, None));
    Ok(Made {
        emptied: Some(festival),
        ..Made::default()
    })
}
