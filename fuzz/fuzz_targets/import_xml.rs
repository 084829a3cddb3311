#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    p2panda::protocol::fuzz::meaning::import_xml(data);
});
