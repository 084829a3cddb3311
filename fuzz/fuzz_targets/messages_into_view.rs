#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    p2panda::protocol::fuzz::meaning::messages_into_view(data);
});
