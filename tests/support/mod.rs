//! Peers without browsers: a driver that carries out outputs against a memory
//! store and a cable between two of them. Shared by the native tests.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use p2panda::gossip::entropy::SeededEntropy;
use p2panda::peer::command::Command;
use p2panda::peer::view_model::{
    AppView, Event, EventCard, FestivalRow, FileId, FrameView, LinkingView, Problem, ReadyView,
    ScheduleFilter, ScheduleView, Screen, ScreenView,
};
use p2panda::peer::{FileWish, Input, Output, Peer};
use p2panda::protocol::exchange::zone::Offsets;
use p2panda::protocol::id::FestivalId;
use p2panda::storage::memory::MemoryStore;
use p2panda::storage::{Answer, Request, Store};

/// Saturday, 30 May 2026, noon UTC, in unix milliseconds.
pub const NOON: u64 = 1_780_142_400_000;

/// Berlin in summer, and UTC.
fn offset(zone: &str, _: i64) -> Option<i64> {
    match zone {
        "Europe/Berlin" => Some(7_200),
        "UTC" => Some(0),
        _ => None,
    }
}

/// The number of the host's file.
const HOSTED: FileId = 1 << 40;

/// One simulated browser: a peer, its store, its clock, and the links it dialled.
pub struct Device<S = MemoryStore> {
    pub name: &'static str,
    pub peer: Peer,
    pub store: S,
    pub now: u64,
    pub view: Rc<AppView>,
    pub outbox: VecDeque<Output>,
    /// How many answers of the store are heard before it grows silent; none for all.
    pub answers_left: Option<usize>,
    /// Files that the peer writes.
    pub written: BTreeMap<FileId, Vec<u8>>,
    /// Files that it may read.
    pub opened: BTreeMap<FileId, Vec<u8>>,
    /// The file that the host lays beside the page.
    pub hosted: Option<Vec<u8>>,
    /// The longest piece of a file that was handed over.
    pub longest_piece: usize,
    /// Whether the store takes what comes and does not answer.
    pub store_hangs: bool,
    /// Bytes of files that were read.
    pub read: usize,
    pieces: VecDeque<Input>,
    /// Whether a wake that is due was asked for.
    is_due: bool,
    entropy: SeededEntropy,
    fingerprint: u8,
}

impl Device {
    /// A fresh installation, started.
    pub fn fresh(name: &'static str, seed: u64) -> Self {
        Self::on(name, seed, MemoryStore::new(seed))
    }

    /// The page is reloaded: the peer begins again on what was stored.
    pub fn reloaded(self, seed: u64) -> Self {
        Self::on(self.name, seed, self.store.another_tab())
    }
}

impl<S: Store> Device<S> {
    /// An installation on an existing store, started.
    pub fn on(name: &'static str, seed: u64, store: S) -> Self {
        let mut device = Self::asleep(name, seed, store);
        device.take(Input::Start);
        device
    }

    /// An installation on an existing store, not yet started.
    pub fn asleep(name: &'static str, seed: u64, store: S) -> Self {
        Self {
            name,
            peer: Peer::new(Offsets(offset)),
            store,
            now: NOON,
            view: Rc::new(AppView::Starting),
            outbox: VecDeque::new(),
            answers_left: None,
            written: BTreeMap::new(),
            opened: BTreeMap::new(),
            hosted: None,
            longest_piece: 0,
            store_hangs: false,
            read: 0,
            pieces: VecDeque::new(),
            is_due: false,
            entropy: SeededEntropy::new(seed),
            fingerprint: seed as u8,
        }
    }

    /// One input, everything the store does about it, and the outputs that concern
    /// others into the outbox.
    pub fn take(&mut self, input: Input) {
        self.take_unanswered(input);
        self.catch_up();
    }

    /// One input; the store has not answered yet.
    pub fn take_unanswered(&mut self, input: Input) {
        self.peer.handle(self.now, &mut self.entropy, input);
    }

    /// Everything the store does about what came, and the outputs that concern others
    /// into the outbox.
    pub fn catch_up(&mut self) {
        loop {
            while let Some(output) = self.peer.poll() {
                match output {
                    Output::Store(id, request) => self.store.submit(id, request),
                    Output::File(wish) => self.file(wish),
                    Output::Wake(at) if at <= self.now => self.is_due = true,
                    other => self.outbox.push_back(other),
                }
            }
            if self.answers_left == Some(0) {
                break;
            }
            let answers = !self.store_hangs;
            let answer = answers.then(|| self.store.poll()).flatten();
            let answer = answer.map(|(id, answer)| {
                self.answers_left = self.answers_left.map(|left| left - 1);
                Input::Answered(id, answer)
            });
            let input = answer.or_else(|| self.pieces.pop_front());
            let tick = || core::mem::take(&mut self.is_due).then_some(Input::Tick);
            match input.or_else(tick) {
                Some(input) => self.peer.handle(self.now, &mut self.entropy, input),
                None => break,
            }
        }
        if let Some(view) = self.peer.view() {
            self.view = view;
        }
    }

