//! Which of the details that another service sent are sent on: it may have been taken over, or be no service of ours at all.

use catalog_specs_core::find_misleading;
use catalog_specs_core::json_type::JsonType;
use catalog_specs_core::model::Detail;
use serde_json::{Map, Value};

use crate::Entry;
use crate::envelope::ReceivedEnvelope;
use crate::fields::WriteJson as _;

/// As many bytes of JSON as all details of one error have together.
const MOST: usize = 64 * 1024;

/// The details that an entry declares, each of its documented type and up to a limited size. All others are left out.
pub(super) fn admit(entry: &'static Entry, received: &ReceivedEnvelope) -> Map<String, Value> {
    let (declared, _) = entry.model_fields();
    let plain: Vec<_> = declared
        .iter()
        .filter(|detail| !detail.flatten)
        .map(|detail| (received.name_of_detail(&detail.name), detail))
        .collect();
    let of_rest = type_of_rest(&declared);
    let mut room = MOST;
    let mut admitted = Map::new();
    for (name, value) in received.details() {
        // As on the wire, the first of two equal names wins.
        let detail = plain.iter().find(|(own, _)| own == name).map(|(_, detail)| *detail);
        let (name, wire) = match detail {
            Some(detail) => (&detail.name, Some(JsonType::from_detail(detail))),
            None => (name, of_rest.clone()),
        };
        let Some(value) = wire.and_then(|wire| fitting(value, &wire)).filter(is_sound) else {
            continue;
        };
        let Some(left) = size(name, &value).and_then(|size| room.checked_sub(size)) else {
            continue;
        };
        room = left;
        admitted.insert(name.clone(), value);
    }
    admitted
}

/// What the members of flattened details are on the wire; nothing where there are none.
fn type_of_rest(declared: &[Detail]) -> Option<JsonType> {
    let mut flattened = declared.iter().filter(|detail| detail.flatten);
    let first = flattened.next()?;
    // With two flattened details the owner of a member is unknown.
    let is_alone = flattened.next().is_none();
    Some(match JsonType::from_detail(first) {
        JsonType::Map(value) if is_alone => *value,
        _ => JsonType::Any,
    })
}

/// The value if it is of the type. A number that the Google dialect sent as a text becomes a number again.
fn fitting(value: &Value, wire: &JsonType) -> Option<Value> {
    // An absent detail.
    if value.is_null() {
        return None;
    }
    if fits(value, wire) {
        return Some(value.clone());
    }
    let read = serde_json::from_str(value.as_str()?).ok()?;
    fits(&read, wire).then_some(read)
}

fn fits(value: &Value, wire: &JsonType) -> bool {
    match wire {
        JsonType::Any => true,
        JsonType::Nullable(inner) => value.is_null() || fits(value, inner),
        JsonType::Text { .. } => value.is_string(),
        JsonType::Bool => value.is_boolean(),
        JsonType::Number => value.is_number(),
        JsonType::Integer { min, max } => integer(value).is_some_and(|number| {
            min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max)
        }),
        JsonType::List { of, length } => value.as_array().is_some_and(|items| {
            length.is_none_or(|length| u64::try_from(items.len()) == Ok(length))
                && items.iter().all(|item| fits(item, of))
        }),
        JsonType::Tuple(places) => value.as_array().is_some_and(|items| {
            items.len() == places.len() && items.iter().zip(places).all(|(item, of)| fits(item, of))
        }),
        JsonType::Map(of) => {
            value.as_object().is_some_and(|members| members.values().all(|member| fits(member, of)))
        }
        JsonType::Record(keys) => value.as_object().is_some_and(|members| {
            members.len() == keys.len()
                && keys
                    .iter()
                    .all(|(key, of)| members.get(*key).is_some_and(|member| fits(member, of)))
        }),
    }
}

/// Whether no text of it controls a terminal or turns the direction of what is read.
fn is_sound(value: &Value) -> bool {
    match value {
        Value::String(text) => find_misleading(text).is_none(),
        Value::Array(items) => items.iter().all(is_sound),
        Value::Object(members) => {
            members.iter().all(|(name, value)| find_misleading(name).is_none() && is_sound(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Only numbers of 64 bits are exact in a [`Value`].
fn integer(value: &Value) -> Option<i128> {
    value.as_u64().map(i128::from).or_else(|| value.as_i64().map(i128::from))
}

/// As much as a detail takes in a body.
fn size(name: &str, value: &Value) -> Option<usize> {
    let mut json = Vec::new();
    value.write_json(&mut json).ok()?;
    Some(name.len() + json.len())
}
