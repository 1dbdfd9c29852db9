//! JSON Schema (2020-12) of value types, in words that every reader of `OpenAPI` keeps.
//!
//! utoipa drops `const` without `enum`, refuses empty schemas, and loses `anyOf` beside other members. openapi-typescript
//! takes an object without members for one that has none. So a value is never described by nothing.

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
            let mut kinds: Vec<Json> = Vec::new();
            for kind in places.iter().map(schema_of) {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            // `prefixItems` would say which element is of which type. It needs `items: false` beside it for readers that
            // otherwise add a place, which spectral takes for no `items` at all.
            let any = match <[Json; 1]>::try_from(kinds) {
                Ok([only]) => only,
                Err(kinds) => object([("anyOf", Json::List(kinds))]),
            };
            object([
                ("type", "array".into()),
                ("items", any),
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
        JsonType::Nullable(inner) => nullable(schema_of(inner)),
        JsonType::Any => object([
            ("type", Json::list(["string", "number", "boolean", "object", "array", NULL])),
            ("items", true.into()),
            ("additionalProperties", true.into()),
        ]),
    }
}

const NULL: &str = "null";

/// The schema with `null` among its types.
fn nullable(schema: Json) -> Json {
    let Json::Object(mut members) = schema else { return schema };
    if let Some((_, kind)) = members.iter_mut().find(|(name, _)| name == "type") {
        match kind {
            Json::List(kinds) if kinds.contains(&NULL.into()) => {}
            Json::List(kinds) => kinds.push(NULL.into()),
            only => *only = Json::List(vec![only.clone(), NULL.into()]),
        }
    }
    Json::Object(members)
}

/// A value that is always the same.
pub(super) fn constant(kind: &str, value: impl Into<Json>) -> Json {
    let value = value.into();
    object([("type", kind.into()), ("enum", Json::List(vec![value.clone()])), ("const", value)])
}

/// An object that may have any members.
pub(super) fn open() -> Json {
    object([("type", "object".into()), ("additionalProperties", true.into())])
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
