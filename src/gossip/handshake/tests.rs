//! What the handshake refuses.

use super::*;
use crate::protocol::festival::festival_id;

fn identity(seed: u8) -> Identity {
    Identity {
        author: AuthorKey::from_seed(&[seed; 32]),
        installation: InstallationId::from_bytes([seed; 32]),
    }
}

fn binding(role: Role) -> Binding {
    let festival = festival_id(&identity(1).author.author(), &[0; 16]);
    let key = FestivalKey::from_bytes([7; 32]);
    let (local, remote) = match role {
        Role::Offerer => ([1; 32], [2; 32]),
        Role::Answerer => ([2; 32], [1; 32]),
    };
    let expected = None;
    Binding {
        role,
        festival,
        key,
        local,
        remote,
        expected,
    }
}

fn begin(binding: Binding, who: u8, seed: u8) -> (Handshake, Option<Vec<u8>>) {
    Handshake::begin(binding, identity(who), [seed; 32]).expect("Noise begins")
}

/// What the offerer 1 thinks of a holder of K who says in its proof what `say`
/// makes of the handshake's hash.
fn judge(say: impl Fn(&Handshake, &[u8; 64]) -> Vec<u8>) -> HandshakeError {
    let (mut offerer, first) = begin(binding(Role::Offerer), 1, 11);
    let answerer = begin(binding(Role::Answerer), 2, 12).0;
    let theirs = binding(Role::Answerer);
    let psk = theirs.key.derive(PSK_PURPOSE, &theirs.festival);
    let mut noise = link_handshake(false, &psk, &prologue(&theirs), [12; 32]).expect("begins");
    read(&mut noise, &first.expect("the offerer begins")).expect("it holds K");
    let second = write(&mut noise).expect("writes");
    let hash = noise.get_handshake_hash().try_into().expect("64 bytes");
    let proof = say(&answerer, &hash);
    let mut transport = noise.into_transport_mode().expect("is done");
    let mut sealed = vec![0; NOISE_BUFFER];
    let length = transport.write_message(&proof, &mut sealed).expect("fits");
    assert!(
        offerer
            .receive(&second)
            .expect("a sound answer")
            .proven
            .is_none()
    );
    offerer
        .receive(&sealed[..length])
        .expect_err("nobody is proven")
}

fn proof(who: &Neighbour, signature: &Signature) -> Vec<u8> {
    [
        &who.author.as_bytes()[..],
        who.installation.as_bytes(),
        signature.as_bytes(),
    ]
    .concat()
}

#[test]
fn nobody_can_claim_anothers_author_key() {
    let error = judge(|answerer, hash| {
        let claimed = Neighbour {
            author: identity(3).author.author(),
            ..identity(2).neighbour()
        };
        let statement = answerer.statement(Role::Answerer, hash, &claimed);
        proof(&claimed, &identity(2).author.sign(&statement))
    });
    assert!(matches!(error, HandshakeError::Proof(_)), "{error}");
}

#[test]
fn a_proof_for_another_role_handshake_or_installation_is_refused() {
    let us = identity(2).neighbour();
    let signed = |statement: &[u8]| identity(2).author.sign(statement);
    let errors = [
        judge(|answerer, hash| proof(&us, &signed(&answerer.statement(Role::Offerer, hash, &us)))),
        judge(|answerer, _| {
            let other = answerer.statement(Role::Answerer, &[0; 64], &us);
            proof(&us, &signed(&other))
        }),
        judge(|answerer, hash| {
            let other = Neighbour {
                installation: InstallationId::from_bytes([9; 32]),
                ..us
            };
            proof(
                &other,
                &signed(&answerer.statement(Role::Answerer, hash, &us)),
            )
        }),
    ];
    for error in errors {
        assert!(matches!(error, HandshakeError::Proof(_)), "{error}");
    }
}

#[test]
fn a_replayed_handshake_proves_nobody() {
    let (mut offerer, first) = begin(binding(Role::Offerer), 1, 11);
    let first = first.expect("the offerer begins");
    let (mut answerer, _) = begin(binding(Role::Answerer), 2, 12);
    let answer = answerer.receive(&first).expect("sound").send;
    let last = offerer.receive(&answer[0]).expect("sound").send;
    assert!(answerer.receive(&last[0]).expect("sound").proven.is_some());

    let (mut later, _) = begin(binding(Role::Answerer), 2, 13);
    assert!(
        later
            .receive(&first)
            .expect("it names no time")
            .proven
            .is_none()
    );
    let refused = later.receive(&last[0]).map(|progress| progress.proven);
    assert_eq!(refused, Err(HandshakeError::OtherKey));
}

#[test]
fn only_the_called_installation_is_let_in() {
    let called = Binding {
        expected: Some(InstallationId::from_bytes([5; 32])),
        ..binding(Role::Offerer)
    };
    let (mut offerer, first) = begin(called, 1, 11);
    let (mut answerer, _) = begin(binding(Role::Answerer), 2, 12);
    let answer = answerer
        .receive(&first.expect("begins"))
        .expect("sound")
        .send;
    offerer.receive(&answer[0]).expect("sound");
    let refused = offerer.receive(&answer[1]).map(|progress| progress.proven);
    assert_eq!(refused, Err(HandshakeError::NotTheCalled));
}
