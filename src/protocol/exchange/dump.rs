//! Everything that is known in a festival as JSON, for scripts and for the curious:
//! every instance with its fields as they are now, ids in hexadecimal digits.
//!
//! ```text
//! { "festival": id, "instances": [
//!   { "schema", "id", "author", "clock", "time", "changed", "deleted", "fields": {…} } ] }
//! ```

use ciborium::Value;
use serde_json::{Map, Value as Json, json};

use super::ExchangeError;
use crate::protocol::schema::codec::Fields;
use crate::protocol::schema::fields::Schema;
use crate::protocol::view::entity::{Entity, History, Origin};
use crate::protocol::view::part::Part;

/// Writes everything that a festival's part of the view holds, by schema and id.
///
/// # Errors
///
/// [`ExchangeError::Write`].
pub fn write(part: &Part) -> Result<Vec<u8>, ExchangeError> {
    let mut instances = Vec::new();
    let requests = part.asks().values().filter_map(|ask| ask.request.as_ref());
    let answers = part.asks().values().flat_map(|ask| ask.answers.values());
    instances.extend(part.description().map(entity));
    instances.extend(part.branches().values().map(entity));
    instances.extend(part.resources().values().map(entity));
    instances.extend(part.events().values().map(entity));
    instances.extend(requests.map(entity));
    for answer in answers {
        let history = History::of(&answer.origin);
        let fields = pairs(answer.value.write_pairs());
        instances.push(instance(
            "authorization",
            &answer.origin,
            &history,
            false,
            fields,
        ));
    }
    for raw in part.raws().values() {
        let fields = raw.fields().into_iter();
        let fields = fields.map(|(name, value)| (name, json_of(value))).collect();
        instances.push(instance(
            &raw.schema,
            &raw.origin,
            &raw.history,
            raw.deleted,
            fields,
        ));
    }
    let festival = hex(part.festival().as_bytes());
    serde_json::to_vec(&json!({ "festival": festival, "instances": instances }))
        .map_err(|error| ExchangeError::Write(error.to_string()))
}

fn entity<T: Schema>(entity: &Entity<T>) -> Json {
    let fields = pairs(entity.value.write_pairs());
    instance(
        T::NAME,
        &entity.origin,
        &entity.history,
        entity.deleted,
        fields,
    )
}

fn instance(
    schema: &str,
    origin: &Origin,
    history: &History,
    deleted: bool,
    fields: Map<String, Json>,
) -> Json {
    json!({
        "schema": schema,
        "id": hex(origin.id().as_bytes()),
        "author": hex(origin.author().as_bytes()),
        "clock": origin.stamp.clock,
        "time": origin.time,
        "changed": history.last_time,
        "deleted": deleted,
        "fields": fields,
    })
}

fn pairs(pairs: Vec<(Value, Value)>) -> Map<String, Json> {
    let named = pairs.into_iter().filter_map(|(name, value)| match name {
        Value::Text(name) => Some((name, json_of(value))),
        _ => None,
    });
    named.collect()
}

/// A CBOR value as JSON; what JSON does not have becomes text or nothing.
fn json_of(value: Value) -> Json {
    match value {
        Value::Bool(value) => value.into(),
        Value::Integer(value) => match (u64::try_from(value), i64::try_from(value)) {
            (Ok(value), _) => value.into(),
            (_, Ok(value)) => value.into(),
            _ => i128::from(value).to_string().into(),
        },
        Value::Text(value) => value.into(),
        Value::Bytes(value) => hex(&value).into(),
        Value::Array(values) => values.into_iter().map(json_of).collect(),
        Value::Map(values) => pairs(values).into(),
        _ => Json::Null,
    }
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
