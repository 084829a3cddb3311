//! Who may do what to a request in which state: every cell is tried and printed
//! (`cargo test policy_matrix -- --nocapture`), none is left out.

use std::collections::BTreeMap;

use p2panda::protocol::generate::draft::Pen;
use p2panda::protocol::id::InstanceId;
use p2panda::protocol::schema::authorization::{Authorization, ReasonCode, Verdict};
use p2panda::protocol::schema::event::Event;
use p2panda::protocol::schema::request::{Request, RequestChange};
use p2panda::protocol::schema::resource::Resource;
use p2panda::protocol::view::ask::AskState;

use crate::world::*;

const ROLES: [&str; 4] = ["owner", "owner's laptop", "asker", "stranger"];
const ACTIONS: [&str; 9] = [
    "accept",
    "decline",
    "waitlist",
    "revoke",
    "withdraw",
    "replace",
    "edit",
    "delete request",
    "delete resource",
];
const STATES: [&str; 8] = [
    "waiting",
    "accepted",
    "waitlisted",
    "declined",
    "revoked",
    "withdrawn",
    "replaced",
    "resource deleted",
];

/// A request in a state.
fn prepare(state: &str) -> (World, InstanceId, InstanceId, InstanceId) {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    match state {
        "waiting" => {}
        "accepted" => {
            world.accept(ANA, asked, garden, hours(10, 12));
        }
        "waitlisted" => {
            world.refuse(ANA, asked, garden, Verdict::Waitlist);
        }
        "declined" => {
            world.refuse(ANA, asked, garden, Verdict::Decline);
        }
        "revoked" => {
            world.accept(ANA, asked, garden, hours(10, 12));
            world.refuse(ANA, asked, garden, Verdict::Revoke);
        }
        "withdrawn" => {
            world.withdraw(BEN, asked);
        }
        "replaced" => {
            let newer = Request {
                replaces: Some(asked),
                ..request(event, garden, Some(hours(11, 13)))
            };
            let newer = world.ask(BEN, &newer);
            world.accept(ANA, newer, garden, hours(11, 13));
        }
        _ => {
            world.draft.delete::<Resource>(world.pen(ANA), garden);
        }
    }
    (world, garden, event, asked)
}

fn act(
    world: &mut World,
    pen: Pen,
    action: &str,
    garden: InstanceId,
    event: InstanceId,
    asked: InstanceId,
) {
    let draft = &mut world.draft;
    let refuse = |verdict| Authorization::refuse(asked, garden, verdict, ReasonCode::Other);
    match action {
        "accept" => {
            draft.create(
                pen,
                &Authorization::accept(asked, garden, Some(hours(10, 12)), 1),
            );
        }
        "decline" => {
            draft.create(pen, &refuse(Verdict::Decline));
        }
        "waitlist" => {
            draft.create(pen, &refuse(Verdict::Waitlist));
        }
        "revoke" => {
            draft.create(pen, &refuse(Verdict::Revoke));
        }
        "withdraw" => {
            draft.update::<Request>(pen, asked, &RequestChange::withdrawal());
        }
        "replace" => {
            let newer = Request {
                replaces: Some(asked),
                ..request(event, garden, Some(hours(11, 13)))
            };
            let newer = draft.create(pen, &newer);
            let owner = Pen {
                author: p2panda::protocol::generate::draft::person_id(ANA),
                ..pen
            };
            draft.create(
                owner,
                &Authorization::accept(newer, garden, Some(hours(11, 13)), 1),
            );
        }
        "edit" => {
            let note = p2panda::protocol::schema::fields::Change::Set("changed".to_owned());
            draft.update::<Request>(
                pen,
                asked,
                &RequestChange {
                    note,
                    ..RequestChange::default()
                },
            );
        }
        "delete request" => {
            draft.delete::<Request>(pen, asked);
        }
        _ => {
            draft.delete::<Resource>(pen, garden);
        }
    }
}

/// What must come out, from the rules: none means «as before».
fn expected(role: &str, action: &str, state: &str) -> Option<AskState> {
    let owner = role.starts_with("owner");
    let is_final = ["withdrawn", "replaced", "resource deleted"].contains(&state);
    match action {
        "withdraw" | "delete request" if role == "asker" => Some(AskState::Withdrawn),
        "delete resource" if owner && state != "withdrawn" => Some(AskState::ResourceDeleted),
        "replace" if role == "asker" && !["withdrawn", "resource deleted"].contains(&state) => {
            Some(AskState::Replaced)
        }
        _ if is_final || !owner => None,
        "accept" => Some(AskState::Accepted),
        "decline" => Some(AskState::Declined),
        "waitlist" => Some(AskState::Waitlisted),
        "revoke" => Some(AskState::Unavailable),
        _ => None,
    }
}

#[test]
fn policy_matrix_of_role_action_and_state_has_no_empty_cell() {
    let mut cells: BTreeMap<(&str, &str, &str), AskState> = BTreeMap::new();
    for (number, role) in ROLES.into_iter().enumerate() {
        for action in ACTIONS {
            for state in STATES {
                let (mut world, garden, event, asked) = prepare(state);
                let before = world.view().ask_state(&world.festival, &asked);
                let pen = [
                    world.pen(ANA),
                    world.pen_on(ANA, 2),
                    world.pen(BEN),
                    world.pen(CEM),
                ][number];
                act(&mut world, pen, action, garden, event, asked);
                let view = world.agreed();
                let after = view.ask_state(&world.festival, &asked);
                assert_eq!(
                    after,
                    expected(role, action, state).unwrap_or(before),
                    "{role}: {action} when {state}"
                );
                let busy = view
                    .home(&world.festival)
                    .grants(garden)
                    .any(|grant| grant.request == asked);
                assert_eq!(
                    busy,
                    after == AskState::Accepted,
                    "{role}: {action} when {state}"
                );
                cells.insert((role, action, state), after);
            }
        }
    }
    assert_eq!(cells.len(), ROLES.len() * ACTIONS.len() * STATES.len());
    for ((role, action, state), after) in &cells {
        println!("{role:>15} {action:>16} when {state:<16} -> {after:?}");
    }
}

#[test]
fn what_strangers_make_never_changes_what_others_made() {
    let mut world = World::new();
    let (garden, event, asked) = world.asked();
    world.accept(ANA, asked, garden, hours(10, 12));
    let before = world
        .agreed()
        .look(&world.festival, &event)
        .needs
        .clone()
        .len();
    for action in ACTIONS {
        let pen = world.pen(CEM);
        act(&mut world, pen, action, garden, event, asked);
    }
    world.draft.delete::<Event>(world.pen(CEM), event);
    let view = world.agreed();
    assert_eq!(view.look(&world.festival, &event).needs.len(), before);
    assert_eq!(view.ask_state(&world.festival, &asked), AskState::Accepted);
}
