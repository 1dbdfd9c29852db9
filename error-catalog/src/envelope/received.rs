//! An envelope that came from another service, whatever its dialect: codes survive the hop.
//!
//! The shapes are recognized by their members. The code must be a text; any other member of a wrong type counts as absent,
//! as RFC 9457 requires of clients.

use core::time::Duration;
use std::borrow::Cow;

use catalog_specs_core::dialect::text;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::dialect::{Received, ReceivedRule, read};

/// An error as another service sent it, in any of the five dialects.
///
/// ```
/// use error_catalog::envelope::ReceivedEnvelope;
///
/// let body = br#"{"error":{"code":"CART_FULL","message":"the cart is full","details":{"limit":20}}}"#;
/// let received = ReceivedEnvelope::from_slice(body)?;
/// assert_eq!(received.code(), "CART_FULL");
/// assert_eq!(received.details()["limit"], 20);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEnvelope(Received);

impl ReceivedEnvelope {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is not JSON, or in none of the five dialects.
    pub fn from_slice(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    /// Takes the status of the response, and what the body does not have. A proxy may have answered with another status
    /// than the body has.
    pub(crate) fn with_response(
        mut self,
        status: u16,
        retry_after: Option<Duration>,
        trace_id: Option<&str>,
        locale: Option<&str>,
    ) -> Self {
        self.0.status = Some(status);
        self.0.retry_after = self.0.retry_after.or(retry_after);
        self.0.trace_id = self.0.trace_id.or_else(|| trace_id.map(ToOwned::to_owned));
        self.0.locale = self.0.locale.or_else(|| locale.map(ToOwned::to_owned));
        self
    }

    /// Takes over how long to wait.
    #[cfg(any(feature = "async-graphql", feature = "jsonrpsee"))]
    pub(crate) fn or_waiting(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = self.0.retry_after.or(wait);
        self
    }

    /// The code as it was sent, known here or not.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The user message; empty where none was sent.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The rules of a validation.
    pub(crate) fn rules(&self) -> &[ReceivedRule] {
        &self.0.rules
    }

    /// The details. In the Google dialect the values are texts.
    pub fn details(&self) -> &Map<String, Value> {
        &self.0.details
    }

    /// The name under which [`details`](Self::details) has a detail that is declared under `name`.
    pub(crate) fn name_of_detail<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if self.0.are_texts {
            Cow::Owned(text::from_camel_case(&text::camel_case(name)))
        } else {
            Cow::Borrowed(name)
        }
    }

    /// The id under which the other service logged the occurrence.
    pub fn trace_id(&self) -> Option<&str> {
        self.0.trace_id.as_deref()
    }

    /// The status: that of the response, or else that in the body.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// How long to wait, where the body has it.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The locale of the text, where the body has it.
    pub fn locale(&self) -> Option<&str> {
        self.0.locale.as_deref()
    }
}

impl<'de> Deserialize<'de> for ReceivedEnvelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(Map::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
    }
}
