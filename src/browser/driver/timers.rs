//! When the peer is to be woken, and when the view is shown.

use std::rc::Weak;

use gloo::timers::callback::Timeout;

use super::{Running, Shared, alive, post};
use crate::browser::clock;
use crate::gossip::engine::Millis;
use crate::peer::Input;
use crate::peer::view_model::AppView;
use crate::protocol::limits::SHOW_INTERVAL_MS;

/// Longest timer, milliseconds: a day. Browsers fire longer ones than 24.8 days at
/// once; a wake that comes early only asks again.
const MAX_DELAY_MS: u32 = 24 * 60 * 60 * 1000;

impl Running {
    /// Remembers a wake; one timer runs, for the earliest of them.
    pub(super) fn wake_at(&mut self, at: Millis, weak: &Weak<Shared>) {
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

    /// Shows the view once the burst of inputs is over, at most once a frame.
    pub(super) fn ask_picture(&mut self, weak: &Weak<Shared>) {
        if self.picture.is_some() {
            return;
        }
        let weak = weak.clone();
        self.picture = Some(Timeout::new(SHOW_INTERVAL_MS, move || {
            let Some(shared) = alive(&weak) else { return };
            let view = {
                let mut running = shared.running.borrow_mut();
                running.picture = None;
                running.peer.view()
            };
            // A tab whose turn comes again keeps its picture until it has a new one.
            let begins_again = shared.running.borrow().life > 1;
            if let Some(view) = view
                && !(begins_again && *view == AppView::Starting)
            {
                (shared.show)(view);
            }
        }));
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
