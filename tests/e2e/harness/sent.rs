//! What a browser sent, as Chromium's own log of its network says it
//! (`--log-net-log`): every request and name that the page caused, whichever way, and
//! every address to which the browser sent anything.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What left a browser, each once.
#[derive(Debug, Default)]
pub struct Sent {
    /// Addresses of requests and of WebSockets.
    pub requests: BTreeSet<String>,
    /// Names that a server was asked to resolve.
    pub names: BTreeSet<String>,
    /// Where TCP connections were tried and UDP packets were sent: address and port.
    pub addresses: BTreeSet<String>,
}

impl Sent {
    /// Reads a log: one event a line; its last lines may be missing.
    pub fn read(log: &str) -> Self {
        let mut lines = log.lines();
        let first = lines.next().unwrap_or_default().trim_end_matches(',');
        let constants: Value = serde_json::from_str(&format!("{first}}}"))
            .unwrap_or_else(|error| panic!("the browser's log begins in another way: {error}"));
        let types = constants["constants"]["logEventTypes"].as_object();
        let types: BTreeMap<i64, &str> = types
            .into_iter()
            .flatten()
            .filter_map(|(name, number)| Some((number.as_i64()?, name.as_str())))
            .collect();
        let mut sent = Self::default();
        for line in lines {
            let line = line.trim_end_matches(',');
            // The last event also ends the list and the log.
            let line = line.strip_suffix("]}").unwrap_or(line);
            let Ok(event) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            let kind = event["type"].as_i64().and_then(|number| types.get(&number));
            let said = |name: &str| event["params"][name].as_str().map(str::to_owned);
            // Chromium asks Google for the time, for accounts and about forms by itself.
            // What it keeps apart from the page's connections the page has not asked for.
            let is_of_page = |key: &str| {
                let page = event["params"][key].as_str();
                page.is_none_or(|page| page.starts_with("http://127.0.0.1"))
            };
            match kind.copied() {
                // Whatever a page asks for names the page as its initiator.
                Some("URL_REQUEST_START_JOB")
                    if event["params"]["initiator"] == "not an origin"
                        || !is_of_page("network_isolation_key") => {}
                Some("HOST_RESOLVER_MANAGER_REQUEST")
                    if !is_of_page("network_anonymization_key") => {}
                Some("URL_REQUEST_START_JOB") => sent.requests.extend(said("url")),
                Some("HOST_RESOLVER_MANAGER_REQUEST") => sent.names.extend(said("host")),
                Some("TCP_CONNECT_ATTEMPT" | "UDP_CONNECT" | "UDP_BYTES_SENT") => {
                    sent.addresses.extend(said("address"));
                }
                _ => {}
            }
        }
        sent
    }
}
