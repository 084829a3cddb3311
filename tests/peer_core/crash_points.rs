//! A peer on a device that fails: it refuses, tears, crashes, and forgets what it
//! had acknowledged without promising to keep it. Fifty scenarios, each with the
//! fault at many operations. Whatever happens, after a restart
//!
//! - everything that was shown as saved is there,
//! - no own log is forked, and none is shorter than what others were told of it,
//! - what others have is stored here, or comes back from them,
//! - and life goes on: the rest of the story can be written.

use std::collections::BTreeMap;

use p2panda::peer::command::Command;
use p2panda::peer::view_model::{AppView, FestivalId, Problem};
use p2panda::protocol::id::LogKey;
use p2panda::protocol::log::Head;
use p2panda::storage::content::Content;
use p2panda::storage::faulty::{Fault, FaultyStore};
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Request, Store, StoreError};

use crate::support::{Cable, Device};

/// Scenarios: so many stories, each with each kind of fault.
const STORIES: u64 = 10;
/// Operations of a story at which a fault is tried, at most.
const POINTS: u64 = 12;

/// What goes wrong, and how much of the relaxed writes a loss of power takes.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    /// Every n-th operation is refused.
    Refused,
    /// Every n-th operation is done and said to have failed.
    Torn,
    /// The process ends before the operation.
    CrashBefore,
    /// The process ends after it.
    CrashAfter,
    /// The same, and all relaxed writes are lost.
    PowerLoss,
}

const TROUBLES: [Trouble; 5] = [
    Trouble::Refused,
    Trouble::Torn,
    Trouble::CrashBefore,
    Trouble::CrashAfter,
    Trouble::PowerLoss,
];

impl Trouble {
    fn faults(self, point: u64) -> Vec<(u64, Fault)> {
        let device = || StoreError::Device("planned".to_owned());
        match self {
            // Never two in a row: a device that fails always can keep nothing.
            Self::Refused => (1..40)
                .map(|n| (n * (point + 2), Fault::Refuse(StoreError::Full)))
                .collect(),
            Self::Torn => (1..40)
                .map(|n| (n * (point + 4), Fault::Tear(device())))
                .collect(),
            Self::CrashBefore => vec![(point, Fault::CrashBefore)],
            Self::CrashAfter | Self::PowerLoss => vec![(point, Fault::CrashAfter)],
        }
    }

    fn lost(self) -> usize {
        match self {
            Self::PowerLoss => usize::MAX,
            _ => 0,
        }
    }
}

/// Ana's device fails; Ben's does not.
struct World {
    story: u64,
    ana: Device<FaultyStore>,
    ben: Device,
    cable: Option<Cable>,
    festival: FestivalId,
    /// Titles that Ana was shown as saved.
    saved: Vec<String>,
    seed: u64,
}

/// Heights and hashes of all entries in a store, by log.
fn entries(content: Content) -> BTreeMap<LogKey, Vec<[u8; 64]>> {
    let mut store = MemoryStore::holding(content);
    store.submit(1, Request::Load);
    let Some((_, Ok(Answer::Loaded(loaded)))) = store.poll() else {
        panic!("it loads")
    };
    let mut logs = BTreeMap::new();
    for key in loaded.heads.iter().map(Head::key) {
        store.submit(
            2,
            Request::Read {
                log: key,
                from: 1,
                max_bytes: u64::MAX,
            },
        );
        let Some((_, Ok(Answer::Segments(segments)))) = store.poll() else {
            panic!("it reads")
        };
        let hashes = segments.iter().flat_map(|segment| segment.hashes());
        logs.insert(key, hashes.map(|hash| *hash.as_bytes()).collect());
    }
    logs
}

impl World {
    /// Ana has founded a festival, durably; Ben has entered it and written.
    fn new(story: u64, faults: Vec<(u64, Fault)>) -> Self {
        let mut first = Device::fresh("Ana", 1 + story);
        let mut ben = Device::fresh("Ben", 100 + story);
        let festival = first.found("Summer");
        let mut cable = Cable::by_codes(&mut first, &mut ben, Command::Invite { festival });
        cable.run(&mut first, &mut ben);
        ben.publish("Ben's first");
        cable.run(&mut first, &mut ben);
        cable.cut(&mut first, &mut ben);
        let store = FaultyStore::new(first.store.content(), faults);
        let ana = Device::on("Ana", 200 + story, store);
        Self {
            story,
            ana,
            ben,
            cable: None,
            festival,
            saved: Vec::new(),
            seed: 300 + story,
        }
    }

