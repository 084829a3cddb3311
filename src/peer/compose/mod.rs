//! From wishes to messages: what each command writes. Every wish is judged on the
//! view as it is when its turn to be written comes, after those before it were
//! stored.

mod again;
mod answers;
mod asking;
mod events;
mod festivals;
mod people;
mod resources;

pub(super) use self::answers::displaced;
pub(super) use self::asking::covers;

use super::command::Command;
use super::local;
use super::pen::Pen;
use super::refusal::Refusal;
use super::view_model::Problem;
use crate::protocol::cbor;
use crate::protocol::exchange::import::Item;
use crate::protocol::id::{FestivalId, InstanceId};
use crate::protocol::limits::MAX_PAYLOAD_BYTES;
use crate::protocol::schema::event::Event;

/// What a wish made or changed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    /// The instance, if one thing.
    pub(super) instance: Option<InstanceId>,
    /// The festival, if in one.
    pub(super) festival: Option<FestivalId>,
    /// The festival that is left.
    pub(super) left: Option<FestivalId>,
    /// The festival whose entries are to be forgotten.
    pub(super) emptied: Option<FestivalId>,
}

impl Made {
    fn instance(festival: FestivalId, instance: InstanceId) -> Self {
        Self {
            instance: Some(instance),
            festival: Some(festival),
            ..Self::default()
        }
    }

    pub(super) fn festival(festival: FestivalId) -> Self {
        Self {
            festival: Some(festival),
            ..Self::default()
        }
    }
}

/// Writes one message of an import. New places are decided for here.
///
/// # Errors
///
/// [`Refusal`] where a field does not fit.
pub(super) fn import_item(
    pen: &mut Pen<'_>,
    festival: FestivalId,
    item: Item,
) -> Result<(), Refusal> {
    match item {
        Item::Resource(mut fields) => {
            fields.decider = Some(pen.device(&festival)?.0);
            pen.create(&festival, &*fields).map(drop)
        }
        Item::Event(fields) => pen.create(&festival, &*fields).map(drop),
        Item::EventChange(id, change) => pen.update::<Event>(&festival, id, &change),
        Item::Request(fields) => pen.create(&festival, &*fields).map(drop),
        Item::Answer(fields) => pen.create(&festival, &*fields).map(drop),
    }
}

/// Writes a wish. What is no writing at all writes nothing.
///
/// # Errors
///
/// [`Refusal`]; the pen is to be thrown away then.
pub(super) fn compose(pen: &mut Pen<'_>, command: Command) -> Result<Made, Refusal> {
    match command {
        Command::StartFestival {
            title,
            time_zone,
            parent,
            open,
        } => festivals::start(pen, &title, &time_zone, parent, open),
        Command::StartSample {
            title, time_zone, ..
        } => festivals::start_sample(pen, &title, &time_zone),
        Command::SaveFestival { festival, fields } => festivals::save(pen, festival, *fields),
        Command::Join { text } => festivals::join(pen, &text),
        Command::EnterBranch { festival } => festivals::enter_branch(pen, festival),
        Command::Leave { festival } => festivals::leave(pen, festival),
        Command::ForgetEntries { festival } => festivals::empty(pen, festival),
        Command::SaveEvent {
            festival,
            id,
            fields,
            notes,
        } => events::save(pen, festival, id, *fields, &notes),
        Command::CancelEvent {
            festival,
            event,
            reason,
        } => events::cancel(pen, festival, event, reason),
        Command::DeleteEvent { festival, event } => events::delete(pen, festival, event),
        Command::AskAgain {
            festival,
            event,
            need,
            note,
        } => events::ask_again(pen, festival, event, need, &note),
        Command::Withdraw { festival, request } => events::withdraw(pen, festival, request),
        Command::SaveResource {
            festival,
            id,
            fields,
        } => resources::save(pen, festival, id, *fields),
        Command::DeleteResource { festival, resource } => {
            resources::delete(pen, festival, resource)
        }
        Command::TakeOverDecider { festival, resource } => {
            resources::take_over(pen, festival, resource)
        }
        Command::Answer {
            festival,
            request,
            verdict,
            reason,
            text,
            grant,
            others,
        } => {
            let say = answers::Say {
                verdict,
                reason,
                text,
            };
            answers::answer(pen, festival, request, say, grant, others)
        }
        Command::SayMoved {
            festival,
            request,
            to,
            text,
        } => answers::say_moved(pen, festival, request, to, &text),
        Command::AcceptAllThatFit { resource } => answers::accept_all(pen, resource),
        Command::DeclineAllOf {
            author,
            reason,
            text,
            revoke,
        } => answers::decline_all_of(pen, author, reason, &text, revoke),
        Command::PublishAgain { festival } => again::publish(pen, festival),
        Command::ForgetFallen { festival } => again::forget(pen, festival),
        Command::Hide {
            festival,
            target,
            reason,
        } => people::hide(pen, festival, target, reason),
        Command::Unhide { festival, target } => people::unhide(pen, festival, target),
        Command::SaveProfile { festival, fields } => people::save_profile(pen, festival, &fields),
        Command::FollowHides {
            festival,
            author,
            follow,
        } => {
            pen.row(local::follow_row(&festival, &author, follow));
            Ok(Made::festival(festival))
        }
        Command::Block { author } => people::block(pen, author, true),
        Command::Unblock { author } => people::block(pen, author, false),
        Command::Petname { author, name } => people::name(pen, author, &name),
        Command::Verify { author, verified } => people::verify(pen, author, verified),
        Command::Star { instance, on } => {
            pen.row(local::star_row(&instance, on));
            Ok(Made::default())
        }
        Command::FirstLook { festival } => {
            if !pen.desk.local.marks.contains_key(&festival) {
                let (view, me, now) = (pen.desk.view, pen.me(), pen.seconds());
                let mark = view.mark_before_answers_to(&festival, &me, now);
                pen.row(local::mark_row(&festival, Some(&mark)));
            }
            Ok(Made::festival(festival))
        }
        Command::MarkRead { festival } => {
            let mark = pen.desk.view.mark(&festival);
            pen.row(local::mark_row(&festival, Some(&mark)));
            Ok(Made::festival(festival))
        }
        Command::SetNetwork(choice) => {
            let choice = choice.checked().ok_or(Problem::NotAnAddress)?;
            pen.row(choice.row());
            Ok(Made::default())
        }
        Command::SaveDraft { place, draft } => {
            let fits =
                cbor::encode(&draft).is_ok_and(|bytes| bytes.len() as u64 <= MAX_PAYLOAD_BYTES);
            if !fits {
                return Err(Problem::FieldTooLong.into());
            }
            pen.row(local::draft_row(&place, Some(&draft)));
            Ok(Made::default())
        }
        Command::DropDraft { place } => {
            pen.row(local::draft_row(&place, None));
            Ok(Made::default())
        }
        Command::Look(_)
        | Command::Wipe
        | Command::GiveBundle { .. }
        | Command::TakeFile { .. }
        | Command::WatchFilm { .. }
        | Command::StopCarrying
        | Command::SealBackup { .. }
        | Command::WordsPractised
        | Command::OpenBackup { .. }
        | Command::Restore
        | Command::CloseBackup
        | Command::Invite { .. }
        | Command::Reconnect { .. }
        | Command::EnterCode { .. }
        | Command::TheyHaveIt
        | Command::StopLinking
        | Command::Import { .. }
        | Command::StopImport
        | Command::Export { .. }
        | Command::DropExport
        | Command::DismissProblem => Ok(Made::default()),
    }
}
