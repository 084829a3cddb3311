//! The few drawings of the app. Each stands beside words, so none is read out.

use yew::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The programme: a calendar.
    Schedule,
    /// The market: a crate.
    Market,
    /// Something new.
    Plus,
    /// The inbox: a tray.
    Inbox,
    /// Oneself: a person.
    Me,
    /// There is more below.
    Down,
}

impl Icon {
    const fn lines(self) -> &'static str {
        match self {
            Self::Schedule => "M4 6.5h16v13.5H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4M8 14h3M8 17h6",
            Self::Market => "M3.5 9.5h17v10.5h-17zM3.5 9.5L6 4h12l2.5 5.5M9 13h6",
            Self::Plus => "M12 4.5v15M4.5 12h15",
            Self::Inbox => "M3.5 13.5L6 5h12l2.5 8.5V20h-17zM3.5 13.5H9a3 3 0 0 0 6 0h5.5",
            Self::Me => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6",
            Self::Down => "M6 9.5l6 6 6-6",
        }
    }

    /// It, drawn.
    pub fn draw(self) -> Html {
        html! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={self.lines()} /></svg> }
    }
}
