//! Codes that are given as text: those of a custom rule, which the service's registry may have a message for.

use super::Reader;
use crate::text;

/// The code of a rule with what its message can name.
pub(super) struct Named {
    pub(super) code: String,
    pub(super) params: Vec<(String, String)>,
}

impl Named {
    /// The message of the registry, if it has one of the code: `KATAKANA` or `katakana` is
    /// `VALIDATION_FIELD_KATAKANA` too.
    pub(super) fn read(&self, reader: Option<Reader<'_>>) -> Option<String> {
        let reader = reader?;
        let get = reader.settings.get;
        let prefixed = || get(&format!("VALIDATION_FIELD_{}", self.code.to_ascii_uppercase()));
        let row = get(&self.code).or_else(prefixed)?;
        // A placeholder is asked for by one name at a time.
        text::filled_by(reader.settings.text_of(row, reader.locale).message, &|name| {
            let param = self.params.iter().find(|(known, _)| known == name);
            param.map(|(_, value)| value.clone())
        })
    }
}
