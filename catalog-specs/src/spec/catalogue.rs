//! The form of `Codes::to_json()` and of `.json(…)`: `{CODE: {status, message, log_level}}`.

use jsonc_parser::ast::{Object, Value};

/// What it says of each code.
const MEMBERS: [&str; 3] = ["status", "message", "log_level"];

/// Whether an object is a catalogue in that form.
pub(crate) fn is_catalogue(object: &Object<'_>) -> bool {
    !object.properties.is_empty()
        && object.properties.iter().all(|member| match &member.value {
            Value::Object(entry) => {
                entry.properties.len() == MEMBERS.len()
                    && entry.properties.iter().all(|said| MEMBERS.contains(&said.name.as_str()))
            }
            _ => false,
        })
}
