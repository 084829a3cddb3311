//! What must hold in a real browser and not only natively: wasm has 32-bit
//! words, other code paths of the cryptography, and no entropy of its own.
//! `./scripts/test web` runs this in headless Chromium.

#![cfg(all(target_family = "wasm", feature = "app"))]

use p2panda::browser::number;
use p2panda::protocol::festival::{FestivalKey, festival_id, log_id};
use p2panda::protocol::id::{AuthorId, DeviceNumber};
use p2panda::protocol::signature::{AuthorKey, verify};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    let mut out = [0; N];
    for (byte, digits) in out.iter_mut().zip(hex.as_bytes().chunks(2)) {
        let digits = core::str::from_utf8(digits).expect("the vectors are written in ASCII");
        *byte = u8::from_str_radix(digits, 16).expect("the vectors are hexadecimal");
    }
    out
}

/// RFC 8032, section 7.1: secret key, public key, message, signature.
const RFC_8032: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

#[wasm_bindgen_test]
fn signatures_agree_with_rfc_8032() {
    for [secret, public, message, signature] in RFC_8032 {
        let key = AuthorKey::from_seed(&bytes(secret));
        let message: Vec<u8> = bytes::<2>(message)[..message.len() / 2].to_vec();
        assert_eq!(key.author(), AuthorId::from_bytes(bytes(public)));
        assert_eq!(key.sign(&message).as_bytes(), &bytes::<64>(signature));
        assert_eq!(verify(&key.author(), &message, &key.sign(&message)), Ok(()));
    }
}

// Computed with Python's hashlib and hmac, not with this crate.
#[wasm_bindgen_test]
fn festivals_logs_and_keys_are_derived_as_everywhere() {
    let festival = festival_id(&AuthorId::from_bytes([1; 32]), &[2; 16]);
    assert_eq!(
        festival.as_bytes(),
        &bytes::<32>("da1d52dca7ba1f83bea15f6698ebf2853f4d13d23fe69627ec2389bc62982eb7")
    );
    assert_eq!(log_id(&festival, DeviceNumber(7)).0, 0xfc9c5391e0c5ce6c);
    let derived = FestivalKey::from_bytes([3; 32]).derive(b"test", &festival);
    assert_eq!(
        derived,
        bytes("510d404b12c0a442025cdbc503eb802c0418dc5e507c0b044ea839ef3bb36b4a")
    );
}

#[wasm_bindgen_test]
fn the_browser_counts_and_writes_numbers() {
    assert_eq!(number::plural("en", 1.0), "one");
    assert_eq!(number::plural("en", 2.0), "other");
    assert_eq!(number::digits("de", 1234567.0), "1.234.567");
    assert_eq!(number::digits("en", 1234567.0), "1,234,567");
}
