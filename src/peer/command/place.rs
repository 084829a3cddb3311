//! What each wish is about: there its outcome is shown.

use super::{Command, HideTarget, Place};

impl Command {
    /// What the wish is about.
    pub fn place(&self) -> Place {
        match self {
            Self::StartFestival { .. } | Self::StartSample { .. } => Place::NewFestival,
            Self::SaveFestival { festival, .. }
            | Self::EnterBranch { festival }
            | Self::Leave { festival }
            | Self::ForgetEntries { festival }
            | Self::PublishAgain { festival }
            | Self::ForgetFallen { festival }
            | Self::FollowHides { festival, .. }
            | Self::FirstLook { festival }
            | Self::MarkRead { festival } => Place::Festival(*festival),
            Self::SaveEvent { festival, id, .. } => {
                id.map_or(Place::NewEvent(*festival), Place::Event)
            }
            Self::CancelEvent { event, .. } | Self::DeleteEvent { event, .. } => {
                Place::Event(*event)
            }
            Self::AskAgain { event, need, .. } => Place::Need(*event, *need),
            Self::Withdraw { request, .. }
            | Self::Answer { request, .. }
            | Self::SayMoved { request, .. } => Place::Request(*request),
            Self::SaveResource { festival, id, .. } => {
                id.map_or(Place::NewResource(*festival), Place::Resource)
            }
            Self::DeleteResource { resource, .. } | Self::TakeOverDecider { resource, .. } => {
                Place::Resource(*resource)
            }
            Self::AcceptAllThatFit { resource } => {
                resource.map_or(Place::AllRequests, Place::Resource)
            }
            Self::Hide { target, .. } | Self::Unhide { target, .. } => match target {
                HideTarget::Author(author) => Place::Person(*author),
                HideTarget::Instance(instance) => Place::Event(*instance),
            },
            Self::DeclineAllOf { author, .. }
            | Self::Block { author }
            | Self::Unblock { author }
            | Self::Petname { author, .. }
            | Self::Verify { author, .. } => Place::Person(*author),
            Self::SaveProfile { .. } => Place::Me,
            Self::Import { festival, .. } | Self::Export { festival, .. } => {
                Place::Import(*festival)
            }
            Self::Star { instance, .. } => Place::Event(*instance),
            Self::SaveDraft { place, .. } | Self::DropDraft { place } => *place,
            Self::Invite { .. }
            | Self::Reconnect { .. }
            | Self::EnterCode { .. }
            | Self::TheyHaveIt
            | Self::Join { .. }
            | Self::StopLinking => Place::Linking,
            Self::SetNetwork(_) => Place::Network,
            Self::Look(_)
            | Self::StopImport
            | Self::DropExport
            | Self::Wipe
            | Self::DismissProblem => Place::App,
            Self::GiveBundle { .. }
            | Self::TakeFile { .. }
            | Self::WatchFilm { .. }
            | Self::StopCarrying => Place::Carrying,
            Self::SealBackup { .. }
            | Self::WordsPractised
            | Self::OpenBackup { .. }
            | Self::Restore
            | Self::CloseBackup => Place::Backup,
        }
    }
}