    fn is_up(&self) -> bool {
        !self.ana.store.has_crashed() && matches!(&*self.ana.view, AppView::Ready(_))
    }

    /// One thing after the other; which ones and in which order is the story's.
    fn act(&mut self, step: u64) {
        // A peer that cannot start with a device that fails is loaded again.
        if !self.is_up() {
            self.restart();
        }
        match (step + self.story * 7) % 5 {
            0 => self.publish(step),
            1 => {
                let title = format!("Ben's {step}");
                self.ben.publish(&title);
                self.flow();
            }
            2 => self.link(),
            3 => {
                self.ana.command(Command::SaveResource {
                    festival: self.festival,
                    id: None,
                    fields: Box::new(p2panda::peer::view_model::Resource::new(
                        "Garden",
                        p2panda::peer::view_model::ResourceKind::Place,
                    )),
                });
            }
            _ => {
                self.publish(step);
                self.flow();
            }
        }
        self.check_what_others_have();
    }

    fn publish(&mut self, step: u64) {
        let title = format!("Ana's {step}");
        let before = self.number();
        self.ana.publish_titled(self.festival, &title);
        if self.is_up() && self.number() > before && self.ana.problem().is_none() {
            self.saved.push(title);
        }
    }

    fn number(&self) -> u64 {
        match &*self.ana.view {
            AppView::Ready(view) => view.frame.saved.map_or(0, |saved| saved.number),
            _ => 0,
        }
    }

    fn link(&mut self) {
        if let Some(cable) = self.cable.take() {
            cable.cut(&mut self.ana, &mut self.ben);
        }
        let festival = self.festival;
        let offer = Command::Reconnect { festival };
        if self.is_up() {
            self.cable = Some(Cable::by_codes(&mut self.ana, &mut self.ben, offer));
            self.flow();
        }
    }

    fn flow(&mut self) {
        if let Some(cable) = &mut self.cable {
            cable.run(&mut self.ana, &mut self.ben);
            if !cable.open {
                self.cable = None;
            }
        }
    }

    /// Nothing that Ben has of Ana's logs may be lost here, whatever happens next.
    fn check_what_others_have(&self) {
        let here = entries(self.ana.store.after_power_loss(usize::MAX));
        let author = self.author();
        for (log, theirs) in entries(self.ben.store.content()) {
            if log.author == author {
                let ours = here.get(&log).map_or(&[][..], Vec::as_slice);
                assert!(
                    ours.starts_with(&theirs),
                    "what was told of an own log is durable and the same"
                );
            }
        }
    }

    fn author(&self) -> p2panda::protocol::id::AuthorId {
        let festivals = entries(self.ben.store.content());
        let ben = match &*self.ben.view {
            AppView::Ready(view) => view.frame.me.author,
            other => panic!("{other:?}"),
        };
        let mut authors = festivals.keys().map(|log| log.author);
        authors.find(|author| *author != ben).expect("Ana's log")
    }

    /// The page is loaded again, on what the device kept; it does not fail again
    /// where it crashed.
    fn restart(&mut self) {
        self.restart_after(0);
    }

