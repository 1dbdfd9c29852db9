//! Adds the texts of message files to a catalogue.

use crate::model::{Catalog, Text};

/// Adds missing texts in the locales of the registry. `text` looks one up by locale and code.
pub fn merge(catalog: &mut Catalog, text: &dyn Fn(&str, &str) -> Option<String>) {
    let Some((first, _)) = catalog.settings.locales.split_first() else { return };
    for group in &mut catalog.groups {
        let has_text = |row: &&mut crate::model::Row| !row.messages.is_empty();
        for row in group.rows.iter_mut().filter(has_text) {
            for own in row.messages.iter_mut().filter(|own| own.locale.is_empty()) {
                // A text without a locale is in the first locale of the registry.
                own.locale.clone_from(first);
            }
            for locale in &catalog.settings.locales {
                if row.messages.iter().all(|own| own.locale != *locale) {
                    let found = text(locale, &row.code);
                    let found = found.map(|message| Text { locale: locale.clone(), message });
                    row.messages.extend(found);
                }
            }
        }
        for locale in &catalog.settings.locales {
            let has_it = |row: &crate::model::Row| {
                row.messages.is_empty() || row.messages.iter().any(|own| own.locale == *locale)
            };
            if !group.locales.contains(locale) && group.rows.iter().all(has_it) {
                group.locales.push(locale.clone());
            }
        }
    }
}
