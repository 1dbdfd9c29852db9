//! The summary JSON: status, message and log level of every code.

use super::example::text_in;
use crate::Json;
use crate::model::Catalog;

/// `{CODE: {status, message, log_level}}`, keys sorted, indented by two spaces. The bytes are those of
/// `Codes::to_json()`, without a newline at the end; the caller that writes
/// a file adds it.
pub fn catalogue(catalog: &Catalog) -> String {
    let locale = catalog.settings.locales.first().map(String::as_str);
    let rows = catalog.sorted().into_iter().map(|(group, row)| {
        let entry = Json::object([
            ("status", row.status.into()),
            ("message", text_in(group, row, locale).1.into()),
            ("log_level", row.level.as_str().into()),
        ]);
        (row.code.clone(), entry)
    });
    let mut text = Json::object(rows).pretty();
    text.pop();
    text
}
