//! A whole peer on the browser's store, driven as the app drives it, with the longest
//! turn that it took.

use std::rc::Rc;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AppView, FestivalId, ScheduleFilter, Screen, ScreenView};
use p2panda::peer::{Input, Output, Peer};
use p2panda::storage::Store;

use crate::awaited::Awaited;
use crate::measure::now;

/// A peer on a store, driven as the app drives it.
pub struct App {
    peer: Peer,
    tab: Awaited,
    entropy: SeededEntropy,
    /// The longest time that the peer worked on one input, milliseconds.
    pub longest: f64,
    pub view: Rc<AppView>,
    wakes: Vec<u64>,
    now: u64,
}

impl App {
    pub async fn on(name: &str) -> Self {
        let tab = Awaited::open(name).await.expect("it opens");
        Self {
            peer: Peer::default(),
            tab,
            entropy: SeededEntropy::new(7),
            longest: 0.0,
            view: Rc::new(AppView::Starting),
            wakes: Vec::new(),
            now: 1_909_209_600_000,
        }
    }

    /// Hands in one input and everything that the store answers to it.
    pub async fn take(&mut self, input: Input) {
        let mut next = Some(input);
        let mut waiting = 0_usize;
        while let Some(input) = next.take() {
            let began = now();
            self.peer.handle(self.now, &mut self.entropy, input);
            self.longest = self.longest.max(now() - began);
            while let Some(output) = self.peer.poll() {
                match output {
                    Output::Store(id, request) => {
                        waiting += 1;
                        self.tab.store.submit(id, request);
                    }
                    Output::Wake(at) => self.wakes.push(at),
                    _ => {}
                }
            }
            if waiting > 0 {
                waiting -= 1;
                let (id, answer) = self.tab.next().await;
                next = Some(Input::Answered(id, answer));
            }
        }
        if let Some(view) = self.peer.view() {
            self.view = view;
        }
    }

    /// Nothing happens until all idle work is done.
    pub async fn rest(&mut self) {
        self.now += 10_000;
        loop {
            let due = self.wakes.iter().any(|at| *at <= self.now);
            self.wakes.retain(|at| *at > self.now);
            if !due {
                return;
            }
            self.take(Input::Tick).await;
        }
    }

    pub fn festival(&self) -> FestivalId {
        match &*self.view {
            AppView::Ready(view) => view.frame.festivals[0].id,
            other => panic!("not ready: {other:?}"),
        }
    }

    /// Looks at the programme; how many events it shows.
    pub async fn schedule(&mut self, festival: FestivalId) -> usize {
        let filter = ScheduleFilter::default();
        let screen = Screen::Schedule { festival, filter };
        self.take(Input::Command(Command::Look(screen))).await;
        match &*self.view {
            AppView::Ready(view) => match &view.screen {
                ScreenView::Schedule(schedule) => schedule.total,
                other => panic!("no schedule but {other:?}"),
            },
            other => panic!("not ready: {other:?}"),
        }
    }
}
