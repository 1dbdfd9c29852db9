//! The summary JSON: status, message and log level of every code.

use super::edition::public_edition;
use super::example::text_in;
use crate::Json;
use crate::keys::{Audience, Key};
use crate::model::Catalog;

/// `{CODE: {status, message, log_level}}`, keys sorted, indented by two spaces. The bytes are those of
/// `Codes::to_json()`, without a newline at the end; the caller that writes
/// a file adds it.
pub fn catalogue(catalog: &Catalog) -> String {
    summary(catalog, Audience::Developer)
}

/// The public edition: without log levels and masked codes.
pub fn public_catalogue(catalog: &Catalog) -> String {
    summary(&public_edition(catalog), Audience::Client)
}

fn summary(catalog: &Catalog, audience: Audience) -> String {
    let has_level = Key::LogLevel.row().audience <= audience;
    let locale = catalog.settings.locales.first().map(String::as_str);
    let entries = catalog.sorted().into_iter().map(|(group, entry)| {
        let mut json = Json::object([
            ("status", entry.status.into()),
            ("message", text_in(group, entry, locale).1.into()),
        ]);
        if has_level {
            json.put("log_level", entry.level.as_str());
        }
        (entry.code.clone(), json)
    });
    let mut text = Json::object(entries).pretty();
    text.pop();
    text
}
