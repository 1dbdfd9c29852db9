//! A field of a variant as one value of the lock: its type, words about it, and its other name.

use super::text::{Cursor, quote};
use crate::json_type::JsonType;
use crate::model::{Detail, HiddenField, HiddenRole};

/// Not sent if it is `None`.
pub(super) const OPTIONAL: &str = "optional";
/// Its members are sent as details.
pub(super) const FLATTEN: &str = "flatten";
/// Sent as its `Display` text.
pub(super) const DISPLAY: &str = "display";

/// The words about a detail.
pub(super) const DETAIL_WORDS: &[&str] = &[OPTIONAL, FLATTEN, DISPLAY, RETRY_AFTER];
/// The words about a field that clients do not receive.
pub(super) const HIDDEN_WORDS: &[&str] = &[
    HiddenRole::Context.as_str(),
    HiddenRole::Secret.as_str(),
    HiddenRole::Source.as_str(),
    HiddenRole::From.as_str(),
    RETRY_AFTER,
    DISPLAY,
];

/// Holds the value of `Retry-After`.
pub(super) const RETRY_AFTER: &str = HiddenRole::RetryAfter.as_str();
const AS: &str = "as";
const CLASS: &str = "class";

/// A field: `"u64" optional as "count"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The type; of an optional detail, without the `Option`.
    pub(super) type_name: String,
    /// The words about it, in the order of the vocabulary.
    pub(super) words: Vec<&'static str>,
    /// A detail: the name in the variant, if it differs. A hidden field: the name in the log, if it differs.
    pub(super) name: Option<String>,
    /// The data class of its value.
    pub(super) data_class: Option<String>,
}

impl Field {
    pub(super) fn from_detail(detail: &Detail) -> Self {
        let is_optional = detail.optional() || JsonType::is_nullable(detail);
        let set = [is_optional, detail.flatten, detail.display, detail.retry_after];
        Self {
            type_name: detail.some_type().to_owned(),
            words: DETAIL_WORDS
                .iter()
                .zip(set)
                .filter_map(|(word, set)| set.then_some(*word))
                .collect(),
            name: Some(&detail.field).filter(|field| **field != detail.name).cloned(),
            data_class: detail.data_class.clone(),
        }
    }

    pub(super) fn from_hidden(hidden: &HiddenField) -> Self {
        let is_set = |word: &str| {
            hidden.roles.iter().any(|role| role.as_str() == word)
                || (word == DISPLAY && hidden.display)
        };
        Self {
            type_name: hidden.type_name.clone(),
            words: HIDDEN_WORDS.iter().copied().filter(|word| is_set(word)).collect(),
            name: hidden.name.clone().filter(|name| *name != hidden.field),
            data_class: hidden.data_class.clone(),
        }
    }

    /// Whether it has a word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    pub(super) fn write(&self) -> String {
        let mut out = quote(&self.type_name);
        for word in &self.words {
            out.push(' ');
            out.push_str(word);
        }
        if let Some(class) = &self.data_class {
            out.push_str(" class ");
            out.push_str(&quote(class));
        }
        if let Some(name) = &self.name {
            out.push_str(" as ");
            out.push_str(&quote(name));
        }
        out
    }

    /// Reads a field; words may stand in any order.
    pub(super) fn read(cursor: &mut Cursor<'_>, known: &[&'static str]) -> Option<Self> {
        let type_name = cursor.quoted()?;
        let mut found = Vec::new();
        let (mut name, mut data_class) = (None, None);
        while let Some(word) = cursor.word() {
            if word == AS {
                name = Some(cursor.quoted()?);
                break;
            }
            if word == CLASS && data_class.is_none() {
                data_class = Some(cursor.quoted()?);
                continue;
            }
            let word = known.iter().copied().find(|known| *known == word)?;
            if found.contains(&word) {
                return None;
            }
            found.push(word);
        }
        let words = known.iter().copied().filter(|word| found.contains(word)).collect();
        cursor.at_end().then_some(Self { type_name, words, name, data_class })
    }

    /// Reads a value of a block, which was checked when the lock was read.
    pub(super) fn from_value(value: &str, known: &[&'static str]) -> Self {
        let unread = || Self {
            type_name: value.to_owned(),
            words: Vec::new(),
            name: None,
            data_class: None,
        };
        Self::read(&mut Cursor::new(value), known).unwrap_or_else(unread)
    }
}
