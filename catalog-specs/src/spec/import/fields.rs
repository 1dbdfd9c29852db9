//! Writes the fields of a variant with their attributes.

use super::literal::raw;
use super::literal::{doc_lines, literal, width};
use super::page::Page;
use crate::model::{Detail, Entry, HiddenField, HiddenRole};

/// The longest body of a struct variant on one line, and of a tuple variant.
const STRUCT_WIDTH: usize = 35;
const TUPLE_WIDTH: usize = 60;

/// A field as Rust text.
struct Field {
    name: String,
    doc: Vec<String>,
    attributes: Vec<String>,
    type_name: String,
}

/// Writes `head`, the fields, and the end of the variant or struct.
pub(super) fn write(page: &mut Page, entry: &Entry, head: &str, is_struct: bool) {
    let mut fields: Vec<Field> = entry.details.iter().map(detail).collect();
    let sources = entry.hidden.iter().filter(|hidden| is_source(hidden)).count();
    fields.extend(entry.hidden.iter().map(|field| hidden(field, sources)));
    let is_tuple = !fields.is_empty()
        && fields.iter().all(|field| field.name.bytes().all(|byte| byte.is_ascii_digit()));
    let end = if is_struct { ";" } else { "," };
    if fields.is_empty() {
        page.line(&format!("{head}{end}"));
    } else if is_tuple {
        fields.sort_by_key(|field| field.name.parse::<usize>().unwrap_or(usize::MAX));
        tuple(page, head, end, &fields);
    } else {
        let end = if is_struct { "" } else { "," };
        named(page, head, end, &fields, is_struct);
    }
}

fn named(page: &mut Page, head: &str, end: &str, fields: &[Field], is_struct: bool) {
    let declared: Vec<_> =
        fields.iter().map(|field| format!("{}: {}", raw(&field.name), field.type_name)).collect();
    let body = declared.join(", ");
    let is_bare = fields.iter().all(|field| field.attributes.is_empty() && field.doc.is_empty());
    let line = format!("{head} {{ {body} }}{end}");
    if is_bare && !is_struct && width(&body) <= STRUCT_WIDTH && width(&line) <= page.room() {
        page.line(&line);
        return;
    }
    page.open(&format!("{head} {{"));
    for (field, declared) in fields.iter().zip(declared) {
        for line in field.doc.iter().chain(&field.attributes) {
            page.line(line);
        }
        let visibility = if is_struct { "pub " } else { "" };
        page.line(&format!("{visibility}{declared},"));
    }
    page.close(&format!("}}{end}"));
}

fn tuple(page: &mut Page, head: &str, end: &str, fields: &[Field]) {
    let visibility = if end == ";" { "pub " } else { "" };
    let inline = |field: &Field| match field.attributes.as_slice() {
        [] => format!("{visibility}{}", field.type_name),
        attributes => format!("{} {visibility}{}", attributes.join(" "), field.type_name),
    };
    let body = fields.iter().map(inline).collect::<Vec<_>>().join(", ");
    let line = format!("{head}({body}){end}");
    let is_short = fields.iter().all(|field| field.attributes.len() < 2 && field.doc.is_empty());
    if is_short && width(&body) <= TUPLE_WIDTH && width(&line) <= page.room() {
        page.line(&line);
        return;
    }
    page.open(&format!("{head}("));
    for field in fields {
        for line in &field.doc {
            page.line(line);
        }
        match field.attributes.as_slice() {
            [_, _, ..] => {
                for line in &field.attributes {
                    page.line(line);
                }
                page.line(&format!("{visibility}{},", field.type_name));
            }
            _ => page.line(&format!("{},", inline(field))),
        }
    }
    page.close(&format!("){end}"));
}

fn detail(detail: &Detail) -> Field {
    let mut arguments = Vec::new();
    let is_index = detail.field.bytes().all(|byte| byte.is_ascii_digit());
    // The name of a flattened detail is not sent.
    if !detail.flatten && (detail.name != detail.field || is_index) {
        arguments.push(literal(&detail.name));
    }
    arguments.extend(detail.flatten.then(|| "flatten".to_owned()));
    arguments.extend(detail.display.then(|| "display".to_owned()));
    arguments.extend(detail.data_class.as_deref().map(data_class));
    let mut attributes = vec![attribute("detail", &arguments)];
    attributes.extend(detail.retry_after.then(|| "#[retry_after]".to_owned()));
    Field {
        name: detail.field.clone(),
        doc: doc_lines(&detail.doc),
        attributes,
        type_name: detail.type_name.clone(),
    }
}

fn hidden(field: &HiddenField, sources: usize) -> Field {
    let attributes = field.roles.iter().filter_map(|role| match role {
        HiddenRole::Context => {
            let is_index = field.field.bytes().all(|byte| byte.is_ascii_digit());
            let unnamed = is_index.then_some(&field.field);
            let mut arguments: Vec<_> =
                field.name.as_ref().or(unnamed).map(|name| literal(name)).into_iter().collect();
            arguments.extend(field.display.then(|| "display".to_owned()));
            arguments.extend(field.data_class.as_deref().map(data_class));
            Some(attribute("context", &arguments))
        }
        // A field named `source` is the source without an attribute.
        HiddenRole::Source if field.field == "source" && field.roles.len() == 1 && sources == 1 => {
            None
        }
        role => Some(format!("#[{}]", role.as_str())),
    });
    Field {
        name: field.field.clone(),
        doc: Vec::new(),
        attributes: attributes.collect(),
        type_name: field.type_name.clone(),
    }
}

fn data_class(class: &str) -> String {
    format!("data_class = {}", literal(class))
}

fn is_source(field: &HiddenField) -> bool {
    field.roles.iter().any(|role| matches!(role, HiddenRole::Source | HiddenRole::From))
}

fn attribute(name: &str, arguments: &[String]) -> String {
    if arguments.is_empty() {
        format!("#[{name}]")
    } else {
        format!("#[{name}({})]", arguments.join(", "))
    }
}
