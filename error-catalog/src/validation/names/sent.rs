//! An input with the type that it is read into.

use core::cell::RefCell;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::seen::{self, Node};
#[cfg(any(feature = "garde", feature = "validator"))]
use crate::ValidationError;

/// What is read again is not larger than this.
pub(super) const LARGEST: usize = 64 * 1024;

/// An input, and how it is read into its type.
#[allow(missing_debug_implementations, reason = "it has no public name")]
#[allow(unreachable_pub, reason = "a hidden trait of the extractors names it")]
pub struct Sent {
    pub(super) input: Value,
    /// How many bytes it was sent as, or about as many.
    #[cfg(any(feature = "garde", feature = "validator"))]
    pub(super) length: usize,
    /// Whether all its values are texts, as in a query.
    pub(super) is_text: bool,
    pub(super) read: fn(Node<'_>) -> Result<(), seen::Refusal>,
    /// Checks the rules of an input by the names of Rust, where that is possible.
    #[cfg(any(feature = "garde", feature = "validator"))]
    pub(super) check: Option<fn(Node<'_>) -> Option<ValidationError>>,
}

impl Sent {
    /// The JSON of a `T`; nothing where it is large or no JSON.
    pub(in crate::validation) fn from_json<T: DeserializeOwned>(json: &[u8]) -> Option<Self> {
        let is_small = json.len() <= LARGEST;
        let input = is_small.then(|| serde_json::from_slice(json).ok()).flatten()?;
        Some(Self::new::<T>(input, json.len(), false))
    }

    /// The query or the form of a `T`.
    #[cfg(any(feature = "actix", feature = "axum"))]
    pub(in crate::validation) fn from_pairs<T: DeserializeOwned>(text: &[u8]) -> Option<Self> {
        let input = (text.len() <= LARGEST).then(|| super::pairs::parse(text))?;
        Some(Self::new::<T>(input, text.len(), true))
    }

    /// The texts of a `T` by their names.
    #[cfg(any(feature = "actix", feature = "axum"))]
    pub(in crate::validation) fn new_texts<T: DeserializeOwned>(input: Value) -> Self {
        let length = input.to_string().len();
        Self::new::<T>(input, length, true)
    }

    #[cfg_attr(
        not(any(feature = "garde", feature = "validator")),
        expect(unused_variables, reason = "only the rules are checked again and again")
    )]
    fn new<T: DeserializeOwned>(input: Value, length: usize, is_text: bool) -> Self {
        Self {
            input,
            #[cfg(any(feature = "garde", feature = "validator"))]
            length,
            is_text,
            read: seen::try_read::<T>,
            #[cfg(any(feature = "garde", feature = "validator"))]
            check: None,
        }
    }

    /// With the rules of its type.
    #[cfg(all(any(feature = "actix", feature = "axum"), feature = "garde"))]
    pub(in crate::validation) fn checked_by_garde<T: DeserializeOwned + garde::Validate>(
        mut self,
    ) -> Self
    where
        T::Context: Default,
    {
        self.check = Some(|node| {
            let value = seen::read::<T>(node).ok()?;
            Some(crate::validation::garde::check(&value).err().unwrap_or_default())
        });
        self
    }

    /// Why an input like this one is refused; nothing if it is not.
    pub(super) fn refusal(&self, input: &Value) -> Option<seen::Refusal> {
        (self.read)(Node::new(input, self.is_text, &RefCell::default())).err()
    }
}
