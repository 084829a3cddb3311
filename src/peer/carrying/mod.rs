//! Carried by hand: bundles written to a file and taken in from one. The peer asks
//! for pieces of files and hands out pieces of others; it holds no more than a few of
//! them, whatever a file claims to be.

mod giving;
mod reading;
mod taking;

use std::collections::VecDeque;
use std::rc::Rc;

pub(super) use self::giving::Giving;
pub(super) use self::taking::Taking;

use super::Output;
use super::state::Core;
use super::view_model::{CarryingView, FileId, GivenView, Place, Problem, RefusalView, TakenView};
use crate::gossip::entropy::Entropy;
use crate::protocol::bundle::film::{Seen, Watching};
use crate::protocol::id::FestivalId;

/// How long pictures count for nothing after a film was whole, milliseconds: the other
/// screen still shows it.
const FILM_RESTS_MS: u64 = 2_000;

/// What a driver is to do with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileWish {
    /// Open the bundle that the host has laid beside the page, if it is there; the
    /// answer is [`super::Input::Hosted`].
    OpenHosted {
        /// Its address, below the page's.
        name: String,
    },
    /// Read a piece of a file; the answer is [`super::Input::Piece`].
    Read {
        /// Which.
        file: FileId,
        /// From this byte on.
        from: u64,
        /// At most so many bytes.
        length: u64,
    },
    /// A file that was to be read is needed no more.
    Close {
        /// Which.
        file: FileId,
    },
    /// Begin to write a file; one that is there by this name ends.
    Begin {
        /// Which.
        file: FileId,
    },
    /// Write on.
    Append {
        /// Which.
        file: FileId,
        /// What.
        bytes: Vec<u8>,
    },
}

/// What is under way.
#[derive(Debug, Default)]
pub(super) enum Carrying {
    /// Nothing.
    #[default]
    Idle,
    /// A bundle is being written.
    Giving(Box<Giving>),
    /// A bundle was written; the texts of its pictures where it is short enough.
    Given(GivenView, Rc<[Rc<str>]>),
    /// A film is watched: so many pieces of so many are known.
    Watching(Box<Watching>, usize, usize),
    /// A file is being taken in.
    Taking(Box<Taking>),
    /// A file was taken in.
    Taken(TakenView),
}

impl Carrying {
    /// Whether a file is being written or taken in.
    pub(super) fn is_under_way(&self) -> bool {
        matches!(self, Self::Giving(_) | Self::Taking(_))
    }

    /// As it is shown.
    pub(super) fn view(&self) -> CarryingView {
        match self {
            Self::Idle => CarryingView::Idle,
            Self::Giving(giving) => giving.view(),
            Self::Given(given, _) => CarryingView::Given(*given),
            Self::Watching(_, done, all) => CarryingView::Watching {
                done: *done as u64,
                all: *all as u64,
            },
            Self::Taking(taking) => taking.view(),
            Self::Taken(taken) => CarryingView::Taken(*taken),
        }
    }
}

impl Core {
    /// Begins to write a bundle.
    pub(super) fn give_bundle(
        &mut self,
        entropy: &mut dyn Entropy,
        festival: FestivalId,
        whole: bool,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        self.stop_carrying(outputs);
        self.last_file += 1;
        let giving = Giving::begin(self, entropy, self.last_file, festival, whole)?;
        outputs.push_back(Output::File(FileWish::Begin {
            file: self.last_file,
        }));
        self.carrying = Carrying::Giving(Box::new(giving));
        self.go_on_giving(outputs);
        Ok(())
    }

    /// Begins to take a file in.
    pub(super) fn take_file(
        &mut self,
        file: FileId,
        size: u64,
        outputs: &mut VecDeque<Output>,
    ) -> Result<(), Problem> {
        self.stop_carrying(outputs);
        let taking = Taking::begin(file, size, false)?;
        self.carrying = Carrying::Taking(Box::new(taking));
        Ok(())
    }

    /// A camera saw a picture of a film; once its file is whole it is taken in.
    pub(super) fn watch_film(&mut self, text: &str) -> Result<(), Problem> {
        if self.now < self.film_rests_until {
            return Ok(());
        }
        let mut watching = match core::mem::take(&mut self.carrying) {
            Carrying::Watching(watching, ..) => watching,
            busy @ (Carrying::Giving(_) | Carrying::Taking(_)) => {
                self.carrying = busy;
                return Ok(());
            }
            Carrying::Idle | Carrying::Given(..) | Carrying::Taken(_) => Box::default(),
        };
        match watching.see(text) {
            Seen::Part { done, all } => {
                self.carrying = Carrying::Watching(watching, done, all);
                Ok(())
            }
            Seen::Whole(file) => {
                self.film_rests_until = self.now + FILM_RESTS_MS;
                let taking = Taking::held(file)?;
                self.carrying = Carrying::Taking(Box::new(taking));
                Ok(())
            }
            Seen::Nothing => Err(Problem::BundleNot),
            Seen::Spoiled => Err(Problem::BundleDamaged),
        }
    }

    /// The texts of the pictures of the bundle that was written last.
    pub(super) fn film(&self) -> Rc<[Rc<str>]> {
        match &self.carrying {
            Carrying::Given(_, film) => film.clone(),
            _ => Rc::new([]),
        }
    }

    /// Gives up what is under way, and forgets what came of the last file.
    pub(super) fn stop_carrying(&mut self, outputs: &mut VecDeque<Output>) {
        if let Carrying::Taking(taking) = core::mem::take(&mut self.carrying) {
            let file = taking.file();
            outputs.push_back(Output::File(FileWish::Close { file }));
        }
    }

    /// Asks for the host's bundle where a festival was entered of which nothing is
    /// here: so a poster works with nobody online.
    pub(super) fn ask_for_hosted(&mut self, outputs: &mut VecDeque<Output>) {
        let ledger = self.gossip.ledger();
        let mut festivals = self.memberships.keys();
        let is_empty = |festival: &FestivalId| ledger.of_festival(*festival).next().is_none();
        let name = self.host.bundle.clone().filter(|_| festivals.any(is_empty));
        if let Some(name) = name
            && !core::mem::replace(&mut self.asked_for_hosted, true)
        {
            outputs.push_back(Output::File(FileWish::OpenHosted { name }));
        }
    }

    /// The host's bundle is here. Nobody has asked for it, so it interrupts nothing
    /// and fails in silence.
    pub(super) fn take_hosted(&mut self, file: FileId, size: u64, outputs: &mut VecDeque<Output>) {
        match (&self.carrying, Taking::begin(file, size, true)) {
            (Carrying::Idle, Ok(taking)) => {
                self.carrying = Carrying::Taking(Box::new(taking));
            }
            _ => outputs.push_back(Output::File(FileWish::Close { file })),
        }
    }

    /// It did not work out.
    pub(super) fn carrying_failed(&mut self, problem: Problem, outputs: &mut VecDeque<Output>) {
        let is_hosted = matches!(&self.carrying, Carrying::Taking(taking) if taking.is_hosted());
        self.stop_carrying(outputs);
        if !is_hosted {
            self.refusal = Some(RefusalView::new(problem, Place::Carrying));
        }
    }
}
