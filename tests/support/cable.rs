//! What links two devices: the codes that their people exchange, and the cable that
//! carries frames afterwards.

use p2panda::peer::command::Command;
use p2panda::peer::view_model::LinkingView;
use p2panda::peer::{Input, Output};
use p2panda::storage::Store;

use super::Device;

impl<S: Store> Device<S> {
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
fn sdp(fingerprint: u8) -> String {
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
