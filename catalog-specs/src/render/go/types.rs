//! The types of values, and the functions that read them.

use super::text::literal;
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
        JsonType::Any => ANY.to_owned(),
    }
}

/// The type that all have.
fn common<'t>(values: impl Iterator<Item = &'t JsonType>) -> String {
    let mut types: Vec<_> = values.map(type_name).collect();
    types.dedup();
    match <[String; 1]>::try_from(types) {
        Ok([only]) => only,
        Err(_) => ANY.to_owned(),
    }
}

/// The function that reads a value, and refuses one of another type.
pub(super) fn reader(value: &JsonType) -> String {
    match value {
        JsonType::Integer { min, max } if integer(*min, *max) == NUMBER => "wholeNumber".to_owned(),
        JsonType::Text { .. } | JsonType::Integer { .. } | JsonType::Number | JsonType::Bool => {
            format!("plain[{}]", type_name(value))
        }
        JsonType::List { of, length } => {
            let length = length.map_or(-1, |length| i64::try_from(length).unwrap_or(-1));
            format!("listOf({length}, {})", reader(of))
        }
        JsonType::Map(of) => format!("mapOf({})", reader(of)),
        JsonType::Tuple(places) => format!("tupleOf({})", readers(places)),
        JsonType::Record(members) => {
            let names: Vec<_> = members.iter().map(|(name, _)| literal(name)).collect();
            let values: Vec<_> = members.iter().map(|(_, value)| value.clone()).collect();
            format!("recordOf([]string{{{}}}, {})", names.join(", "), readers(&values))
        }
        JsonType::Nullable(inner) if **inner == JsonType::Any => reader(inner),
        JsonType::Nullable(inner) if is_nil_able(inner) => format!("nilOr({})", reader(inner)),
        JsonType::Nullable(inner) => format!("pointerTo({})", reader(inner)),
        JsonType::Any => "anything".to_owned(),
    }
}

/// The functions that read values into the type that all have.
fn readers(values: &[JsonType]) -> String {
    let is_any = common(values.iter()) == ANY;
    let readers = values.iter().map(|value| match type_name(value).as_str() {
        own if is_any && own != ANY => format!("asAny({})", reader(value)),
        _ => reader(value),
    });
    readers.collect::<Vec<_>>().join(", ")
}

const ANY: &str = "any";

/// An integer that may have more than 64 bits.
const NUMBER: &str = "json.Number";

fn integer(min: Option<i128>, max: Option<i128>) -> &'static str {
    match (min, max) {
        (Some(min), Some(max)) if min >= i64::MIN.into() && max <= i64::MAX.into() => "int64",
        (Some(min), Some(max)) if min >= 0 && max <= u64::MAX.into() => "uint64",
        _ => NUMBER,
    }
}

/// Whether the type of a value has a `nil`.
pub(super) fn is_nil_able(value: &JsonType) -> bool {
    !matches!(
        value,
        JsonType::Text { .. } | JsonType::Integer { .. } | JsonType::Number | JsonType::Bool
    )
}
