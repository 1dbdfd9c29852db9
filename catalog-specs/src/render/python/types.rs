//! The types of values, and the expressions that check them.

use super::text::literal;
use crate::json_type::JsonType;

/// The type of a value.
pub(super) fn type_name(value: &JsonType) -> String {
    match value {
        JsonType::Text { .. } => "str".to_owned(),
        JsonType::Integer { .. } => "int".to_owned(),
        JsonType::Number => "float".to_owned(),
        JsonType::Bool => "bool".to_owned(),
        JsonType::List { of, .. } => format!("Sequence[{}]", type_name(of)),
        JsonType::Map(of) => format!("Mapping[str, {}]", type_name(of)),
        JsonType::Tuple(places) => {
            let places: Vec<_> = places.iter().map(type_name).collect();
            format!("Tuple[{}]", places.join(", "))
        }
        JsonType::Record(members) => match members.first() {
            Some((_, first)) if members.iter().all(|(_, value)| same(value, first)) => {
                format!("Mapping[str, {}]", type_name(first))
            }
            _ => "Mapping[str, object]".to_owned(),
        },
        JsonType::Nullable(inner) if **inner == JsonType::Any => "object".to_owned(),
        JsonType::Nullable(inner) => format!("Optional[{}]", type_name(inner)),
        JsonType::Any => "object".to_owned(),
    }
}

fn same(a: &JsonType, b: &JsonType) -> bool {
    type_name(a) == type_name(b)
}

/// The expression that checks the value of another one. `depth` keeps the parameters of nested lambdas apart.
pub(super) fn reading(value: &JsonType, of: &str, depth: usize) -> String {
    let each = |inner: &JsonType| {
        let item = format!("item{depth}");
        format!("lambda {item}: {}", reading(inner, &item, depth + 1))
    };
    match value {
        JsonType::Text { .. } => format!("_text({of})"),
        JsonType::Integer { .. } => format!("_integer({of})"),
        JsonType::Number => format!("_number({of})"),
        JsonType::Bool => format!("_boolean({of})"),
        JsonType::List { of: inner, length } => {
            let length = length.map_or_else(String::new, |length| format!(", {length}"));
            format!("_list({of}, {}{length})", each(inner))
        }
        JsonType::Map(inner) => format!("_map({of}, {})", each(inner)),
        JsonType::Tuple(places) => {
            let place = |(at, inner)| {
                let item = format!("_place({of}, {at}, {})", places.len());
                reading(inner, &item, depth)
            };
            let read: Vec<_> = places.iter().enumerate().map(place).collect();
            format!("({},)", read.join(", "))
        }
        JsonType::Record(members) => {
            let keys: Vec<_> = members.iter().map(|(name, _)| literal(name)).collect();
            let record = format!("_record({of}, [{}])", keys.join(", "));
            match members.first() {
                Some((_, first)) if members.iter().all(|(_, value)| same(value, first)) => {
                    format!("_map({record}, {})", each(first))
                }
                _ => record,
            }
        }
        JsonType::Nullable(inner) if **inner == JsonType::Any => of.to_owned(),
        JsonType::Nullable(inner) => format!("_nullable({of}, {})", each(inner)),
        JsonType::Any => of.to_owned(),
    }
}
