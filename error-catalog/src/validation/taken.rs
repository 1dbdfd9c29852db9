//! What extractors read, for those that check it.

use crate::validation::names::Sent;
use crate::validation::refused::Refused;

/// What an extractor reads, with its text for the names of fields.
pub(super) type Taken<T> = Result<(T, Text), Refused>;

/// The text of an input. What names its fields is made of it where a rule is broken.
#[doc(hidden)]
#[derive(Debug)]
pub enum Text {
    /// A body of JSON.
    Json(String),
    /// A query or a form.
    Pairs(String),
    /// The parameters of a path.
    Params(serde_json::Value),
}

impl Text {
    pub(super) fn sent<T: serde::de::DeserializeOwned>(self) -> Option<Sent> {
        match self {
            Self::Json(text) => Sent::from_json::<T>(text.as_bytes()),
            Self::Pairs(text) => Sent::from_pairs::<T>(text.as_bytes()),
            Self::Params(params) => Some(Sent::new_texts::<T>(params)),
        }
    }
}
