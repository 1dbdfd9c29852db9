//! An envelope that came from another service, whatever its dialect: codes survive the hop.
//!
//! The shapes are told apart by their members. The code must be there and a text; anything else
//! that has a wrong type counts as absent, as RFC 9457 has it for clients.

mod shape;

use core::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// An error as another service sent it, in any of the five dialects.
///
/// ```
/// use error_catalog::ReceivedEnvelope;
///
/// let body = br#"{"error":{"code":"CART_FULL","message":"the cart is full","details":{"limit":20}}}"#;
/// let received = ReceivedEnvelope::from_slice(body)?;
/// assert_eq!(received.code(), "CART_FULL");
/// assert_eq!(received.details()["limit"], 20);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedEnvelope {
    code: String,
    message: String,
    details: Map<String, Value>,
    trace_id: Option<String>,
    status: Option<u16>,
    retry_after: Option<Duration>,
    locale: Option<String>,
}

impl ReceivedEnvelope {
    /// Reads a body.
    ///
    /// # Errors
    /// When it is not JSON, or in none of the five dialects.
    pub fn from_slice(body: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(body)
    }

    /// What the answer around the body says, where the body does not.
    pub(crate) fn or_said(
        mut self,
        status: u16,
        retry_after: Option<Duration>,
        trace_id: Option<&str>,
        locale: Option<&str>,
    ) -> Self {
        self.status.get_or_insert(status);
        self.retry_after = self.retry_after.or(retry_after);
        self.trace_id = self.trace_id.or_else(|| trace_id.map(ToOwned::to_owned));
        self.locale = self.locale.or_else(|| locale.map(ToOwned::to_owned));
        self
    }

    /// The code as it was sent, known here or not.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The text for the user; empty where none was sent.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The details. In the Google dialect the values are texts.
    pub fn details(&self) -> &Map<String, Value> {
        &self.details
    }

    /// The id under which the other service logged the occurrence.
    pub fn trace_id(&self) -> Option<&str> {
        self.trace_id.as_deref()
    }

    /// The status, where the body has it.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// How long to wait, where the body has it.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The locale of the text, where the body has it.
    pub fn locale(&self) -> Option<&str> {
        self.locale.as_deref()
    }
}

impl<'de> Deserialize<'de> for ReceivedEnvelope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        shape::read(Map::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
