//! Codes that are given as text: those of a custom rule, which the service's registry may have a message for.

use core::fmt;

use super::FieldRule;
use super::message::message;
use crate::text::filled_by;
use crate::violations::{FieldMessage, Reader};

/// The code of a rule with what its message can name.
pub(super) struct Named {
    pub(super) code: String,
    pub(super) params: Vec<(String, String)>,
}

impl Named {
    /// The message of the registry, if it has one of the code: `KATAKANA` or `katakana` is
    /// `VALIDATION_FIELD_KATAKANA` too.
    fn message(&self, reader: Option<Reader<'_>>) -> Option<String> {
        let reader = reader?;
        let get = |code: &str| reader.texts.get(code);
        let prefixed = || get(&format!("VALIDATION_FIELD_{}", self.code.to_ascii_uppercase()));
        let entry = get(&self.code).or_else(prefixed)?;
        // A placeholder is asked for by one name at a time.
        filled_by(reader.texts.message(entry, reader.locale), &|name| {
            let param = self.params.iter().find(|(known, _)| known == name);
            param.map(|(_, value)| value.clone())
        })
    }
}

impl FieldMessage for Named {
    fn read(&self, reader: Option<Reader<'_>>) -> String {
        self.message(reader).unwrap_or_else(|| message(&FieldRule::Invalid, reader))
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}
