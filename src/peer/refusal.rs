//! Why a wish is refused, before it is known beside which form it will stand.

use super::view_model::{Place, Problem, RefusalView};
use crate::protocol::log::AppendError;
use crate::protocol::message::MessageError;
use crate::protocol::schema::error::FieldError;
use crate::protocol::view::calendar::Clash;

/// A refusal: a sentence, and the field if it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    problem: Problem,
    field: String,
}

impl Refusal {
    /// As it is shown beside this form or button.
    pub(super) fn at(self, place: Place) -> RefusalView {
        RefusalView {
            problem: self.problem,
            place,
            field: self.field.into(),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            field: String::new(),
        }
    }
}

impl From<FieldError> for Refusal {
    fn from(error: FieldError) -> Self {
        Self {
            problem: Problem::of_field(&error),
            field: error.field,
        }
    }
}

impl From<Clash> for Refusal {
    fn from(clash: Clash) -> Self {
        Problem::from(&clash).into()
    }
}

impl From<MessageError> for Refusal {
    fn from(error: MessageError) -> Self {
        match error {
            MessageError::TooLong => Problem::FieldTooLong.into(),
            _ => Problem::Writing.into(),
        }
    }
}

impl From<AppendError> for Refusal {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::TooLong => Problem::FieldTooLong.into(),
            _ => Problem::Writing.into(),
        }
    }
}