    fn restart_after(&mut self, lost: usize) {
        if let Some(cable) = self.cable.take() {
            cable.cut(&mut self.ana, &mut self.ben);
        }
        let content = self.ana.store.after_power_loss(lost);
        self.seed += 1;
        self.ana = Device::on("Ana", self.seed * 1000, FaultyStore::new(content, []));
        assert!(self.is_up(), "it starts again: {:?}", self.ana.view);
        let titles = self.ana.titles();
        for title in &self.saved {
            assert!(titles.contains(title), "{title} was shown as saved");
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_no_own_log_is_forked_wherever_the_device_fails() {
    let mut scenarios = 0;
    let mut runs = 0;
    for story in 0..STORIES {
        let mut calm = World::new(story, Vec::new());
        (0..STEPS).for_each(|step| calm.act(step));
        let operations = calm.ana.store.operations();
        for trouble in TROUBLES {
            scenarios += 1;
            let stride = operations.div_ceil(POINTS).max(1);
            for point in (1..=operations).step_by(stride as usize) {
                run(story, trouble, point);
                runs += 1;
            }
        }
    }
    println!("{scenarios} scenarios, {runs} runs");
    assert_eq!(scenarios, 50);
}

/// Things that happen in a story.
const STEPS: u64 = 14;

fn run(story: u64, trouble: Trouble, point: u64) {
    let mut world = World::new(story, trouble.faults(point));
    for step in 0..STEPS {
        if world.ana.store.has_crashed() {
            world.restart_after(trouble.lost());
        }
        world.act(step);
    }
    // In the end all is well again, and both have the same.
    world.restart_after(trouble.lost());
    world.link();
    world.publish(99);
    world.flow();
    assert_eq!(world.saved.last().map(String::as_str), Some("Ana's 99"));
    let here = entries(world.ana.store.after_power_loss(0));
    let there = entries(world.ben.store.content());
    assert_eq!(here, there, "story {story}, {trouble:?} at {point}");
}

#[test]
fn a_store_that_acknowledges_own_entries_before_they_are_durable_is_caught() {
    let caught = std::panic::catch_unwind(|| {
        let mut world = World::new(0, Vec::new());
        let content = world.ana.store.after_power_loss(0);
        world.ana = Device::on("Ana", 900, FaultyStore::new(content, []).careless());
        world.publish(1);
        assert_eq!(world.saved, ["Ana's 1"], "shown as saved");
        world.restart_after(usize::MAX);
    });
    let words = caught.expect_err("the loss is noticed");
    let words = words
        .downcast_ref::<String>()
        .expect("an assertion's words");
    assert_eq!(words, "Ana's 1 was shown as saved");

    let caught = std::panic::catch_unwind(|| {
        let mut world = World::new(0, Vec::new());
        let content = world.ana.store.after_power_loss(0);
        world.ana = Device::on("Ana", 900, FaultyStore::new(content, []).careless());
        world.link();
        world.publish(1);
        world.flow();
        world.check_what_others_have();
    });
    let words = caught.expect_err("what others have is not durable, and it is noticed");
    let words = words.downcast_ref::<&str>().expect("an assertion's words");
    assert_eq!(
        *words,
        "what was told of an own log is durable and the same"
    );
}

/// A festival on a device that refuses, tears or crashes at one operation after the
/// start.
fn failing_after_start(fault: Fault) -> Device<FaultyStore> {
    let mut first = Device::fresh("Ana", 1);
    first.found("Summer");
    first.publish("Durable");
    let calm = FaultyStore::new(first.store.content(), []);
    let operations = Device::on("Ana", 2, calm).store.operations();
    let store = FaultyStore::new(first.store.content(), [(operations + 1, fault)]);
    Device::on("Ana", 2, store)
}

#[test]
fn a_full_device_refuses_with_words_shows_what_is_durable_and_goes_on_when_there_is_room() {
    let mut ana = failing_after_start(Fault::Refuse(StoreError::Full));
    ana.publish("No room");
    assert_eq!(ana.problem(), Some(Problem::DeviceFull));
    assert_eq!(ana.titles(), ["Durable"]);
    ana.publish("Room again");
    assert_eq!(ana.problem(), None);
    assert_eq!(ana.titles(), ["Durable", "Room again"]);
}

#[test]
fn what_was_stored_in_spite_of_an_error_is_found_and_the_log_goes_on() {
    let mut ana = failing_after_start(Fault::Tear(StoreError::Closed));
    ana.publish("Torn");
    assert_eq!(ana.problem(), Some(Problem::Device));
    assert_eq!(ana.titles(), ["Durable", "Torn"]);
    ana.publish("After it");
    assert_eq!(ana.problem(), None);
    assert_eq!(ana.titles(), ["After it", "Durable", "Torn"]);
}
