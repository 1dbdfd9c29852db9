//! Reads the fields of a variant: details and hidden fields.

use core::ops::Range;

use jsonc_parser::ast::Value;

use super::members::{Members, Shape, SpecReader};
use super::names::is_name;
use crate::declared::{At, Field, Role};
use crate::model::{HiddenRole, is_data_class};
use crate::source::json::{Bytes, range};

const DETAIL: Shape = Shape {
    noun: "a detail",
    known: &[
        "name",
        "field",
        "type",
        "doc",
        "optional",
        "flatten",
        "display",
        "retry_after",
        "data_class",
    ],
    required: &["name", "type"],
};

const HIDDEN: Shape = Shape {
    noun: "a hidden field",
    known: &["field", "type", "roles", "name", "display", "data_class"],
    required: &["field", "type"],
};

/// Reads the details.
pub(super) fn details<'t>(
    reader: &mut SpecReader<'_, 't>,
    members: &Members<'_, 't>,
) -> Vec<Field<Bytes>> {
    read_each(reader, members, "details", &DETAIL, |reader, object, field| {
        let name = object.get("name").and_then(|name| reader.text_at(name, "name"));
        let name = name.unwrap_or_else(|| At::new(String::new(), field.pos));
        let written = text(reader, object, "type").unwrap_or_default();
        let is_optional = flag(reader, object, "optional");
        field.name = text(reader, object, "field").unwrap_or_else(|| name.value.clone());
        field.type_name = if is_optional { format!("Option<{written}>") } else { written };
        field.doc = text(reader, object, "doc").unwrap_or_default();
        field.is_retry_after = flag(reader, object, "retry_after");
        field.data_class = data_class(reader, object);
        let flatten = flag(reader, object, "flatten");
        let display = flag(reader, object, "display");
        let is_named = name.value != field.name;
        let role = Role::Detail { name, is_named, flatten, display };
        field.take_role(At::new("detail", field.pos), role);
    })
}

/// Reads the hidden fields.
pub(super) fn hidden<'t>(
    reader: &mut SpecReader<'_, 't>,
    members: &Members<'_, 't>,
) -> Vec<Field<Bytes>> {
    read_each(reader, members, "hidden", &HIDDEN, |reader, object, field| {
        field.name = text(reader, object, "field").unwrap_or_default();
        field.type_name = text(reader, object, "type").unwrap_or_default();
        let name = object.get("name").and_then(|name| reader.text_at(name, "name"));
        let name = name.unwrap_or_else(|| At::new(field.name.clone(), field.pos));
        let display = flag(reader, object, "display");
        field.data_class = data_class(reader, object);
        for At { value: role, pos } in roles(reader, object) {
            let word = At::new(role.as_str(), pos);
            match role {
                HiddenRole::Context => {
                    field.take_role(word, Role::Context { name: name.clone(), display });
                }
                HiddenRole::Secret => field.take_role(word, Role::Secret),
                HiddenRole::Source => field.is_source = true,
                HiddenRole::From => (field.is_source, field.is_from) = (true, true),
                HiddenRole::RetryAfter => field.is_retry_after = true,
            }
        }
    })
}

/// Checks that the fields of a variant all have names, or all have indexes.
pub(super) fn check_names(
    reader: &mut SpecReader<'_, '_>,
    code: &str,
    fields: &[Field<Bytes>],
    at: Range<usize>,
) {
    let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    for (position, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if names.iter().take(position).any(|known| known == name) {
            let message = format!("two fields of `{code}` are named `{name}`");
            let help =
                "rename one: `field` is the name in Rust, `name` the name that clients receive";
            reader.error(at.clone(), message, help);
        }
    }
    let is_index =
        |name: &&&str| name.parse::<usize>().is_ok_and(|index| index.to_string() == **name);
    let indexes = names.iter().filter(is_index).count();
    if indexes == 0 {
        for name in names.iter().filter(|name| !name.is_empty() && !is_name(name)) {
            let message = format!("`{name}` is not a field name in Rust");
            let help = "add one: `\"field\": \"user_id\"`";
            reader.error(at.clone(), message, help);
        }
    } else if indexes < names.len()
        || !(0..names.len()).all(|index| names.contains(&index.to_string().as_str()))
    {
        let message = format!("the fields of `{code}` are neither named nor numbered from 0");
        let help = "name all fields, or number all fields from 0";
        reader.error(at, message, help);
    }
}

fn read_each<'t>(
    reader: &mut SpecReader<'_, 't>,
    members: &Members<'_, 't>,
    key: &str,
    shape: &Shape,
    mut read: impl FnMut(&mut SpecReader<'_, 't>, &Members<'_, 't>, &mut Field<Bytes>),
) -> Vec<Field<Bytes>> {
    let mut fields = Vec::new();
    let list = members.get(key).and_then(|list| reader.list(list, key));
    for element in list.into_iter().flatten() {
        let Some(object) = reader.object(element, key) else { continue };
        let members = reader.members(object, range(element), shape);
        let name = members.get("field").or_else(|| members.get("name")).unwrap_or(element);
        let mut field = Field::new(range(name).into());
        read(reader, &members, &mut field);
        field.settle_role();
        fields.push(field);
    }
    fields
}

fn roles<'t>(
    reader: &mut SpecReader<'_, 't>,
    field: &Members<'_, 't>,
) -> Vec<At<HiddenRole, Bytes>> {
    let Some(value) = field.get("roles") else { return Vec::new() };
    let words: Vec<_> = HiddenRole::ALL.iter().map(|role| role.as_str()).collect();
    let mut roles: Vec<At<HiddenRole, Bytes>> = Vec::new();
    for element in reader.list(value, "roles").into_iter().flatten() {
        if let Some(role) = reader.word(element, "roles", ("role", &words), HiddenRole::parse) {
            if roles.iter().any(|known| known.value == role.value) {
                let message = format!("`{}` is given twice in `roles`", role.value.as_str());
                reader.error(range(element), message, "keep one of them");
            } else {
                roles.push(role);
            }
        }
    }
    roles
}

/// The data class, which is a word.
fn data_class<'t>(reader: &mut SpecReader<'_, 't>, members: &Members<'_, 't>) -> Option<String> {
    let value = members.get("data_class")?;
    let class = reader.text(value, "data_class")?;
    if is_data_class(&class) {
        return Some(class);
    }
    let message = format!("`{class}` is not the name of a data class");
    reader.error(range(value), message, "write a word in small letters, such as `\"pii\"`");
    None
}

fn text<'t>(
    reader: &mut SpecReader<'_, 't>,
    members: &Members<'_, 't>,
    key: &str,
) -> Option<String> {
    members.get(key).and_then(|value| reader.text(value, key))
}

fn flag<'t>(reader: &mut SpecReader<'_, 't>, members: &Members<'_, 't>, key: &str) -> bool {
    let value: Option<&Value<'t>> = members.get(key);
    value.and_then(|value| reader.boolean(value, key)).unwrap_or_default()
}
