//! What extractors read, for those that check it.

use serde_json::Value;

use super::names::Sent;
use super::refused::Refused;

/// What an extractor reads, with its text for the names of fields.
pub(crate) type Taken<T> = Result<(T, Text), Refused>;

/// The text of an input. What names its fields is made of it where a rule is broken.
#[doc(hidden)]
#[derive(Debug)]
pub enum Text {
    /// A body of JSON.
    Json(Vec<u8>),
    /// A query or a form.
    Pairs(Vec<u8>),
    /// The parameters of a path.
    Params(Value),
}

impl Text {
    pub(super) fn sent<T: serde::de::DeserializeOwned>(self) -> Option<Sent> {
        match self {
            Self::Json(text) => Sent::from_json::<T>(&text),
            Self::Pairs(text) => Sent::from_pairs::<T>(&text),
            Self::Params(params) => Some(Sent::new_texts::<T>(params)),
        }
    }
}
