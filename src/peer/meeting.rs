//! Meeting points at work: what they are told, and what they ask for.

use std::collections::VecDeque;

use super::Output;
use super::network::HostList;
use super::state::Core;
use crate::gossip::engine;
use crate::gossip::entropy::Entropy;
use crate::gossip::handshake::Role;
use crate::gossip::relay::{self, RelayUrl};
use crate::protocol::id::{AuthorId, FestivalId, LogKey};
use crate::protocol::limits::MAX_PRESENCE_LOGS;
use crate::protocol::view::ask::AskState;
use crate::protocol::view::part::Part;
use crate::protocol::view::verdict::Kind;

impl Core {
    /// The page's `config.json` was read.
    pub(super) fn take_host_list(&mut self, text: &str, outputs: &mut VecDeque<Output>) {
        self.host = HostList::read(text);
        self.ask_for_hosted(outputs);
        self.tell_network(outputs);
    }

    /// What is used to find people has changed, or is told for the first time.
    pub(super) fn tell_network(&mut self, outputs: &mut VecDeque<Output>) {
        let choice = &self.local.network;
        outputs.push_back(Output::IceServers(choice.ice_servers(&self.host)));
        let on = choice.meeting_points_on;
        self.tell_meetings(relay::Input::Switched(on));
        self.tell_meeting_festivals();
        self.revision += 1;
    }

    /// Tells which festivals there are, and where their members meet.
    pub(super) fn tell_meeting_festivals(&mut self) {
        let known = self.local.network.relays(&self.host);
        let festivals = self.memberships.iter().map(|(festival, membership)| {
            let mut urls: Vec<RelayUrl> = known.clone();
            if !membership.meeting_points.is_empty() {
                urls.clone_from(&membership.meeting_points);
            }
            (*festival, (membership.invitation.key.clone(), urls))
        });
        let input = relay::Input::Festivals(festivals.collect());
        self.tell_meetings(input);
    }

    pub(super) fn tell_meetings(&mut self, input: relay::Input) {
        self.meeting_mailbox.push_back(input);
    }

    /// Hands over what came for the meeting points, and lets their time pass.
    pub(super) fn run_meetings(
        &mut self,
        entropy: &mut dyn Entropy,
        outputs: &mut VecDeque<Output>,
    ) {
        while let Some(input) = self.meeting_mailbox.pop_front() {
            self.meetings.handle(self.now, entropy, &self.gossip, input);
        }
        while let Some(output) = self.meetings.poll() {
            outputs.push_back(match output {
                relay::Output::Open(socket, url) => Output::OpenSocket {
                    socket,
                    url: url.as_str().to_owned(),
                },
                relay::Output::Send(socket, text) => Output::SendText { socket, text },
                relay::Output::Close(socket) => Output::CloseSocket { socket },
                relay::Output::Dial(link, offer) => Output::Dial {
                    link,
                    offer: offer.map(|offer| offer.to_sdp(Role::Offerer)),
                },
                relay::Output::Accept(link, answer) => Output::Accept {
                    link,
                    answer: answer.to_sdp(Role::Answerer),
                },
                relay::Output::Hang(link) => Output::Hang { link },
                relay::Output::Wake(at) => Output::Wake(at),
            });
        }
    }

    /// Devices at the door of a festival.
    pub(super) fn knocking(&self, festival: &FestivalId) -> usize {
        self.meetings.knocking(festival, self.now, &self.gossip)
    }

    /// The channel of a link from a meeting point is open.
    pub(super) fn met(&mut self, link: engine::LinkId, outputs: &mut VecDeque<Output>) {
        match self.meetings.take_opened(link) {
            Some(binding) => self.tell_gossip(engine::Input::Opened { link, binding }),
            None => outputs.push_back(Output::Hang { link }),
        }
    }

    /// Says in each festival that we are here, and how far we have the logs of those
    /// who wait for an answer of ours.
    pub(super) fn tell_presence(&mut self) {
        let me = self.identity.author.author();
        let festivals: Vec<(FestivalId, _)> = self
            .memberships
            .iter()
            .map(|(festival, membership)| (*festival, membership.device))
            .collect();
        for (festival, device) in festivals {
            let reported = self.reported.get(&festival);
            let known = reported.filter(|(revision, _)| *revision == self.revision);
            let logs = known.map(|(_, logs)| logs.clone()).unwrap_or_else(|| {
                let part = self.view.part(&festival);
                part.map_or_else(Vec::new, |part| logs_to_report(part, me))
            });
            self.reported
                .insert(festival, (self.revision, logs.clone()));
            self.tell_gossip(engine::Input::Present {
                festival,
                device,
                logs,
            });
        }
    }
}

/// The logs of which others want to know whether they came here: first of those who
/// wait for my answer, the one that waits longest first, then those written last.
fn logs_to_report(part: &Part, me: AuthorId) -> Vec<LogKey> {
    let resources = part.made_by(me, Kind::Resource);
    let waiting = resources.flat_map(|resource| part.asks_for(resource));
    let waiting = waiting.filter(|request| part.state(request) == AskState::Waiting);
    let asks = waiting.filter_map(|request| part.asks().get(&request)?.request.as_ref());
    let mut asks: Vec<_> = asks.map(|ask| (ask.origin.time, ask.origin.log)).collect();
    asks.sort_unstable();
    let mut others: Vec<_> = part
        .logs()
        .iter()
        .filter(|(log, _)| log.author != me)
        .map(|(log, state)| (core::cmp::Reverse(state.clock), *log))
        .collect();
    others.sort_unstable();
    let all = asks.into_iter().map(|(_, log)| log);
    let mut logs: Vec<LogKey> = Vec::new();
    for log in all.chain(others.into_iter().map(|(_, log)| log)) {
        if logs.len() < MAX_PRESENCE_LOGS && !logs.contains(&log) {
            logs.push(log);
        }
    }
    logs
}
