//! Peers without browsers: a driver that carries out outputs against a memory
//! store and a cable between two of them. Shared by the native tests.

use std::collections::BTreeMap;

use p2panda::storage::{Answer, Request, Store};

mod cable;
mod device;
mod person;

pub use cable::Cable;
pub use device::Device;

/// Saturday, 30 May 2026, noon UTC, in unix milliseconds.
pub const NOON: u64 = 1_780_142_400_000;

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
