//! Data channels in a real browser: what is handed over at once arrives whole, and
//! whoever does not read is hung up on before it costs more memory than was meant.
//! `./scripts/test web` runs this in headless Chromium.

#![cfg(all(target_family = "wasm", feature = "app"))]

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use gloo::timers::future::sleep;
use p2panda::gossip::webrtc::{Connection, Event, Report};
use p2panda::protocol::limits::{
    CHANNEL_HIGH_WATER_BYTES, MAX_CHANNEL_QUEUE_BYTES, MAX_FRAME_BYTES,
};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const OFFERER: u64 = 1;
const ANSWERER: u64 = 2;

/// Two connections of this page with each other, and what they reported.
struct Pair {
    offerer: Connection,
    /// Ends with it.
    _answerer: Connection,
    events: Rc<RefCell<Vec<(u64, Event)>>>,
}

impl Pair {
    async fn connect() -> Self {
        let events: Rc<RefCell<Vec<(u64, Event)>>> = Rc::default();
        let report: Report = {
            let events = events.clone();
            Rc::new(move |link, event| events.borrow_mut().push((link, event)))
        };
        let offerer =
            Connection::dial(OFFERER, None, &[], report.clone()).expect("WebRTC is there");
        let offer = described(&events, OFFERER).await;
        let answerer = Connection::dial(ANSWERER, Some(offer), &[], report.clone());
        let answerer = answerer.expect("WebRTC is there");
        let answer = described(&events, ANSWERER).await;
        offerer.accept(OFFERER, answer, report);
        let pair = Self {
            offerer,
            _answerer: answerer,
            events,
        };
        for link in [OFFERER, ANSWERER] {
            let open = |(of, event): &(u64, Event)| *of == link && matches!(event, Event::Opened);
            pair.wait("the channel opens", |events| events.iter().any(open))
                .await;
        }
        pair
    }

    async fn wait(&self, what: &str, is_so: impl Fn(&[(u64, Event)]) -> bool) {
        for _ in 0..1_000 {
            if is_so(&self.events.borrow()) {
                return;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("not within 20 s: {what}");
    }
}

async fn described(events: &RefCell<Vec<(u64, Event)>>, link: u64) -> String {
    for _ in 0..1_000 {
        let described = events.borrow().iter().find_map(|(of, event)| match event {
            Event::Described(Some(sdp)) if *of == link => Some(sdp.clone()),
            _ => None,
        });
        if let Some(described) = described {
            return described;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("the browser does not describe link {link}");
}

fn frame(number: usize) -> Vec<u8> {
    let mut frame = vec![0; MAX_FRAME_BYTES];
    frame[..8].copy_from_slice(&(number as u64).to_le_bytes());
    frame
}

#[wasm_bindgen_test]
async fn a_burst_far_above_the_channels_buffer_arrives_whole_and_in_order() {
    let pair = Pair::connect().await;
    let frames = 6 * CHANNEL_HIGH_WATER_BYTES as usize / MAX_FRAME_BYTES;
    for number in 0..frames {
        assert!(pair.offerer.send(frame(number)));
    }
    let received = |events: &[(u64, Event)]| -> Vec<Vec<u8>> {
        let received = events.iter().filter_map(|(_, event)| match event {
            Event::Received(frame) => Some(frame.clone()),
            _ => None,
        });
        received.collect()
    };
    pair.wait("all of it arrives", |events| {
        let received = |(_, event): &&(u64, Event)| matches!(event, Event::Received(_));
        events.iter().filter(received).count() == frames
    })
    .await;
    let expected: Vec<Vec<u8>> = (0..frames).map(frame).collect();
    assert!(received(&pair.events.borrow()) == expected);
}

#[wasm_bindgen_test]
async fn whoever_lets_more_than_the_queue_holds_pile_up_is_hung_up_on() {
    let pair = Pair::connect().await;
    // As if the other side read nothing: what was sent is never gone.
    let full = format!(
        "Object.defineProperty(RTCDataChannel.prototype, 'bufferedAmount', \
         {{ configurable: true, get: () => {CHANNEL_HIGH_WATER_BYTES} }})"
    );
    let own = "Object.getOwnPropertyDescriptor(RTCDataChannel.prototype, 'bufferedAmount')";
    js_sys::eval(&format!("globalThis.ownAmount = {own}; {full}")).expect("it is replaced");
    let mut taken = 0;
    while pair.offerer.send(frame(0)) {
        taken += MAX_FRAME_BYTES;
        assert!(taken <= MAX_CHANNEL_QUEUE_BYTES, "it takes {taken} bytes");
    }
    js_sys::eval("Object.defineProperty(RTCDataChannel.prototype, 'bufferedAmount', ownAmount)")
        .expect("it is put back");
    assert!(
        taken + MAX_FRAME_BYTES > MAX_CHANNEL_QUEUE_BYTES,
        "only {taken} bytes fit"
    );
    let closed = |(link, event): &(u64, Event)| *link == ANSWERER && matches!(event, Event::Closed);
    pair.wait("the other side sees the channel close", |events| {
        events.iter().any(closed)
    })
    .await;
    let events = pair.events.borrow();
    let received = |(_, event): &(u64, Event)| matches!(event, Event::Received(_));
    assert!(!events.iter().any(received), "nothing of it was sent");
}