    /// Does what the peer wishes of a file.
    fn file(&mut self, wish: FileWish) {
        match wish {
            FileWish::OpenHosted { .. } => {
                if let Some(bytes) = &self.hosted {
                    let (file, size) = (HOSTED, bytes.len() as u64);
                    self.opened.insert(file, bytes.clone());
                    self.pieces.push_back(Input::Hosted { file, size });
                }
            }
            FileWish::Read { file, from, length } => {
                let bytes = self.opened.get(&file).map(|bytes| {
                    let end = bytes.len().min((from + length) as usize);
                    bytes[(from as usize).min(end)..end].to_vec()
                });
                self.read += bytes.as_ref().map_or(0, Vec::len);
                self.pieces.push_back(Input::Piece { file, bytes });
            }
            FileWish::Close { file } => drop(self.opened.remove(&file)),
            FileWish::Begin { file } => drop(self.written.insert(file, Vec::new())),
            FileWish::Append { file, bytes } => {
                self.longest_piece = self.longest_piece.max(bytes.len());
                let written = self.written.get_mut(&file);
                written.expect("it was begun").extend(bytes);
            }
        }
    }

    pub fn command(&mut self, command: Command) {
        self.take(Input::Command(command));
    }

    pub fn ready(&self) -> &ReadyView {
        match &*self.view {
            AppView::Ready(view) => view,
            other => panic!("{} is not ready: {other:?}", self.name),
        }
    }

    /// What stays while screens change.
    pub fn frame(&self) -> &FrameView {
        &self.ready().frame
    }

    /// What was refused last.
    pub fn problem(&self) -> Option<Problem> {
        self.frame().refusal.as_ref().map(|refusal| refusal.problem)
    }

    /// The only festival.
    pub fn festival(&self) -> &FestivalRow {
        let festivals = &self.frame().festivals;
        assert_eq!(festivals.len(), 1, "{} has one festival", self.name);
        &festivals[0]
    }

    /// Looks at another screen.
    pub fn look(&mut self, screen: Screen) -> &ScreenView {
        self.command(Command::Look(screen));
        &self.ready().screen
    }

    /// The programme of the only festival.
    pub fn schedule(&mut self) -> ScheduleView {
        let festival = self.festival().id;
        let filter = ScheduleFilter::default();
        match self.look(Screen::Schedule { festival, filter }) {
            ScreenView::Schedule(schedule) => (**schedule).clone(),
            other => panic!("no schedule but {other:?}"),
        }
    }

    /// All events of the only festival, proposals last.
    pub fn events(&mut self) -> Vec<EventCard> {
        let schedule = self.schedule();
        let all = schedule
            .events
            .first
            .iter()
            .chain(&*schedule.proposals.first);
        all.cloned().collect()
    }

    /// Titles of the only festival's events, sorted.
    pub fn titles(&mut self) -> Vec<String> {
        let events = self.events();
        let mut titles: Vec<String> = events.iter().map(|event| event.title.to_string()).collect();
        titles.sort();
        titles
    }

    /// Founds a festival.
    pub fn found(&mut self, title: &str) -> FestivalId {
        self.command(Command::StartFestival {
            title: title.to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            parent: None,
            open: false,
        });
        self.festival().id
    }

    /// Publishes an event in the only festival.
    pub fn publish(&mut self, title: &str) {
        self.publish_event(Event::titled(title));
    }

    /// Publishes an event in the only festival.
    pub fn publish_event(&mut self, event: Event) {
        let festival = self.festival().id;
        self.command(Command::SaveEvent {
            festival,
            id: None,
            fields: Box::new(event),
            notes: BTreeMap::new(),
        });
    }

    /// Lets the time pass that somebody waits for, if it is at most a second:
    /// what changed is gathered for a moment before it is told.
    pub fn passes_time(&mut self) -> bool {
        let wake = self.outbox.iter().filter_map(|output| match output {
            Output::Wake(at) => Some(*at),
            _ => None,
        });
        let soon = wake.filter(|at| *at > self.now && *at <= self.now + 1_000);
        let Some(at) = soon.min() else {
            return false;
        };
        self.outbox
            .retain(|output| !matches!(output, Output::Wake(_)));
        self.now = at;
        self.take(Input::Tick);
        true
    }

    /// The link of a `Dial` in the outbox, described with a made-up SDP.
    pub fn describe(&mut self) -> u64 {
        let at = self
            .outbox
            .iter()
            .position(|output| matches!(output, Output::Dial { .. }))
            .unwrap_or_else(|| panic!("{} dials", self.name));
        let Some(Output::Dial { link, .. }) = self.outbox.remove(at) else {
            unreachable!("just found")
        };
        self.take(Input::Described {
            link,
            sdp: Some(sdp(self.fingerprint)),
        });
        link
    }

