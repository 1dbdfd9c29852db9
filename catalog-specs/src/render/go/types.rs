//! The types of values.

use crate::json_type::JsonType;

/// The type of a value.
pub(super) fn type_name(value: &JsonType) -> String {
    match value {
        JsonType::Text { .. } => "string".to_owned(),
        JsonType::Integer { min, max } => integer(*min, *max).to_owned(),
        JsonType::Number => "float64".to_owned(),
        JsonType::Bool => "bool".to_owned(),
        JsonType::List { of, .. } => format!("[]{}", type_name(of)),
        JsonType::Map(of) => format!("map[string]{}", type_name(of)),
        JsonType::Tuple(places) => format!("[]{}", common(places.iter())),
        JsonType::Record(members) => {
            format!("map[string]{}", common(members.iter().map(|(_, value)| value)))
        }
        JsonType::Nullable(inner) if is_nil_able(inner) => type_name(inner),
        JsonType::Nullable(inner) => format!("*{}", type_name(inner)),
        JsonType::Any => "any".to_owned(),
    }
}

/// The type that all have.
fn common<'t>(values: impl Iterator<Item = &'t JsonType>) -> String {
    let mut types: Vec<_> = values.map(type_name).collect();
    types.dedup();
    match <[String; 1]>::try_from(types) {
        Ok([only]) => only,
        Err(_) => "any".to_owned(),
    }
}

fn integer(min: Option<i128>, max: Option<i128>) -> &'static str {
    match (min, max) {
        (Some(min), Some(max)) if min >= i64::MIN.into() && max <= i64::MAX.into() => "int64",
        (Some(min), Some(max)) if min >= 0 && max <= u64::MAX.into() => "uint64",
        _ => "json.Number",
    }
}

/// Whether the type of a value has a `nil`.
pub(super) fn is_nil_able(value: &JsonType) -> bool {
    !matches!(
        value,
        JsonType::Text { .. } | JsonType::Integer { .. } | JsonType::Number | JsonType::Bool
    )
}
