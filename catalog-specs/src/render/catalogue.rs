//! The summary JSON: status, message and log level of every code.

use super::example::text_in;
use crate::Json;
use crate::model::Catalog;

/// `{CODE: {status, message, log_level}}`, keys sorted, indented by two spaces. The bytes are those of
/// `Codes::to_json()`, without a newline at the end; the caller that writes
/// a file adds it.
pub fn catalogue(catalog: &Catalog) -> String {
    let locale = catalog.settings.locales.first().map(String::as_str);
    let entries = catalog.sorted().into_iter().map(|(group, entry)| {
        let json = Json::object([
            ("status", entry.status.into()),
            ("message", text_in(group, entry, locale).1.into()),
            ("log_level", entry.level.as_str().into()),
        ]);
        (entry.code.clone(), json)
    });
    let mut text = Json::object(entries).pretty();
    text.pop();
    text
}
