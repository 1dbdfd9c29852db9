//! JSON Schema (2020-12) of value types.

use crate::Json;
use crate::wire::Wire;

/// The largest integer that every JSON parser keeps.
const SAFE: i128 = (1 << 53) - 1;

/// The schema of a value.
pub(super) fn schema_of(wire: &Wire) -> Json {
    let typed = |name: &str| object([("type", name.into())]);
    match wire {
        Wire::Text { format } => {
            let mut schema = typed("string");
            if let Some(format) = format {
                schema.put("format", *format);
            }
            schema
        }
        Wire::Integer { min, max } => {
            let mut schema = typed("integer");
            for (name, bound) in [("minimum", min), ("maximum", max)] {
                if let Some(bound) = bound.filter(|bound| (-SAFE..=SAFE).contains(bound)) {
                    schema.put(name, Json::Integer(bound));
                }
            }
            schema
        }
        Wire::Number => typed("number"),
        Wire::Bool => typed("boolean"),
        Wire::List { of: item, length } => {
            let mut schema = object([("type", "array".into()), ("items", schema_of(item))]);
            if let Some(length) = length {
                schema.put("minItems", *length);
                schema.put("maxItems", *length);
            }
            schema
        }
        Wire::Map(value) => {
            object([("type", "object".into()), ("additionalProperties", schema_of(value))])
        }
        Wire::Tuple(places) => {
            let length = u64::try_from(places.len()).unwrap_or(u64::MAX);
            object([
                ("type", "array".into()),
                ("prefixItems", Json::List(places.iter().map(schema_of).collect())),
                ("minItems", length.into()),
                ("maxItems", length.into()),
            ])
        }
        Wire::Record(members) => object([
            ("type", "object".into()),
            ("required", Json::list(members.iter().map(|(name, _)| *name))),
            (
                "properties",
                Json::object(members.iter().map(|(name, wire)| (*name, schema_of(wire)))),
            ),
        ]),
        Wire::Nullable(inner) if **inner == Wire::Any => object([]),
        Wire::Nullable(inner) => {
            object([("anyOf", Json::List(vec![schema_of(inner), typed("null")]))])
        }
        Wire::Any => object([]),
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
    schema_of(&Wire::Integer { min: Some(min), max: None })
}
