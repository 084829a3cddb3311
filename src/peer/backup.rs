//! Backup and restore. A restore changes only what is stored: the person's seed, the
//! festivals, the names for people. Then the peer begins again, and with the first
//! thing that is written it begins new logs, because no device number is kept.

use std::collections::VecDeque;

use zeroize::Zeroizing;

use super::carrying::FileWish;
use super::command::{BackupSource, Secret};
use super::local::{BackupKind, Petname, Row, backup_row, petname_row};
use super::membership::Membership;
use super::starting::author_seed_row;
use super::state::{Core, Pending};
use super::view_model::{
    AuthorId, BackupStep, BackupView, FileId, OpenedView, PersonView, Place, Problem, RefusalView,
    SecretsView,
};
use super::{Input, Output};
use crate::gossip::entropy::{Entropy, draw};
use crate::gossip::signal::Invitation;
use crate::protocol::backup::sealed::{self, Fresh};
use crate::protocol::backup::words::{self, WordsError};
use crate::protocol::backup::{BackupError, Kept, KeptFestival, KeptPetname, move_code};
use crate::protocol::festival::FestivalKey;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::{MAX_BACKUP_BYTES, MIN_PASSPHRASE_CHARS};
use crate::protocol::signature::AuthorKey;
use crate::storage::Request;

/// Time for a picture that says what takes a moment, milliseconds.
const PICTURE_MS: u64 = 60;

/// What is being done about a backup.
#[derive(Debug, Default)]
pub(super) struct Backup {
    step: Step,
    work: Option<Work>,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    Idle,
    /// A file is being read, to be opened with this passphrase.
    Reading(FileId, Secret, Purpose),
    Working,
    Sealed(FileId),
    Practised,
    /// A backup is open; which kind it is, or none for a code that is not kept.
    Opened(Kept, Option<BackupKind>),
}

/// What takes a moment.
#[derive(Debug)]
enum Work {
    Seal(Secret),
    Open(Vec<u8>, Secret, Purpose),
}

/// Why a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Practise,
    Restore,
}

impl Core {
    /// What the frame shows.
    /// Whether a festival was opened only to look around in, and nobody else came.
    pub(super) fn is_sample(&self, festival: &FestivalId) -> bool {
        let me = self.identity.author.author();
        let part = self.view.part(festival);
        let mut logs = part.into_iter().flat_map(|part| part.logs().keys());
        self.local.samples.contains(festival) && logs.all(|log| log.author == me)
    }

    pub(super) fn backup_view(&self, person: impl Fn(AuthorId) -> PersonView) -> BackupView {
        let (words, file) = (self.local.backup_words, self.local.backup_file);
        // What was opened to look around in is no loss.
        let mut kept = self.memberships.iter();
        let writes =
            kept.any(|(festival, known)| known.device.is_some() && !self.is_sample(festival));
        let step = match &self.backup.step {
            Step::Idle => BackupStep::Idle,
            Step::Reading(..) | Step::Working => BackupStep::Working,
            Step::Sealed(file) => BackupStep::Sealed { file: *file },
            Step::Practised => BackupStep::Practised,
            Step::Opened(kept, _) => BackupStep::Opened(Box::new(self.opened_view(kept, &person))),
        };
        BackupView {
            words,
            file,
            due: writes && words.is_none() && file.is_none(),
            step,
        }
    }

    fn opened_view(&self, kept: &Kept, view: impl Fn(AuthorId) -> PersonView) -> OpenedView {
        let person = AuthorKey::from_seed(&kept.seed()).author();
        let me = self.identity.author.author();
        let is_new = |festival: &&KeptFestival| {
            let festival = invitation(festival).festival();
            !self.memberships.contains_key(&festival)
        };
        let writes = self
            .memberships
            .values()
            .any(|known| known.device.is_some());
        OpenedView {
            person: view(person),
            festivals: kept.festivals.iter().filter(is_new).count(),
            petnames: kept.petnames.len(),
            replaces: person != me && writes,
        }
    }

    /// The secrets, for the one screen that shows them.
    pub(super) fn secrets_view(&self) -> SecretsView {
        let seed = Zeroizing::new(self.identity.author.expose_seed());
        SecretsView {
            words: words::of_seed(&seed).into(),
            code: move_code::write(&self.kept()).into(),
        }
    }

