//! The catalogue as JSON, in the form that the first design document printed it.

use super::example::text_in;
use crate::Json;
use crate::model::Catalog;

/// `{CODE: {status, message, log_level}}`, keys sorted, two spaces deep: byte for byte what
/// `Codes::to_json()` gives, which has no line break at its end. A file gets one from whoever
/// writes it.
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
