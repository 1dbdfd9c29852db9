//! The JSON schema of the log record.

use crate::record::{RECORD_FIELDS, RecordField, RecordKind};

use super::MARK;
use super::text::visible_json;
use crate::Json;
use crate::model::Catalog;

/// The schema of the records that a reporter of this catalogue writes, for what reads the log. The codes are examples, because a
/// record may have a code of another registry. A later version may add members.
pub fn log_record(catalog: &Catalog) -> String {
    let name = if catalog.name.is_empty() { "Codes" } else { &catalog.name };
    let mut schema = Json::object([
        ("$schema", "https://json-schema.org/draft/2020-12/schema".into()),
        ("x-generated", MARK.into()),
        ("title", format!("A log record of {name}").into()),
    ]);
    let Json::Object(object) = object(RECORD_FIELDS, catalog) else { return String::new() };
    for (name, value) in object {
        schema.put(name, value);
    }
    visible_json(&schema.pretty()).into_owned()
}

fn object(fields: &[RecordField], catalog: &Catalog) -> Json {
    let required = fields.iter().filter(|field| field.is_required);
    Json::object([
        ("type", "object".into()),
        (
            "properties",
            Json::object(fields.iter().map(|field| (field.name, property(field, catalog)))),
        ),
        ("required", Json::list(required.map(|field| field.name))),
    ])
}

fn property(field: &RecordField, catalog: &Catalog) -> Json {
    let text = || ("type", Json::from("string"));
    let mut schema = match field.kind {
        RecordKind::Text => Json::object([text()]),
        RecordKind::Time => Json::object([text(), ("format", "date-time".into())]),
        RecordKind::Word(words) => {
            Json::object([text(), ("enum", Json::list(words.iter().copied()))])
        }
        RecordKind::Code => {
            let codes = catalog.sorted().into_iter().map(|(_, entry)| entry.code.as_str());
            Json::object([text(), ("examples", Json::list(codes))])
        }
        RecordKind::Status => Json::object([
            ("type", "integer".into()),
            ("minimum", 100_u16.into()),
            ("maximum", 999_u16.into()),
        ]),
        RecordKind::Texts => {
            Json::object([("type", "array".into()), ("items", Json::object([text()]))])
        }
        RecordKind::Object => Json::object([("type", "object".into())]),
        RecordKind::Members(members) => object(members, catalog),
    };
    schema.put("description", field.about);
    schema
}
