#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    p2panda::protocol::fuzz::carried::bundle(data);
});
