//! When the peer is to be woken, and when the view is shown.

use std::mem::replace;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;

use super::{Running, Shared, alive, post};
use crate::browser::{clock, prompt_task};
use crate::gossip::engine::Millis;
use crate::peer::Input;
use crate::peer::view_model::AppView;
use crate::protocol::limits::SHOW_INTERVAL_MS;

/// Longest timer, milliseconds: a day. Browsers fire longer ones than 24.8 days at
/// once; a wake that comes early only asks again.
const MAX_DELAY_MS: u32 = 24 * 60 * 60 * 1000;

/// Time, milliseconds, that a picture may have taken to be drawn in the same task; a
/// slower one is drawn in the next.
const DRAWN_AT_ONCE_MS: Millis = 8;

impl Running {
    /// Remembers a wake; one timer runs, for the earliest of them that is not wanted now.
    pub(super) fn wake_at(&mut self, at: Millis, weak: &Weak<Shared>) {
        if at <= self.handed_at && self.goes_on_at_once {
            self.is_due = true;
            return;
        }
        self.wakes.insert(at);
        self.set_timer(weak);
    }

    fn set_timer(&mut self, weak: &Weak<Shared>) {
        let Some(first) = self.wakes.first().copied() else {
            return;
        };
        if self.timer.as_ref().is_some_and(|(at, _)| *at == first) {
            return;
        }
        let delay = u32::try_from(first.saturating_sub(clock::now())).unwrap_or(MAX_DELAY_MS);
        let timeout = {
            let weak = weak.clone();
            Timeout::new(delay.min(MAX_DELAY_MS), move || wake_up(&weak))
        };
        self.timer = Some((first, timeout));
    }

    /// Shows the view once the burst of inputs is over: at once, but at most once a
    /// frame.
    pub(super) fn ask_picture(&mut self, weak: &Weak<Shared>) {
        if self.picture.is_some() || self.is_picture_due {
            return;
        }
        let weak = weak.clone();
        let next = self.pictured_at + u64::from(SHOW_INTERVAL_MS);
        // A clock that was set back does not hold pictures up.
        let wait = next.saturating_sub(clock::now());
        let wait = u32::try_from(wait).unwrap_or(0).min(SHOW_INTERVAL_MS);
        self.picture = Some(Timeout::new(wait, move || show_picture(&weak)));
    }

    /// Shows what became of a wish, ahead of what else waits, in two tasks: the view, and
    /// its drawing.
    pub(super) fn ask_picture_now(&mut self, weak: &Weak<Shared>) {
        self.picture = None;
        if replace(&mut self.is_picture_due, true) {
            return;
        }
        let weak = weak.clone();
        prompt_task::run(move || {
            let Some(shared) = alive(&weak) else { return };
            let mut running = shared.running.borrow_mut();
            running.is_picture_due = false;
            if let Some(view) = running.make_picture() {
                running.undrawn = Some(view);
                prompt_task::run(move || draw(&weak));
            }
        });
    }

    /// The view, if it is another one and to be shown.
    fn make_picture(&mut self) -> Option<Rc<AppView>> {
        self.picture = None;
        self.pictured_at = clock::now();
        let view = self.peer.view();
        // A tab whose turn comes again keeps its picture until it has a new one.
        let begins_again = self.life > 1;
        let view = view.filter(|view| !(begins_again && **view == AppView::Starting))?;
        self.undrawn = None;
        Some(view)
    }
}

/// Draws the picture that waits for it.
fn draw(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    let undrawn = shared.running.borrow_mut().undrawn.take();
    if let Some(view) = undrawn {
        (shared.show)(view);
    }
}

fn show_picture(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    let mut running = shared.running.borrow_mut();
    let Some(view) = running.make_picture() else {
        return;
    };
    if clock::now() > running.pictured_at + DRAWN_AT_ONCE_MS {
        running.undrawn = Some(view);
        let weak = weak.clone();
        // Not kept: it comes next, and draws nothing once the peer is gone.
        Timeout::new(0, move || draw(&weak)).forget();
    } else {
        drop(running);
        (shared.show)(view);
    }
}

/// A timer has run down: what is due is forgotten, the peer ticks, and the next
/// one runs.
fn wake_up(weak: &Weak<Shared>) {
    let Some(shared) = alive(weak) else { return };
    let mut running = shared.running.borrow_mut();
    let now = clock::now();
    running.wakes = running.wakes.split_off(&(now + 1));
    running.timer = None;
    running.set_timer(weak);
    drop(running);
    post(weak, Input::Tick);
}
