//! Codes that are given as text: those of a custom rule, which the service's registry may have a message for.

use core::fmt;

use serde_json::{Map, Value};

use super::message::message;
use super::rule_id::PREFIX;
use super::{FieldRule, ViolationRule};
use crate::text::filled_by;
use crate::violations::{FieldMessage, Reader};

/// The code of a rule with what its message can name.
pub(super) struct Named {
    pub(super) code: String,
    pub(super) params: Map<String, Value>,
    /// Where the registry has no message: a text, or else that of [`FieldRule::Invalid`].
    pub(super) fallback: Option<String>,
}

impl Named {
    /// The message of the registry, if it has one of the code. `katakana`, `KATAKANA` and `Katakana` are
    /// `VALIDATION_FIELD_KATAKANA` too; `no-spaces` and `noSpaces` are `VALIDATION_FIELD_NO_SPACES`.
    fn message(&self, reader: Option<Reader<'_>>) -> Option<String> {
        let reader = reader?;
        let get = |code: &str| reader.texts.get(code);
        let prefixed = || get(&format!("{PREFIX}{}", constant_case(&self.code)));
        let entry = get(&self.code).or_else(prefixed)?;
        // A placeholder is asked for by one name at a time.
        filled_by(
            reader.texts.message(entry, reader.locale),
            &|name| match self.params.get(name)? {
                Value::String(text) => Some(text.clone()),
                value => Some(value.to_string()),
            },
        )
    }
}

impl FieldMessage for Named {
    fn read(&self, reader: Option<Reader<'_>>) -> String {
        let fallback =
            || self.fallback.clone().unwrap_or_else(|| message(&FieldRule::Invalid, reader));
        self.message(reader).unwrap_or_else(fallback)
    }

    fn rule(&self) -> Option<ViolationRule> {
        let rule = ViolationRule::new(self.code.clone());
        let params = self.params.clone();
        Some(params.into_iter().fold(rule, |rule, (name, value)| rule.param(name, value)))
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

/// `noSpaces` and `no-spaces` as `NO_SPACES`.
fn constant_case(code: &str) -> String {
    let mut constant = String::with_capacity(code.len() + 4);
    let mut after_lower = false;
    for c in code.chars() {
        if c.is_ascii_uppercase() && after_lower {
            constant.push('_');
        }
        after_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        constant.push(if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    }
    constant
}