    /// What is to be kept of the person here.
    fn kept(&self) -> Kept {
        let seed = Zeroizing::new(self.identity.author.expose_seed());
        let festivals = self.memberships.values().map(|known| {
            let Invitation {
                founder,
                nonce,
                key,
            } = &known.invitation;
            KeptFestival::new(*founder, nonce, key.expose())
        });
        let petnames = self.local.petnames.iter();
        let petnames = petnames.map(|(author, petname)| KeptPetname {
            author: *author,
            name: petname.name.clone(),
            verified: petname.verified,
        });
        Kept::new(
            &seed,
            festivals.collect(),
            petnames.collect(),
            self.seconds(),
        )
    }

    /// Seals a file, in a moment.
    pub(super) fn seal_backup(
        &mut self,
        passphrase: Secret,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        if passphrase.text().chars().count() < MIN_PASSPHRASE_CHARS {
            return Err(Problem::PassphraseShort);
        }
        self.begin_work(Work::Seal(passphrase), outputs);
        Ok(())
    }

    fn begin_work(&mut self, work: Work, outputs: &mut VecDeque<Output>) {
        self.backup = Backup {
            step: Step::Working,
            work: Some(work),
        };
        outputs.push_back(Output::Wake(self.now + PICTURE_MS));
    }

    /// Does what takes a moment, once the picture says so.
    pub(super) fn work_on_backup(
        &mut self,
        entropy: &mut dyn Entropy,
        outputs: &mut VecDeque<Output>,
    ) {
        let done = match self.backup.work.take() {
            None => return,
            Some(Work::Seal(passphrase)) => self.seal(&passphrase, entropy, outputs),
            Some(Work::Open(file, passphrase, purpose)) => {
                let kept = sealed::open(&file, passphrase.text());
                kept.map_err(Problem::from)
                    .and_then(|kept| self.opened_file(kept, purpose))
            }
        };
        match done {
            Ok(step) => self.backup.step = step,
            Err(problem) => self.backup_failed(problem, ""),
        }
    }

    fn seal(
        &mut self,
        passphrase: &Secret,
        entropy: &mut dyn Entropy,
        outputs: &mut VecDeque<Output>,
    ) -> Result<Step, Problem> {
        let fresh = Fresh {
            salt: draw(entropy),
            nonce: draw(entropy),
        };
        let text = sealed::seal(&self.kept(), passphrase.text(), fresh)?;
        self.last_file += 1;
        let file = self.last_file;
        outputs.push_back(Output::File(FileWish::Begin { file }));
        let bytes = text.into_bytes();
        outputs.push_back(Output::File(FileWish::Append { file, bytes }));
        self.keep_row(backup_row(BackupKind::File, Some(self.seconds())), outputs);
        Ok(Step::Sealed(file))
    }

    fn opened_file(&self, kept: Kept, purpose: Purpose) -> Result<Step, Problem> {
        let person = AuthorKey::from_seed(&kept.seed()).author();
        match purpose {
            Purpose::Restore => Ok(Step::Opened(kept, Some(BackupKind::File))),
            Purpose::Practise if person == self.identity.author.author() => Ok(Step::Practised),
            Purpose::Practise => Err(Problem::BackupOfOther),
        }
    }

    /// The words were written down, and some of them asked for.
    pub(super) fn words_practised(&mut self, outputs: &mut VecDeque<Output>) {
        self.keep_row(backup_row(BackupKind::Words, Some(self.seconds())), outputs);
        self.backup.step = Step::Practised;
    }

    /// Opens a backup to see whom it brings back.
    pub(super) fn open_backup(
        &mut self,
        source: BackupSource,
        practise: bool,
        outputs: &mut VecDeque<Output>,
    ) {
        self.close_backup(outputs);
        match source {
            BackupSource::Words(text) => match words::to_seed(text.text()) {
                Ok(seed) => {
                    let kept = Kept::new(&seed, Vec::new(), Vec::new(), self.seconds());
                    self.backup.step = Step::Opened(kept, Some(BackupKind::Words));
                }
                Err(WordsError::Unknown(place)) => {
                    self.backup_failed(Problem::WordUnknown, &place.to_string());
                }
                Err(WordsError::Count(_)) => self.backup_failed(Problem::WordsCount, ""),
                Err(WordsError::Order) => self.backup_failed(Problem::WordsOrder, ""),
            },
            BackupSource::Code(text) => match move_code::read(text.text()) {
                Ok(kept) => self.backup.step = Step::Opened(kept, None),
                Err(error) => self.backup_failed(error.into(), ""),
            },
            BackupSource::File {
                file,
                size,
                passphrase,
            } => {
                let length = size;
                if length > MAX_BACKUP_BYTES as u64 {
                    self.backup_failed(Problem::BackupNot, "");
                    outputs.push_back(Output::File(FileWish::Close { file }));
                    return;
                }
                let purpose = match practise {
                    true => Purpose::Practise,
                    false => Purpose::Restore,
                };
                self.backup.step = Step::Reading(file, passphrase, purpose);
                let wish = FileWish::Read {
                    file,
                    from: 0,
                    length,
                };
                outputs.push_back(Output::File(wish));
            }
        }
    }

