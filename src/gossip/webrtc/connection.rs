//! One RTCPeerConnection with its one negotiated data channel.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageEvent, RtcConfiguration, RtcDataChannel, RtcDataChannelInit, RtcDataChannelState,
    RtcDataChannelType, RtcIceCandidateInit, RtcIceGatheringState, RtcIceServer, RtcPeerConnection,
    RtcPeerConnectionState, RtcSdpType, RtcSessionDescriptionInit,
};

use crate::gossip::engine::LinkId;
use crate::gossip::signal::{IceServer, Trace};
use crate::protocol::limits::{
    CHANNEL_HIGH_WATER_BYTES, CHANNEL_LOW_WATER_BYTES, GATHERING_TIMEOUT_MS, HANG_UP_TIMEOUT_MS,
    MAX_CHANNEL_QUEUE_BYTES,
};

/// What happened on a connection.
#[derive(Debug)]
pub enum Event {
    /// Our side is described; none where the browser could not.
    Described(Option<String>),
    /// The channel is open.
    Opened,
    /// A frame came.
    Received(Vec<u8>),
    /// It ended before the channel was open; what the browser tells of it.
    Traced(Trace),
    /// The channel or the connection is gone for good.
    Closed,
}

/// Where a connection reports to. Called from the browser's callbacks: it must
/// only take note.
pub type Report = Rc<dyn Fn(LinkId, Event)>;

/// Frames for which the channel has no room yet.
#[derive(Default)]
struct Outgoing {
    frames: VecDeque<Vec<u8>>,
    /// Of all of them together.
    bytes: usize,
}

/// One connection.
pub struct Connection {
    peer: RtcPeerConnection,
    channel: RtcDataChannel,
    outgoing: Rc<RefCell<Outgoing>>,
    listeners: Rc<RefCell<Vec<EventListener>>>,
    hanging_up: Option<Timeout>,
}

impl Connection {
    /// Makes a connection and begins to describe it: an offer, or the answer to
    /// the given offer. [`Event::Described`] follows in any case.
    ///
    /// # Errors
    ///
    /// What the browser threw: WebRTC is switched off, or there are too many
    /// connections.
    pub fn dial(
        link: LinkId,
        offer: Option<String>,
        servers: &[IceServer],
        report: Report,
    ) -> Result<Self, JsValue> {
        let peer = RtcPeerConnection::new_with_configuration(&configuration(servers))?;
        let init = RtcDataChannelInit::new();
        init.set_negotiated(true);
        init.set_id(0);
        init.set_ordered(true);
        let channel = peer.create_data_channel_with_data_channel_dict("p2panda", &init);
        channel.set_binary_type(RtcDataChannelType::Arraybuffer);
        channel.set_buffered_amount_low_threshold(CHANNEL_LOW_WATER_BYTES);
        let connection = Self {
            peer,
            channel,
            outgoing: Rc::default(),
            listeners: Rc::default(),
            hanging_up: None,
        };
        connection.listen(link, &report);
        connection.describe(link, offer, report);
        Ok(connection)
    }

    fn listen(&self, link: LinkId, report: &Report) {
        let mut listeners = self.listeners.borrow_mut();
        let on = |name: &'static str, event: fn() -> Event| {
            let report = report.clone();
            EventListener::new(&self.channel, name, move |_| report(link, event()))
        };
        listeners.push(on("open", || Event::Opened));
        listeners.push(on("close", || Event::Closed));
        listeners.push(EventListener::new(&self.channel, "message", {
            let report = report.clone();
            move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                // Text frames are not ours; an empty frame is refused further on.
                let buffer = data.and_then(|data| data.dyn_into::<ArrayBuffer>().ok());
                let frame = buffer
                    .map(|buffer| Uint8Array::new(&buffer).to_vec())
                    .unwrap_or_default();
                report(link, Event::Received(frame));
            }
        }));
        listeners.push(EventListener::new(&self.channel, "bufferedamountlow", {
            let (channel, outgoing) = (self.channel.clone(), self.outgoing.clone());
            move |_| flush(&channel, &outgoing)
        }));
        listeners.push(EventListener::new(&self.peer, "connectionstatechange", {
            let (peer, channel) = (self.peer.clone(), self.channel.clone());
            let report = report.clone();
            move |_| {
                // «disconnected» may heal; only these two are for good.
                let state = peer.connection_state();
                if matches!(
                    state,
                    RtcPeerConnectionState::Failed | RtcPeerConnectionState::Closed
                ) {
                    if let Some(trace) = trace(&peer, &channel) {
                        report(link, Event::Traced(trace));
                    }
                    report(link, Event::Closed);
                }
            }
        }));
    }

    fn describe(&self, link: LinkId, offer: Option<String>, report: Report) {
        let (peer, listeners) = (self.peer.clone(), self.listeners.clone());
        spawn_local(async move {
            let sdp = match set_local(&peer, offer).await {
                Ok(()) => {
                    gathered(&peer, &listeners).await;
                    peer.local_description()
                        .map(|description| description.sdp())
                }
                Err(_) => None,
            };
            report(link, Event::Described(sdp));
        });
    }

    /// The answer to our offer came. A refusal by the browser is reported as
    /// [`Event::Closed`].
    pub fn accept(&self, link: LinkId, answer: String, report: Report) {
        let peer = self.peer.clone();
        spawn_local(async move {
            if set_remote(&peer, RtcSdpType::Answer, &answer)
                .await
                .is_err()
            {
                report(link, Event::Closed);
            }
        });
    }

    /// Looks for the other side at these addresses, too. One that the browser does
    /// not take is passed over: the others may do.
    pub fn look_at(&self, candidates: &[String]) {
        for candidate in candidates {
            let init = RtcIceCandidateInit::new(&format!("candidate:{candidate}"));
            init.set_sdp_mid(Some("0"));
            init.set_sdp_m_line_index(Some(0));
            let taken = self
                .peer
                .add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(&init));
            spawn_local(async move {
                let _ = JsFuture::from(taken).await;
            });
        }
    }

    /// Whether the other side does not answer now, after it did.
    pub fn is_lost(&self) -> bool {
        self.peer.connection_state() == RtcPeerConnectionState::Disconnected
    }

    /// Sends a frame, now or when the channel has room. False, and the channel is
    /// closed, where the other side let more than [`MAX_CHANNEL_QUEUE_BYTES`] pile up.
    #[must_use]
    pub fn send(&self, frame: Vec<u8>) -> bool {
        let mut outgoing = self.outgoing.borrow_mut();
        outgoing.bytes += frame.len();
        outgoing.frames.push_back(frame);
        if outgoing.bytes > MAX_CHANNEL_QUEUE_BYTES {
            *outgoing = Outgoing::default();
            self.channel.close();
            return false;
        }
        drop(outgoing);
        flush(&self.channel, &self.outgoing);
        true
    }

    /// What the browser tells of a connection that was tried in vain so far.
    pub fn trace(&self) -> Option<Trace> {
        let tried = trace(&self.peer, &self.channel);
        tried.filter(|tried| ["disconnected", "failed"].contains(&&*tried.ice))
    }

    /// Closes once everything sent has left, at the latest after
    /// [`HANG_UP_TIMEOUT_MS`]; `gone` is called then, to drop the owner.
    pub fn hang_up(&mut self, gone: impl FnOnce() + 'static) {
        flush(&self.channel, &self.outgoing);
        // The channel's own closing procedure carries what is buffered.
        self.channel.close();
        self.hanging_up = Some(Timeout::new(HANG_UP_TIMEOUT_MS, gone));
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.listeners.borrow_mut().clear();
        self.channel.close();
        self.peer.close();
    }
}

