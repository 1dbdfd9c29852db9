//! The summary JSON of `Codes::to_json()` and `.json(…)`: `{CODE: {status, message, log_level}}`.

use jsonc_parser::ast::{Object, Value};

/// The members of a code.
const MEMBERS: [&str; 3] = ["status", "message", "log_level"];

/// Whether an object is summary JSON.
pub(crate) fn is_summary(object: &Object<'_>) -> bool {
    !object.properties.is_empty()
        && object.properties.iter().all(|member| match &member.value {
            Value::Object(entry) => {
                let has =
                    |name: &str| entry.properties.iter().any(|member| member.name.as_str() == name);
                // The public edition has no log level.
                has("status")
                    && has("message")
                    && entry.properties.iter().all(|member| MEMBERS.contains(&member.name.as_str()))
            }
            _ => false,
        })
}