    /// A file came that may be a backup; gives it back where it is not.
    pub(super) fn backup_piece(
        &mut self,
        input: Input,
        outputs: &mut VecDeque<Output>,
    ) -> Option<Input> {
        let is_awaited = |file: FileId| matches!(&self.backup.step, Step::Reading(awaited, ..) if *awaited == file);
        match input {
            Input::Piece { file, bytes } if is_awaited(file) => {
                outputs.push_back(Output::File(FileWish::Close { file }));
                let step = core::mem::take(&mut self.backup.step);
                match (step, bytes) {
                    (Step::Reading(_, passphrase, purpose), Some(bytes)) => {
                        self.begin_work(Work::Open(bytes, passphrase, purpose), outputs);
                    }
                    _ => self.backup_failed(Problem::FileUnreadable, ""),
                }
                None
            }
            other => Some(other),
        }
    }

    /// Puts everything about backups away.
    pub(super) fn close_backup(&mut self, outputs: &mut VecDeque<Output>) {
        if let Step::Reading(file, ..) = core::mem::take(&mut self.backup).step {
            outputs.push_back(Output::File(FileWish::Close { file }));
        }
    }

    fn backup_failed(&mut self, problem: Problem, field: &str) {
        self.backup = Backup::default();
        self.refusal = Some(RefusalView {
            field: field.into(),
            ..RefusalView::new(problem, Place::Backup)
        });
    }

    /// Becomes the person that was opened. What is here of festivals stays.
    pub(super) fn restore(&mut self, outputs: &mut VecDeque<Output>) -> Result<(), Problem> {
        let step = core::mem::take(&mut self.backup).step;
        let Step::Opened(kept, kind) = step else {
            return Err(Problem::NotThere);
        };
        let person = AuthorKey::from_seed(&kept.seed()).author();
        let is_other = person != self.identity.author.author();
        let mut rows = vec![author_seed_row(&kept.seed())];
        if is_other {
            let known = self.memberships.values();
            let anew = known.map(|known| Membership::new(known.invitation.clone()));
            rows.extend(anew.map(|known| membership_row(&known)));
            rows.extend([BackupKind::Words, BackupKind::File].map(|kind| backup_row(kind, None)));
        }
        for festival in &kept.festivals {
            let invitation = invitation(festival);
            if !self.memberships.contains_key(&invitation.festival()) {
                rows.push(membership_row(&Membership::new(invitation)));
            }
        }
        let unnamed = kept.petnames.iter();
        let unnamed = unnamed.filter(|kept| !self.local.petnames.contains_key(&kept.author));
        rows.extend(unnamed.map(|kept| {
            let petname = Petname {
                name: kept.name.clone(),
                verified: kept.verified,
            };
            petname_row(&kept.author, &petname)
        }));
        rows.extend(kind.map(|kind| backup_row(kind, Some(self.seconds()))));
        let batch = self.rows_batch(rows);
        self.ask(Request::Commit(batch), Pending::Anew, outputs);
        Ok(())
    }
}

fn membership_row(membership: &Membership) -> Row {
    (membership.row_key(), membership.row())
}

fn invitation(festival: &KeptFestival) -> Invitation {
    Invitation {
        founder: festival.founder,
        nonce: festival.nonce(),
        key: FestivalKey::from_bytes(festival.key()),
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::NotABackup => Self::BackupNot,
            BackupError::Newer => Self::BackupNewer,
            BackupError::Damaged => Self::BackupDamaged,
            BackupError::Passphrase => Self::BackupPassphrase,
            BackupError::Memory => Self::BackupMemory,
        }
    }
}