fn configuration(servers: &[IceServer]) -> RtcConfiguration {
    let list = js_sys::Array::new();
    for known in servers {
        let server = RtcIceServer::new();
        server.set_urls_str(&known.url);
        if let Some((username, credential)) = &known.account {
            server.set_username(username);
            server.set_credential(credential);
        }
        list.push(&server);
    }
    let configuration = RtcConfiguration::new();
    configuration.set_ice_servers(&list);
    configuration
}

/// What the browser tells of a connection whose channel never opened.
fn trace(peer: &RtcPeerConnection, channel: &RtcDataChannel) -> Option<Trace> {
    if channel.ready_state() != RtcDataChannelState::Connecting {
        return None;
    }
    let sdp = |description: Option<web_sys::RtcSessionDescription>| Some(description?.sdp());
    let ice = JsValue::from(peer.ice_connection_state());
    Some(Trace {
        ice: ice.as_string().unwrap_or_default(),
        local: sdp(peer.local_description()),
        remote: sdp(peer.remote_description()),
    })
}

/// Hands frames to the channel while it has room.
fn flush(channel: &RtcDataChannel, outgoing: &RefCell<Outgoing>) {
    let mut outgoing = outgoing.borrow_mut();
    while channel.ready_state() == RtcDataChannelState::Open
        && channel.buffered_amount() < CHANNEL_HIGH_WATER_BYTES
    {
        let Some(frame) = outgoing.frames.pop_front() else {
            return;
        };
        if channel.send_with_u8_array(&frame).is_err() {
            // The buffer is full after all: again at bufferedamountlow.
            outgoing.frames.push_front(frame);
            return;
        }
        outgoing.bytes -= frame.len();
    }
}

async fn set_local(peer: &RtcPeerConnection, offer: Option<String>) -> Result<(), JsValue> {
    let made = match offer {
        None => JsFuture::from(peer.create_offer()).await?,
        Some(offer) => {
            set_remote(peer, RtcSdpType::Offer, &offer).await?;
            JsFuture::from(peer.create_answer()).await?
        }
    };
    JsFuture::from(peer.set_local_description(made.unchecked_ref()))
        .await
        .map(drop)
}

async fn set_remote(peer: &RtcPeerConnection, kind: RtcSdpType, sdp: &str) -> Result<(), JsValue> {
    let description = RtcSessionDescriptionInit::new(kind);
    description.set_sdp(sdp);
    JsFuture::from(peer.set_remote_description(&description))
        .await
        .map(drop)
}

/// Waits until all candidates are found, or long enough: a dead interface can
/// hold the end back for forty seconds.
async fn gathered(peer: &RtcPeerConnection, listeners: &RefCell<Vec<EventListener>>) {
    if peer.ice_gathering_state() == RtcIceGatheringState::Complete {
        return;
    }
    let (done, finished) = futures_channel::oneshot::channel::<()>();
    let done = Rc::new(RefCell::new(Some(done)));
    let tell = move |done: &RefCell<Option<futures_channel::oneshot::Sender<()>>>| {
        if let Some(done) = done.borrow_mut().take() {
            // Nobody waits any more where the other of the two came first.
            let _ = done.send(());
        }
    };
    let listener = EventListener::new(peer, "icegatheringstatechange", {
        let (peer, done) = (peer.clone(), done.clone());
        move |_| {
            if peer.ice_gathering_state() == RtcIceGatheringState::Complete {
                tell(&done);
            }
        }
    });
    listeners.borrow_mut().push(listener);
    let _late = Timeout::new(GATHERING_TIMEOUT_MS, move || tell(&done));
    // An error means that both senders are gone: then nothing more is found.
    let _ = finished.await;
}
