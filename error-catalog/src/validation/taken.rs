//! What extractors read, for those that check it.

use serde_json::Value;

use super::Location;
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
    /// A query, or a form that is one.
    Query(Vec<u8>),
    /// A form that is a body.
    Form(Vec<u8>),
    /// The parameters of a path.
    Params(Value),
}

impl Text {
    /// The text of a form at its place; nothing for a body.
    pub(crate) fn of_form(text: Vec<u8>, location: Option<Location>) -> Self {
        if location.is_some() { Self::Query(text) } else { Self::Form(text) }
    }

    /// Where it stands; nothing for a body.
    pub(super) fn location(&self) -> Option<Location> {
        match self {
            Self::Json(_) | Self::Form(_) => None,
            Self::Query(_) => Some(Location::Query),
            Self::Params(_) => Some(Location::Path),
        }
    }

    pub(super) fn sent<T: serde::de::DeserializeOwned>(self) -> Option<Sent> {
        match self {
            Self::Json(text) => Sent::from_json::<T>(&text),
            Self::Query(text) | Self::Form(text) => Sent::from_pairs::<T>(&text),
            Self::Params(params) => Some(Sent::new_texts::<T>(params)),
        }
    }
}
