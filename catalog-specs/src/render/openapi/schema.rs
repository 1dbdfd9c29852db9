//! JSON Schema (2020-12) of value types.

use crate::Json;
use crate::json_type::JsonType;

/// The largest integer that every JSON parser keeps.
const SAFE: i128 = (1 << 53) - 1;

/// The schema of a value.
pub(super) fn schema_of(wire: &JsonType) -> Json {
    let typed = |name: &str| object([("type", name.into())]);
    match wire {
        JsonType::Text { format } => {
            let mut schema = typed("string");
            if let Some(format) = format {
                schema.put("format", *format);
            }
            schema
        }
        JsonType::Integer { min, max } => {
            let mut schema = typed("integer");
            for (name, bound) in [("minimum", min), ("maximum", max)] {
                if let Some(bound) = bound.filter(|bound| (-SAFE..=SAFE).contains(bound)) {
                    schema.put(name, Json::Integer(bound));
                }
            }
            schema
        }
        JsonType::Number => typed("number"),
        JsonType::Bool => typed("boolean"),
        JsonType::List { of: item, length } => {
            let mut schema = object([("type", "array".into()), ("items", schema_of(item))]);
            if let Some(length) = length {
                schema.put("minItems", *length);
                schema.put("maxItems", *length);
            }
            schema
        }
        JsonType::Map(value) => {
            object([("type", "object".into()), ("additionalProperties", schema_of(value))])
        }
        JsonType::Tuple(places) => {
            let length = u64::try_from(places.len()).unwrap_or(u64::MAX);
            object([
                ("type", "array".into()),
                ("prefixItems", Json::List(places.iter().map(schema_of).collect())),
                ("minItems", length.into()),
                ("maxItems", length.into()),
            ])
        }
        JsonType::Record(members) => object([
            ("type", "object".into()),
            ("required", Json::list(members.iter().map(|(name, _)| *name))),
            (
                "properties",
                Json::object(members.iter().map(|(name, wire)| (*name, schema_of(wire)))),
            ),
        ]),
        JsonType::Nullable(inner) if **inner == JsonType::Any => object([]),
        JsonType::Nullable(inner) => {
            object([("anyOf", Json::List(vec![schema_of(inner), typed("null")]))])
        }
        JsonType::Any => object([]),
    }
}

/// An object of members.
pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::object(members)
}

/// A text.
pub(super) fn text() -> Json {
    object([("type", "string".into())])
}

/// An integer of at least `min`.
pub(super) fn integer(min: i128) -> Json {
    schema_of(&JsonType::Integer { min: Some(min), max: None })
}
