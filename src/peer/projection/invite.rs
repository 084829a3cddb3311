//! Join links: made from what is known here, and read before anything is entered.

use std::rc::Rc;

use super::super::membership::Membership;
use super::super::view_model::{InviteView, JoinView, Problem};
use super::lens::Lens;
use crate::gossip::signal::{Code, JoinLink};
use crate::gossip::wire::KeyCard;
use crate::protocol::id::FestivalId;
use crate::protocol::limits::MAX_KEY_CARDS;
use crate::protocol::view::tree::Parent;

impl Lens<'_> {
    /// What lets others into a festival.
    pub(super) fn invite(&self, festival: &FestivalId, with_ancestors: bool) -> InviteView {
        let mut festivals = self.core.key_cards(festival);
        let ancestors = festivals.iter().skip(1).map(title).collect();
        if !with_ancestors {
            festivals.truncate(1);
        }
        let known = self.core.memberships.get(festival);
        let meeting_points = known.map(|known| known.meeting_points.clone());
        let link = JoinLink {
            festivals,
            meeting_points: meeting_points.unwrap_or_default(),
        };
        InviteView {
            festival: *festival,
            code: Code::to_text(&link.encode()).into(),
            ancestors,
            // Another tab that is the peer knows; this one does not.
            reached: self.core.watches || !self.core.meetings.is_out_of_reach(festival),
        }
    }

    /// What a join link says.
    pub(super) fn join(&self, text: &str) -> JoinView {
        let link = match Code::from_text(text, self.core.now) {
            Ok(Code::Join(link)) => link,
            Ok(Code::Offer(_) | Code::Answer(_)) => return JoinView::Refused(Problem::NotACode),
            Err(error) => return JoinView::Refused(error.into()),
        };
        let Some((card, ancestors)) = link.festivals.split_first() else {
            return JoinView::Refused(Problem::CodeDamaged);
        };
        JoinView::Into {
            festival: card.festival(),
            title: title(card),
            founder: self.person(card.founder),
            ancestors: ancestors.iter().map(title).collect(),
            entered: self.core.memberships.contains_key(&card.festival()),
        }
    }
}

fn title(card: &KeyCard) -> Rc<str> {
    card.title.trim().into()
}

impl super::Core {
    /// A festival and those that it is part of, as far as they were entered here:
    /// what a newcomer needs of it.
    pub(in crate::peer) fn key_cards(&self, festival: &FestivalId) -> Vec<KeyCard> {
        let mut cards: Vec<KeyCard> = Vec::new();
        let mut next = Some(*festival);
        while let Some(at) = next.filter(|_| cards.len() < MAX_KEY_CARDS) {
            let Some(known) = self.memberships.get(&at) else {
                break;
            };
            if cards.iter().any(|card| card.festival() == at) {
                break;
            }
            cards.push(self.key_card(known));
            next = match self.view.parent(&at) {
                Parent::Known(parent) => Some(parent),
                Parent::None | Parent::Unknown(_) => None,
            };
        }
        cards
    }

    fn key_card(&self, known: &Membership) -> KeyCard {
        let part = self.view.part(&known.festival());
        let said = part.and_then(|part| part.description());
        let title = said.map(|said| said.value.title.clone());
        let claimed = || known.claimed.as_deref().map(str::to_owned);
        let invitation = &known.invitation;
        KeyCard {
            founder: invitation.founder,
            nonce: invitation.nonce,
            key: invitation.key.clone(),
            title: title.or_else(claimed).unwrap_or_default(),
        }
    }
}
