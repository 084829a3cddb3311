//! What keeps a person from losing themselves.

use core::fmt;
use std::rc::Rc;

use super::carrying::FileId;
use super::people::PersonView;

/// Which backups there are, and what is being done about one.
#[derive(Clone, Debug, PartialEq)]
pub struct BackupView {
    /// When the words were last written down and practised, unix seconds.
    pub words: Option<i64>,
    /// When a file was last sealed, unix seconds.
    pub file: Option<i64>,
    /// Whether something of mine is here that no backup would bring me back to.
    pub due: bool,
    /// What is being done.
    pub step: BackupStep,
}

/// What is being done about a backup.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum BackupStep {
    /// Nothing.
    #[default]
    Idle,
    /// A passphrase is made into a key, which takes a moment on purpose.
    Working,
    /// A file was sealed.
    Sealed {
        /// The file.
        file: FileId,
    },
    /// A file was opened with its passphrase, for practice: it is good.
    Practised,
    /// A backup was opened: this is whom it brings back.
    Opened(Box<OpenedView>),
}

/// Whom a backup brings back.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenedView {
    /// Who.
    pub person: PersonView,
    /// How many festivals it brings that are not here.
    pub festivals: usize,
    /// How many names for people it brings.
    pub petnames: usize,
    /// Whether somebody else is here now, who wrote something.
    pub replaces: bool,
}

/// The secrets of a person, to be written down or carried to another device.
#[derive(Clone, PartialEq)]
pub struct SecretsView {
    /// The 24 words.
    pub words: Rc<[&'static str]>,
    /// The move code.
    pub code: Rc<str>,
}

impl fmt::Debug for SecretsView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretsView(secret)")
    }
}
