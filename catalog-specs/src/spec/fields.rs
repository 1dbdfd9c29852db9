//! The fields of a variant: those that clients receive, and the others.

use core::ops::Range;

use jsonc_parser::ast::Value;

use super::members::{Members, Reader, Shape};
use super::names::is_name;
use crate::model::{Detail, HiddenField, HiddenRole, Row};
use crate::source::json::range;

/// A field that clients receive.
const DETAIL: Shape = Shape {
    noun: "a detail",
    known: &["name", "field", "type", "doc", "optional", "flatten", "display", "retry_after"],
    required: &["name", "type"],
};

/// Any other field.
const HIDDEN: Shape = Shape {
    noun: "a hidden field",
    known: &["field", "type", "roles", "name", "display"],
    required: &["field", "type"],
};

/// The fields clients receive.
pub(super) fn details<'t>(reader: &mut Reader<'_, 't>, members: &Members<'_, 't>) -> Vec<Detail> {
    each(reader, members, "details", &DETAIL, |reader, field| {
        let name = text(reader, field, "name").unwrap_or_default();
        let written = text(reader, field, "type").unwrap_or_default();
        let is_optional = flag(reader, field, "optional");
        Detail {
            field: text(reader, field, "field").unwrap_or_else(|| name.clone()),
            name,
            type_name: if is_optional { format!("Option<{written}>") } else { written },
            doc: text(reader, field, "doc").unwrap_or_default(),
            flatten: flag(reader, field, "flatten"),
            display: flag(reader, field, "display"),
            retry_after: flag(reader, field, "retry_after"),
        }
    })
}

/// The other fields.
pub(super) fn hidden<'t>(
    reader: &mut Reader<'_, 't>,
    members: &Members<'_, 't>,
) -> Vec<HiddenField> {
    each(reader, members, "hidden", &HIDDEN, |reader, field| HiddenField {
        field: text(reader, field, "field").unwrap_or_default(),
        type_name: text(reader, field, "type").unwrap_or_default(),
        roles: roles(reader, field),
        name: text(reader, field, "name"),
        display: flag(reader, field, "display"),
    })
}

/// The fields of one variant have names, or are those of a tuple.
pub(super) fn check_names(reader: &mut Reader<'_, '_>, row: &Row, at: Range<usize>) {
    let details = row.details.iter().map(|detail| detail.field.as_str());
    let names: Vec<_> =
        details.chain(row.hidden.iter().map(|hidden| hidden.field.as_str())).collect();
    for (position, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if names.iter().take(position).any(|known| known == name) {
            let message = format!("`{}` has two fields `{name}`", row.code);
            let help =
                "rename one: `\"field\": \"...\"` is its name in Rust, `name` the one clients read";
            reader.wrong(at.clone(), message, help);
        }
    }
    let is_index =
        |name: &&&str| name.parse::<usize>().is_ok_and(|index| index.to_string() == **name);
    let indexes = names.iter().filter(is_index).count();
    if indexes == 0 {
        for name in names.iter().filter(|name| !name.is_empty() && !is_name(name)) {
            let message = format!("`{name}` is no name of a field in Rust");
            let help = "say one: `\"field\": \"user_id\"`";
            reader.wrong(at.clone(), message, help);
        }
    } else if indexes < names.len()
        || !(0..names.len()).all(|index| names.contains(&index.to_string().as_str()))
    {
        let message = format!("the fields of `{}` are no tuple", row.code);
        let help = "name all of them, or number all of them from 0 on";
        reader.wrong(at, message, help);
    }
}

fn each<'t, T>(
    reader: &mut Reader<'_, 't>,
    members: &Members<'_, 't>,
    key: &str,
    shape: &Shape,
    mut read: impl FnMut(&mut Reader<'_, 't>, &Members<'_, 't>) -> T,
) -> Vec<T> {
    let mut fields = Vec::new();
    let list = members.get(key).and_then(|list| reader.list(list, key));
    for element in list.into_iter().flatten() {
        if let Some(object) = reader.object(element, key) {
            let field = reader.members(object, range(element), shape);
            fields.push(read(reader, &field));
        }
    }
    fields
}

fn roles<'t>(reader: &mut Reader<'_, 't>, field: &Members<'_, 't>) -> Vec<HiddenRole> {
    let Some(value) = field.get("roles") else { return Vec::new() };
    let words: Vec<_> = HiddenRole::ALL.iter().map(|role| role.as_str()).collect();
    let mut roles = Vec::new();
    for element in reader.list(value, "roles").into_iter().flatten() {
        if let Some(role) = reader.word(element, "roles", ("role", &words), HiddenRole::parse) {
            if roles.contains(&role) {
                let message = format!("`{}` stands twice in `roles`", role.as_str());
                reader.wrong(range(element), message, "keep one of the two");
            }
            roles.push(role);
        }
    }
    roles
}

fn text<'t>(reader: &mut Reader<'_, 't>, members: &Members<'_, 't>, key: &str) -> Option<String> {
    members.get(key).and_then(|value| reader.text(value, key))
}

fn flag<'t>(reader: &mut Reader<'_, 't>, members: &Members<'_, 't>, key: &str) -> bool {
    let value: Option<&Value<'t>> = members.get(key);
    value.and_then(|value| reader.boolean(value, key)).unwrap_or_default()
}
