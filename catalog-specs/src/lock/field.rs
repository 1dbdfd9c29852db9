//! A field of a variant as one value of the lock: its type, words, and its other name.

use super::text::{Cursor, quote};
use crate::model::{Detail, HiddenField, HiddenRole};

/// Absent where it is `None`.
pub(super) const OPTIONAL: &str = "optional";
/// Its members are details themselves.
pub(super) const FLATTEN: &str = "flatten";
/// Written as its `Display` text.
pub(super) const DISPLAY: &str = "display";

/// What can be said of a detail.
pub(super) const DETAIL_WORDS: &[&str] = &[OPTIONAL, FLATTEN, DISPLAY, RETRY_AFTER];
/// What can be said of a field that clients do not receive.
pub(super) const HIDDEN_WORDS: &[&str] = &[
    HiddenRole::Context.as_str(),
    HiddenRole::Secret.as_str(),
    HiddenRole::Source.as_str(),
    HiddenRole::From.as_str(),
    RETRY_AFTER,
    DISPLAY,
];

/// It says how long to wait.
pub(super) const RETRY_AFTER: &str = HiddenRole::RetryAfter.as_str();
const AS: &str = "as";

/// A field: `"u64" optional as "count"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its type; of an optional detail, that without the `Option`.
    pub(super) type_name: String,
    /// What is said of it, in the order of the vocabulary.
    pub(super) words: Vec<&'static str>,
    /// Its name in the variant where the wire has another, or in the log where that is another.
    pub(super) name: Option<String>,
}

impl Field {
    /// What is promised of a detail.
    pub(super) fn of_detail(detail: &Detail) -> Self {
        let said = [detail.optional(), detail.flatten, detail.display, detail.retry_after];
        Self {
            type_name: detail.some_type().to_owned(),
            words: DETAIL_WORDS
                .iter()
                .zip(said)
                .filter(|(_, said)| *said)
                .map(|(w, _)| *w)
                .collect(),
            name: Some(&detail.field).filter(|field| **field != detail.name).cloned(),
        }
    }

    /// What is promised of a field that clients do not receive.
    pub(super) fn of_hidden(hidden: &HiddenField) -> Self {
        let said = |word: &str| {
            hidden.roles.iter().any(|role| role.as_str() == word)
                || (word == DISPLAY && hidden.display)
        };
        Self {
            type_name: hidden.type_name.clone(),
            words: HIDDEN_WORDS.iter().copied().filter(|word| said(word)).collect(),
            name: hidden.name.clone().filter(|name| *name != hidden.field),
        }
    }

    /// Whether a word is said of it.
    pub(super) fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    /// As the lock writes it.
    pub(super) fn write(&self) -> String {
        let mut out = quote(&self.type_name);
        for word in &self.words {
            out.push(' ');
            out.push_str(word);
        }
        if let Some(name) = &self.name {
            out.push_str(" as ");
            out.push_str(&quote(name));
        }
        out
    }

    /// Reads what [`Field::write`] wrote; words in another order are put in theirs.
    pub(super) fn read(cursor: &mut Cursor<'_>, known: &[&'static str]) -> Option<Self> {
        let type_name = cursor.quoted()?;
        let mut said = Vec::new();
        let mut name = None;
        while let Some(word) = cursor.word() {
            if word == AS {
                name = Some(cursor.quoted()?);
                break;
            }
            let word = known.iter().copied().find(|known| *known == word)?;
            if said.contains(&word) {
                return None;
            }
            said.push(word);
        }
        let words = known.iter().copied().filter(|word| said.contains(word)).collect();
        cursor.at_end().then_some(Self { type_name, words, name })
    }

    /// Reads a value of a block, which was read or written by the lock.
    pub(super) fn of_value(value: &str, known: &[&'static str]) -> Self {
        let unread = || Self { type_name: value.to_owned(), words: Vec::new(), name: None };
        Self::read(&mut Cursor::new(value), known).unwrap_or_else(unread)
    }
}