    /// The code on the screen.
    pub fn code(&self) -> String {
        match &self.frame().linking {
            LinkingView::OfferReady { code } | LinkingView::AnswerReady { code, .. } => {
                code.to_string()
            }
            other => panic!("{} shows no code but {other:?}", self.name),
        }
    }
}

/// An SDP as Chromium writes it, with a fingerprint of one repeated byte.
pub fn sdp(fingerprint: u8) -> String {
    let hex = vec![format!("{fingerprint:02X}"); 32].join(":");
    [
        "v=0",
        "o=- 4611 2 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "m=application 50000 UDP/DTLS/SCTP webrtc-datachannel",
        "c=IN IP4 192.168.1.7",
        "a=candidate:1 1 udp 2113937151 192.168.1.7 50000 typ host generation 0 network-cost 999",
        "a=candidate:2 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active",
        "a=ice-ufrag:yS3u",
        "a=ice-pwd:0kZ+bcZWlTRqzAhOMAAe3Q/f",
        "a=ice-options:trickle",
        &format!("a=fingerprint:sha-256 {hex}"),
        "a=setup:actpass",
        "a=mid:0",
        "a=sctp-port:5000",
        "",
    ]
    .join("\r\n")
}

/// Changes a frame under way; the number says from which end it comes.
pub type Tamper = Box<dyn FnMut(usize, &mut Vec<u8>)>;

/// A cable between two devices: carries frames in order, both ways, and may
/// change them under way.
pub struct Cable {
    pub links: [u64; 2],
    pub tamper: Tamper,
    pub frames: [usize; 2],
    pub open: bool,
}

impl Cable {
    /// Connects by codes: `a` offers, `b` answers. Stops where either refuses.
    pub fn by_codes<A: Store, B: Store>(
        a: &mut Device<A>,
        b: &mut Device<B>,
        offer: Command,
    ) -> Self {
        a.command(offer);
        let link_a = a.describe();
        b.command(Command::EnterCode { text: a.code() });
        let link_b = b.describe();
        a.command(Command::EnterCode { text: b.code() });
        assert!(
            a.outbox
                .iter()
                .any(|output| matches!(output, Output::Accept { .. })),
            "the answer is taken"
        );
        let cable = Self {
            links: [link_a, link_b],
            tamper: Box::new(|_, _| {}),
            frames: [0, 0],
            open: true,
        };
        a.take(Input::Opened { link: link_a });
        b.take(Input::Opened { link: link_b });
        cable
    }

    /// Carries frames until both sides have nothing more to say.
    pub fn run<A: Store, B: Store>(&mut self, a: &mut Device<A>, b: &mut Device<B>) {
        loop {
            let moved = self.carry(0, a, b) + self.carry(1, b, a);
            if moved == 0 && !(a.passes_time() | b.passes_time()) {
                return;
            }
        }
    }

    fn carry<A: Store, B: Store>(
        &mut self,
        end: usize,
        from: &mut Device<A>,
        to: &mut Device<B>,
    ) -> usize {
        let mut moved = 0;
        for output in core::mem::take(&mut from.outbox) {
            match output {
                Output::Send { link, mut frame } if link == self.links[end] && self.open => {
                    moved += 1;
                    self.frames[end] += 1;
                    (self.tamper)(end, &mut frame);
                    to.take(Input::Received {
                        link: self.links[1 - end],
                        frame,
                    });
                }
                Output::Hang { link } if link == self.links[end] && self.open => {
                    moved += 1;
                    self.open = false;
                    to.take(Input::Closed {
                        link: self.links[1 - end],
                    });
                    from.take(Input::Closed { link });
                }
                wake @ Output::Wake(_) => from.outbox.push_back(wake),
                _ => {}
            }
        }
        moved
    }

    /// The connection breaks.
    pub fn cut<A: Store, B: Store>(mut self, a: &mut Device<A>, b: &mut Device<B>) {
        self.open = false;
        a.take(Input::Closed {
            link: self.links[0],
        });
        b.take(Input::Closed {
            link: self.links[1],
        });
    }
}

/// Two devices, the first of which has founded a festival with one event.
pub fn founder_and_visitor() -> (Device, Device) {
    let mut ana = Device::fresh("Ana", 1);
    let ben = Device::fresh("Ben", 2);
    ana.found("Summer");
    ana.publish("Opening");
    (ana, ben)
}

/// The height of every stored log.
pub fn stored_logs(device: &mut Device) -> BTreeMap<String, u64> {
    device.store.submit(0, Request::Load);
    match device.store.poll() {
        Some((_, Ok(Answer::Loaded(loaded)))) => loaded
            .heads
            .iter()
            .map(|head| (format!("{:?}", head.key()), head.height()))
            .collect(),
        other => panic!("{} cannot load: {other:?}", device.name),
    }
}
