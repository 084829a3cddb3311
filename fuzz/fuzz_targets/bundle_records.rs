#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    p2panda::protocol::fuzz::carried::bundle_records(data);
});
