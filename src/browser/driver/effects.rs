//! Carries out what the peer asks for, and reports what comes of it.

use std::rc::{Rc, Weak};

use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Running, Shared, alive, post};
use crate::browser::{carried, surroundings};
use crate::gossip::engine::LinkId;
use crate::gossip::webrtc::{Connection, Event, Report};
use crate::gossip::websocket::{self, Socket};
use crate::peer::{FileWish, Input, Output};
use crate::storage::{RequestId, Store};

/// Requests of one peer stay below 2^40; the bits above tell which peer asked.
const LIFE_SHIFT: u32 = 40;

impl Running {
    /// The peer's own number of a request, unless an earlier peer of this tab asked.
    pub(super) fn own_request(&self, request: RequestId) -> Option<RequestId> {
        let is_own = request >> LIFE_SHIFT == u64::from(self.life);
        is_own.then_some(request & ((1 << LIFE_SHIFT) - 1))
    }

    pub(super) fn carry_out(&mut self, output: Output, weak: &Weak<Shared>) {
        match output {
            Output::Store(request, asked) => {
                let request = u64::from(self.life) << LIFE_SHIFT | request;
                if let Some(store) = &mut self.store {
                    store.submit(request, asked);
                }
            }
            Output::Dial { link, offer } => {
                match Connection::dial(link, offer, &self.ice_servers, report(weak)) {
                    Ok(connection) => {
                        self.connections.insert(link, connection);
                    }
                    Err(_) => post(weak, Input::Described { link, sdp: None }),
                }
            }
            Output::Accept { link, answer } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.accept(link, answer, report(weak));
                }
            }
            Output::Candidates { link, candidates } => {
                if let Some(connection) = self.connections.get(&link) {
                    connection.look_at(&candidates);
                }
            }
            Output::Send { link, frame } => {
                if let Some(connection) = self.connections.get(&link)
                    && !connection.send(frame)
                {
                    post(weak, Input::Closed { link });
                }
            }
            Output::Hang { link } => {
                if let Some(connection) = self.connections.get_mut(&link) {
                    if let Some(trace) = connection.trace() {
                        post(weak, Input::Traced { link, trace });
                    }
                    let weak = weak.clone();
                    connection.hang_up(move || release(&weak, link));
                }
            }
            Output::IceServers(servers) => self.ice_servers = servers,
            Output::OpenSocket { socket, url } => {
                match Socket::open(socket, &url, report_text(weak)) {
                    Ok(open) => {
                        self.sockets.insert(socket, open);
                    }
                    Err(_) => post(weak, Input::SocketClosed { socket }),
                }
            }
            Output::SendText { socket, text } => {
                if let Some(socket) = self.sockets.get(&socket) {
                    socket.send(&text);
                }
            }
            Output::CloseSocket { socket } => {
                self.sockets.remove(&socket);
            }
            Output::File(wish) => carry(wish, weak),
            Output::Persist => ask_to_keep(weak.clone()),
            Output::Began { kept, of } => surroundings::mark_beginning(kept, of),
            Output::Wake(at) => self.wake_at(at, weak),
        }
    }
}

/// Does what the peer wishes of a file.
fn carry(wish: FileWish, weak: &Weak<Shared>) {
    match wish {
        FileWish::Read { file, from, length } => {
            let weak = weak.clone();
            spawn_local(async move {
                let bytes = carried::read(file, from, length).await;
                post(&weak, Input::Piece { file, bytes });
            });
        }
        FileWish::OpenHosted { name } => {
            let weak = weak.clone();
            spawn_local(async move {
                if let Some(blob) = carried::hosted(&name).await {
                    let (file, size) = carried::keep(blob);
                    post(&weak, Input::Hosted { file, size });
                }
            });
        }
        FileWish::Close { file } => carried::close(file),
        FileWish::Begin { file } => carried::begin(file),
        FileWish::Append { file, bytes } => carried::append(file, &bytes),
    }
}

/// Asks the browser not to delete this page's data when it needs room. Some ask
/// the person, some decide for themselves, some have no such promise.
fn ask_to_keep(weak: Weak<Shared>) {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    let asked = storage.and_then(|storage| storage.persist().ok());
    spawn_local(async move {
        let answer = match asked {
            Some(promise) => JsFuture::from(promise).await.ok(),
            None => None,
        };
        let promised = answer.and_then(|answer| answer.as_bool());
        post(&weak, Input::Persisted(promised.unwrap_or(false)));
    });
}

/// Drops a connection that has hung up.
fn release(weak: &Weak<Shared>, link: LinkId) {
    if let Some(shared) = alive(weak) {
        shared.running.borrow_mut().connections.remove(&link);
    }
}

fn report(weak: &Weak<Shared>) -> Report {
    let weak = weak.clone();
    Rc::new(move |link, event| {
        let input = match event {
            Event::Described(sdp) => Input::Described { link, sdp },
            Event::Opened => Input::Opened { link },
            Event::Received(frame) => Input::Received { link, frame },
            Event::Traced(trace) => Input::Traced { link, trace },
            Event::Closed => Input::Closed { link },
        };
        post(&weak, input);
    })
}

fn report_text(weak: &Weak<Shared>) -> websocket::Report {
    let weak = weak.clone();
    Rc::new(move |socket, event| {
        let input = match event {
            websocket::Event::Opened => Input::SocketOpened { socket },
            websocket::Event::Received(text) => Input::TextReceived { socket, text },
            websocket::Event::Closed => Input::SocketClosed { socket },
        };
        post(&weak, input);
    })
}
