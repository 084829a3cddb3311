//! A state as a shape with a word: the shapes differ without colour, the colours
//! differ for people who see fewer of them.

use yew::prelude::*;

use crate::peer::view_model::AskState;

/// The shape and colour of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A filled circle with a tick.
    Yes,
    /// A hollow circle with a tick: a part of it.
    Partly,
    /// A half circle.
    Waiting,
    /// A half circle with a bar: on a list.
    Listed,
    /// A filled square with a cross.
    No,
    /// A hollow, dashed circle with a bar.
    Off,
    /// A triangle with a point.
    Attention,
    /// A hollow circle: nothing happened yet.
    Open,
    /// A dashed circle with an arrow back: taken back by who asked.
    Back,
    /// A dashed circle with a cross: it is gone.
    Gone,
    /// Two circles, one over the other: another one counts instead.
    Anew,
    /// A dashed circle with a point: it stands there and does not count.
    Void,
    /// A question mark: not known here.
    Unknown,
}

impl Sign {
    /// The sign of what became of a request, and its word.
    pub const fn of_ask(state: AskState, stale: bool) -> (Self, &'static str) {
        match state {
            AskState::Accepted if stale => (Self::Attention, "state-stale"),
            AskState::Accepted => (Self::Yes, "state-accepted"),
            AskState::Waiting => (Self::Waiting, "state-waiting"),
            AskState::Waitlisted => (Self::Listed, "state-waitlisted"),
            AskState::Declined => (Self::No, "state-declined"),
            AskState::Unavailable => (Self::Off, "state-unavailable"),
            AskState::Withdrawn => (Self::Back, "state-withdrawn"),
            AskState::ResourceDeleted => (Self::Gone, "state-gone"),
            AskState::Replaced | AskState::Superseded => (Self::Anew, "state-replaced"),
            AskState::Void => (Self::Void, "state-void"),
            AskState::Unknown => (Self::Unknown, "state-unknown"),
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly | Self::Waiting | Self::Listed => "waiting",
            Self::No | Self::Attention => "no",
            Self::Off
            | Self::Open
            | Self::Back
            | Self::Gone
            | Self::Anew
            | Self::Void
            | Self::Unknown => "off",
        }
    }

    /// The common ones are one element each, what is cut out of them a hole: a list of
    /// events has several signs in each row.
    fn shape(self) -> Html {
        match self {
            Self::Yes => html! {
                <path class="full" d="M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM7.8 11.7l2.7 2.7 5.7-6.1 1.6 1.5-7.3 7.8-4.3-4.3z" />
            },
            Self::Waiting => html! {
                <path class="full" d="M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM12 4.1v15.8a7.9 7.9 0 0 1 0-15.8z" />
            },
            Self::Partly => html! {
                <><circle class="line" cx="12" cy="12" r="9" /><path class="line" d="M7.5 12.3l3 3 6-6.5" /></>
            },
            Self::Listed => html! {
                <><circle class="line" cx="12" cy="12" r="9" /><path class="line" d="M7.5 9h9M7.5 12.5h9M7.5 16h5" /></>
            },
            Self::No => html! {
                <path class="full" d="M4.5 2.5h15a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2h-15a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2zM8.8 7.2L7.2 8.8l3.2 3.2-3.2 3.2 1.6 1.6 3.2-3.2 3.2 3.2 1.6-1.6-3.2-3.2 3.2-3.2-1.6-1.6-3.2 3.2z" />
            },
            Self::Off => html! {
                <><circle class="dashes" cx="12" cy="12" r="9" /><path class="line" d="M6.5 12h11" /></>
            },
            Self::Open => html! { <circle class="line" cx="12" cy="12" r="9" /> },
            Self::Back => html! {
                <><circle class="dashes" cx="12" cy="12" r="9" /><path class="line" d="M17 12H7.5M11 8.5L7.5 12L11 15.5" /></>
            },
            Self::Gone => html! {
                <><circle class="dashes" cx="12" cy="12" r="9" /><path class="line" d="M8.5 8.5l7 7M15.5 8.5l-7 7" /></>
            },
            Self::Anew => html! {
                <><circle class="line" cx="9" cy="9" r="6" /><circle class="line" cx="15" cy="15" r="6" /></>
            },
            Self::Void => html! {
                <><circle class="dashes" cx="12" cy="12" r="9" /><circle class="full" cx="12" cy="12" r="2" /></>
            },
            Self::Unknown => html! {
                <path class="line" d="M7.5 8.5a4.5 4.5 0 1 1 6.5 4c-1.4.7-2 1.4-2 3M12 19.5v.6" />
            },
            Self::Attention => html! {
                <><path class="line" d="M12 3L22 20.5H2z" /><path class="line" d="M12 10v4.5M12 17.2v.6" /></>
            },
        }
    }

    /// The sign with its word.
    pub fn with_word(self, word: AttrValue) -> Html {
        html! {
            <span class={classes!("sign", self.class())}>
                <svg viewBox="0 0 24 24" aria-hidden="true">{ self.shape() }</svg>
                { word }
            </span>
        }
    }
}
