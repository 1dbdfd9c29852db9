//! The types of values, and the expressions that check them.

use super::text::literal;
use crate::json_type::JsonType;

/// The type of a value that is always there.
pub(super) fn type_name(value: &JsonType) -> String {
    match value {
        JsonType::Integer { min, max } if is_long(*min, *max) => "long".to_owned(),
        JsonType::Number => "double".to_owned(),
        JsonType::Bool => "boolean".to_owned(),
        other => boxed(other),
    }
}

/// The type of a value as an object.
pub(super) fn boxed(value: &JsonType) -> String {
    match value {
        JsonType::Text { .. } => "String".to_owned(),
        JsonType::Integer { min, max } if is_long(*min, *max) => "Long".to_owned(),
        JsonType::Integer { .. } => "BigInteger".to_owned(),
        JsonType::Number => "Double".to_owned(),
        JsonType::Bool => "Boolean".to_owned(),
        JsonType::List { of, .. } => format!("List<{}>", boxed(of)),
        JsonType::Map(of) => format!("Map<String, {}>", boxed(of)),
        JsonType::Tuple(places) => match common(places.iter()) {
            Some(first) => format!("List<{}>", boxed(first)),
            None => "List<Object>".to_owned(),
        },
        JsonType::Record(members) => match common(members.iter().map(|(_, value)| value)) {
            Some(first) => format!("Map<String, {}>", boxed(first)),
            None => "Map<String, Object>".to_owned(),
        },
        JsonType::Nullable(inner) if **inner == JsonType::Any => "Object".to_owned(),
        JsonType::Nullable(inner) => format!("Optional<{}>", boxed(inner)),
        JsonType::Any => "Object".to_owned(),
    }
}

fn is_long(min: Option<i128>, max: Option<i128>) -> bool {
    min.is_some_and(|min| min >= i64::MIN.into()) && max.is_some_and(|max| max <= i64::MAX.into())
}

/// The first type, if all are the same.
fn common<'t>(mut values: impl Iterator<Item = &'t JsonType>) -> Option<&'t JsonType> {
    let first = values.next()?;
    values.all(|value| boxed(value) == boxed(first)).then_some(first)
}

/// The expression that checks the value of another one. `depth` keeps the parameters of nested lambdas apart.
pub(super) fn reading(value: &JsonType, of: &str, depth: usize) -> String {
    let each = |inner: &JsonType| {
        let item = format!("item{depth}");
        format!("{item} -> {}", reading(inner, &item, depth + 1))
    };
    match value {
        JsonType::Text { .. } => format!("Read.text({of})"),
        JsonType::Integer { min, max } if is_long(*min, *max) => format!("Read.integer({of})"),
        JsonType::Integer { .. } => format!("Read.bigInteger({of})"),
        JsonType::Number => format!("Read.number({of})"),
        JsonType::Bool => format!("Read.bool({of})"),
        JsonType::List { of: inner, length } => {
            let length = length.map_or(-1, |length| i64::try_from(length).unwrap_or(-1));
            format!("Read.list({of}, {length}L, {})", each(inner))
        }
        JsonType::Map(inner) => format!("Read.map({of}, {})", each(inner)),
        JsonType::Tuple(places) => match common(places.iter()) {
            Some(first) => format!("Read.list({of}, {}L, {})", places.len(), each(first)),
            None => {
                let place = |(at, inner)| {
                    reading(inner, &format!("Read.place({of}, {at}, {})", places.len()), depth)
                };
                let read: Vec<_> = places.iter().enumerate().map(place).collect();
                format!("Read.all({})", read.join(", "))
            }
        },
        JsonType::Record(members) => {
            let names: Vec<_> = members.iter().map(|(name, _)| literal(name)).collect();
            let names = names.join(", ");
            match common(members.iter().map(|(_, value)| value)) {
                Some(first) => {
                    format!("Read.map(Read.record({of}, List.of({names})), {})", each(first))
                }
                None => {
                    let read: Vec<_> = members.iter().map(|(_, value)| each(value)).collect();
                    format!("Read.record({of}, List.of({names}), List.of({}))", read.join(", "))
                }
            }
        }
        JsonType::Nullable(inner) if **inner == JsonType::Any => of.to_owned(),
        JsonType::Nullable(inner) => format!("Read.nullable({of}, {})", each(inner)),
        JsonType::Any => of.to_owned(),
    }
}
