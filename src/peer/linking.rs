//! The first link, made by carrying two codes: ours over, theirs back.
//!
//! ```text
//! Idle -> Describing(offer)  -> OfferReady  -> (their answer) Connecting -> Idle
//! Idle -> Describing(answer) -> AnswerReady -> (they connect)            -> Idle
//! ```
//!
//! A festival that an invitation names is entered only when its link is proven:
//! until then nothing about it is stored.

use std::rc::Rc;

use super::view_model::{LinkingView, Problem};
use crate::gossip::engine::LinkId;
use crate::gossip::handshake::{Binding, Fingerprint, Role};
use crate::gossip::signal::{
    Answer, Candidate, Code, Description, Invitation, Offer, OfferFor, OfferHash,
};

/// One connection by codes.
#[derive(Debug, Default)]
pub(super) enum Linking {
    /// None.
    #[default]
    Idle,
    /// Our browser describes itself for an offer.
    DescribingOffer {
        /// Which link.
        link: LinkId,
        /// Of this festival.
        invitation: Invitation,
        /// Whether the code lets newcomers in.
        to_newcomer: bool,
    },
    /// Our offer waits for its answer.
    OfferReady {
        /// Which link.
        link: LinkId,
        /// Of this festival.
        invitation: Invitation,
        /// Names the offer.
        hash: OfferHash,
        /// Our certificate.
        local: Fingerprint,
        /// The code.
        code: Rc<str>,
        /// Whether the code lets newcomers in.
        to_newcomer: bool,
    },
    /// Our browser describes itself for an answer.
    DescribingAnswer {
        /// Which link.
        link: LinkId,
        /// Of this festival.
        invitation: Invitation,
        /// Names the offer.
        hash: OfferHash,
        /// Their certificate.
        remote: Fingerprint,
        /// Where they may be reached.
        withheld: Vec<Candidate>,
    },
    /// Our answer is to be carried back.
    AnswerReady {
        /// Where they may be reached: kept from our browser until they have our
        /// answer, because one that looks in vain gives up. If they look first, it
        /// learns their address from that.
        withheld: Vec<Candidate>,
        /// Which link.
        link: LinkId,
        /// To what the channel is bound.
        binding: Box<Binding>,
        /// Of this festival.
        invitation: Invitation,
        /// The code.
        code: Rc<str>,
    },
    /// Both codes are exchanged.
    Connecting {
        /// Whether our code lets a newcomer in.
        lets_in: bool,
        /// Which link.
        link: LinkId,
        /// To what the channel is bound.
        binding: Box<Binding>,
        /// Of this festival.
        invitation: Invitation,
    },
}

impl Linking {
    /// What is shown.
    pub(super) fn view(&self) -> LinkingView {
        match self {
            Self::Idle => LinkingView::Idle,
            Self::DescribingOffer { .. } | Self::DescribingAnswer { .. } => LinkingView::Preparing,
            Self::OfferReady { code, .. } => LinkingView::OfferReady { code: code.clone() },
            Self::AnswerReady { code, withheld, .. } => LinkingView::AnswerReady {
                code: code.clone(),
                released: withheld.is_empty(),
            },
            Self::Connecting { .. } => LinkingView::Connecting,
        }
    }

    /// The link that is being made.
    pub(super) fn link(&self) -> Option<LinkId> {
        match self {
            Self::Idle => None,
            Self::DescribingOffer { link, .. }
            | Self::OfferReady { link, .. }
            | Self::DescribingAnswer { link, .. }
            | Self::AnswerReady { link, .. }
            | Self::Connecting { link, .. } => Some(*link),
        }
    }

    /// Whether our code lets a newcomer in, who has answered it.
    pub(super) fn lets_in(&self) -> bool {
        matches!(self, Self::Connecting { lets_in: true, .. })
    }

    /// Whether our offer waits for its answer.
    pub(super) fn waits_for_answer(&self) -> bool {
        matches!(self, Self::OfferReady { .. })
    }

    /// Whether this offer is our own, waiting.
    pub(super) fn is_own(&self, offer: &Offer) -> bool {
        matches!(self, Self::OfferReady { hash, .. } if *hash == offer.hash())
    }

    /// Our browser has described its side: the code is ready.
    pub(super) fn described(self, description: Description, now: u64) -> Self {
        let local = description.fingerprint;
        match self {
            Self::DescribingOffer {
                link,
                invitation,
                to_newcomer,
            } => {
                let mut start = [0; 8];
                start.copy_from_slice(&invitation.festival().as_bytes()[..8]);
                let to = if to_newcomer {
                    OfferFor::Newcomer(invitation.clone())
                } else {
                    OfferFor::Member(start)
                };
                let offer = Offer::new(description, to, now);
                let code = Code::to_text(&offer.encode()).into();
                Self::OfferReady {
                    link,
                    invitation,
                    hash: offer.hash(),
                    local,
                    code,
                    to_newcomer,
                }
            }
            Self::DescribingAnswer {
                link,
                invitation,
                hash,
                remote,
                withheld,
            } => {
                let code = Code::to_text(&Answer::new(description, hash, now).encode()).into();
                let binding = Box::new(binding(Role::Answerer, &invitation, local, remote));
                Self::AnswerReady {
                    withheld,
                    link,
                    binding,
                    invitation,
                    code,
                }
            }
            other => other,
        }
    }

    /// They have our answer: where our browser may look for them from now on.
    pub(super) fn released(&mut self) -> Option<(LinkId, Vec<Candidate>)> {
        match self {
            Self::AnswerReady { link, withheld, .. } => Some((*link, core::mem::take(withheld))),
            _ => None,
        }
    }

    /// Their answer came: what our browser is to be told.
    ///
    /// # Errors
    ///
    /// [`Problem::NoSuchOffer`]; the state stays as it was.
    pub(super) fn answered(&mut self, answer: &Answer) -> Result<(LinkId, String), Problem> {
        match core::mem::take(self) {
            Self::OfferReady {
                link,
                invitation,
                hash,
                local,
                to_newcomer,
                ..
            } if hash == answer.offer => {
                let remote = answer.description.fingerprint;
                let binding = Box::new(binding(Role::Offerer, &invitation, local, remote));
                *self = Self::Connecting {
                    lets_in: to_newcomer,
                    link,
                    binding,
                    invitation,
                };
                Ok((link, answer.description.to_sdp(Role::Answerer)))
            }
            other => {
                *self = other;
                Err(Problem::NoSuchOffer)
            }
        }
    }

    /// The channel of `link` is open: what it is bound to, and the festival to
    /// enter once it is proven.
    pub(super) fn opened(&self, opened: LinkId) -> Option<(Binding, Invitation)> {
        match self {
            Self::AnswerReady {
                link,
                binding,
                invitation,
                ..
            }
            | Self::Connecting {
                link,
                binding,
                invitation,
                ..
            } if *link == opened => Some(((**binding).clone(), invitation.clone())),
            _ => None,
        }
    }
}

fn binding(
    role: Role,
    invitation: &Invitation,
    local: Fingerprint,
    remote: Fingerprint,
) -> Binding {
    Binding {
        role,
        festival: invitation.festival(),
        key: invitation.key.clone(),
        local,
        remote,
        expected: None,
    }
}
