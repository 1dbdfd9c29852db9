//! The types of the details of every code, as a table that the guard reads.

use core::fmt::Write as _;

use super::super::clients::{Client, Details};
use super::text::{key, literal};
use crate::json_type::JsonType;

/// The table; nothing if no body of the dialect has details.
pub(super) fn table(client: &Client<'_>) -> Option<String> {
    client.envelope.details_content()?;
    let mut out = "\nconst DETAIL_TYPES: Readonly<Record<string, DetailTypes>> = {\n".to_owned();
    for public in &client.codes {
        if let Some(details) = client.details(public) {
            let _ = writeln!(out, "  {}: {},", key(&public.entry.code), row(&details));
        }
    }
    out.push_str("};\n");
    Some(out)
}

fn row(details: &Details<'_>) -> String {
    let members = details.fields.iter().map(|field| {
        let optional = if field.is_required { "" } else { ", true" };
        format!("[{}, {}{optional}]", literal(&field.name), json_type(&field.value))
    });
    let members: Vec<_> = members.collect();
    let mut parts = vec![format!("members: [{}]", members.join(", "))];
    if let Some(rest) = &details.rest {
        let known: Vec<_> = details.known_names().map(literal).collect();
        parts.push(format!("others: [{}, [{}]]", json_type(&rest.value), known.join(", ")));
    }
    if details.may_be_absent {
        parts.push("isOptional: true".to_owned());
    }
    format!("{{ {} }}", parts.join(", "))
}

fn json_type(value: &JsonType) -> String {
    match value {
        JsonType::Text { .. } => literal("string"),
        JsonType::Integer { .. } => literal("integer"),
        JsonType::Number => literal("number"),
        JsonType::Bool => literal("boolean"),
        JsonType::Any => literal("unknown"),
        JsonType::List { of, length } => {
            let length = length.map_or_else(String::new, |length| format!(", {length}"));
            format!("[\"list\", {}{length}]", json_type(of))
        }
        JsonType::Map(of) => format!("[\"map\", {}]", json_type(of)),
        JsonType::Tuple(places) => {
            let places: Vec<_> = places.iter().map(json_type).collect();
            format!("[\"tuple\", [{}]]", places.join(", "))
        }
        JsonType::Record(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(name, of)| format!("[{}, {}]", literal(name), json_type(of)))
                .collect();
            format!("[\"record\", [{}]]", members.join(", "))
        }
        JsonType::Nullable(of) => format!("[\"nullable\", {}]", json_type(of)),
    }
}
