//! Publishing again what fell away from an own log that was forked. Each message is
//! signed anew in the new log; instances get new names there, and every message
//! that names an old one names the new one.

use std::collections::BTreeMap;

use ciborium::Value;

use super::super::pen::Pen;
use super::super::refusal::Refusal;
use super::Made;
use crate::protocol::id::{DeviceNumber, FestivalId, InstanceId};
use crate::protocol::message::{Action, Message};
use crate::protocol::schema::fields::Schema;
use crate::protocol::schema::{join, resource};

/// Old names and new ones.
type Renamed = BTreeMap<InstanceId, InstanceId>;

pub(super) fn publish(pen: &mut Pen<'_>, festival: FestivalId) -> Result<Made, Refusal> {
    let desk = pen.desk;
    let device = pen.device(&festival)?;
    let mut renamed = Renamed::new();
    for (old, payload) in desk.local.fallen_messages(&festival, desk.ledger) {
        let Ok(mut message) = Message::decode(&payload) else {
            continue;
        };
        if message.schema == join::NAME {
            continue;
        }
        let creates = message.action == Action::Create;
        message.id = message.id.map(|id| *renamed.get(&id).unwrap_or(&id));
        if let Some(fields) = &mut message.fields {
            rename(fields, &renamed);
            if message.schema == resource::Resource::NAME {
                decide_here(fields, device);
            }
        }
        let new = pen.say(&festival, message)?;
        if creates {
            renamed.insert(old, new);
        }
    }
    forget(pen, festival)
}

pub(super) fn forget(pen: &mut Pen<'_>, festival: FestivalId) -> Result<Made, Refusal> {
    for row in pen.desk.local.forget_fallen(&festival) {
        pen.row(row);
    }
    Ok(Made::festival(festival))
}

/// Names of instances are the only byte strings of this length that are found among
/// the old names.
fn rename(value: &mut Value, renamed: &Renamed) {
    match value {
        Value::Bytes(bytes) => {
            let new = InstanceId::from_slice(bytes).and_then(|id| renamed.get(&id));
            if let Some(new) = new {
                *bytes = new.as_bytes().to_vec();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, renamed)),
        Value::Map(pairs) => pairs
            .iter_mut()
            .for_each(|(_, value)| rename(value, renamed)),
        _ => {}
    }
}

/// What the lost log decided for, the new one decides for.
fn decide_here(fields: &mut Value, device: DeviceNumber) {
    let Value::Map(pairs) = fields else { return };
    for (name, value) in pairs {
        if *name == Value::Text("decider".to_owned()) && value.is_integer() {
            *value = Value::Integer(device.0.into());
        }
    }
}
