//! Bundles: what one peer knows of a festival, in a file that people carry. Whoever
//! carries it cannot read it; whoever has the festival's key takes it in as if a
//! neighbour had sent it. The norm is `docs/bundle.md`.
//!
//! A bundle is text, so that share sheets, messengers and mail take it: a head
//! that says what it is ([`head`]), then base64url chunks ([`scan`]). Each chunk is
//! sealed with XChaCha20-Poly1305 in the STREAM construction of Hoang, Reyhanitabar,
//! Rogaway and Vizár ([`seal`]), so that chunks can be neither left out nor moved
//! and none is larger than memory allows. Inside are records ([`record`]): fork
//! proofs, then runs, log by log. [`check`] looks a whole bundle through before
//! anything of it is taken in.
//! A small one can also be shown from screen to camera ([`film`]).

pub mod check;
pub mod film;
pub mod head;
pub mod record;
pub mod scan;
pub mod seal;
pub mod write;

use thiserror::Error;

use super::log::RunError;
use super::reader::Malformed;

/// Why a file is not taken in. The culprit is whoever made, changed or cut it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BundleError {
    /// It does not begin as a bundle does.
    #[error("this file is no bundle of p2panda")]
    NotABundle,
    /// Its format is of a newer version.
    #[error("the bundle was made by a newer version of the app")]
    Newer,
    /// It is cut off, or something in it was changed on the way.
    #[error("the bundle is incomplete or was changed on the way")]
    Damaged,
    /// What was sealed is not as a bundle's contents are.
    #[error("the bundle's contents are malformed: {0}")]
    Malformed(#[from] Malformed),
    /// The contents stand in another order, or are not those that were announced.
    #[error("the bundle's contents are not in order")]
    Order,
    /// It holds more than a festival may have.
    #[error("the bundle holds more than a festival may have")]
    TooMuch,
    /// It holds entries that their author cannot have signed so.
    #[error("the bundle holds entries that were altered: {0}")]
    Entries(#[from] RunError),
    /// It accuses somebody of a fork without proof.
    #[error("the bundle accuses somebody without proof")]
    FalseProof,
}
