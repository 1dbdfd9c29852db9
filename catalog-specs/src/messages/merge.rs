//! Adds the texts of message files to a catalogue.

use crate::model::{Catalog, Text};

/// Adds missing texts in the locales of the registry. `text` looks one up by locale and code.
pub fn merge(catalog: &mut Catalog, text: &dyn Fn(&str, &str) -> Option<String>) {
    let Some((first, _)) = catalog.settings.locales.split_first() else { return };
    for group in &mut catalog.groups {
        let has_text = |entry: &&mut crate::model::Entry| !entry.messages.is_empty();
        for entry in group.entries.iter_mut().filter(has_text) {
            for own in entry.messages.iter_mut().filter(|own| own.locale.is_empty()) {
                // A text without a locale is in the first locale of the registry.
                own.locale.clone_from(first);
            }
            for locale in &catalog.settings.locales {
                if entry.messages.iter().all(|own| own.locale != *locale) {
                    let found = text(locale, &entry.code);
                    let found = found.map(|message| Text { locale: locale.clone(), message });
                    entry.messages.extend(found);
                }
            }
        }
        for locale in &catalog.settings.locales {
            let has_it = |entry: &crate::model::Entry| {
                entry.messages.is_empty() || entry.messages.iter().any(|own| own.locale == *locale)
            };
            if !group.locales.contains(locale) && group.entries.iter().all(has_it) {
                group.locales.push(locale.clone());
            }
        }
    }
}
