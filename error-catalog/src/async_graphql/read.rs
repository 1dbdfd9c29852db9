//! The way back: the error in a response that a client received.

use async_graphql::ServerError;
use serde_json::{Value, json};

use crate::envelope::ReceivedEnvelope;

/// Everything that an error of a response holds: code, text, details, wait and trace id; `None` without an error code.
/// `Remote::<Codes>::from` looks it up and raises it again.
///
/// A response of any server is read into a [`Response`](async_graphql::Response) of async-graphql.
pub fn received(error: &ServerError) -> Option<ReceivedEnvelope> {
    let extensions = serde_json::to_value(error.extensions.as_ref()?).ok()?;
    let member = |name: &str| extensions.get(name).filter(|value| !value.is_null()).cloned();
    let Value::String(code) = member("code")? else { return None };
    let body = json!({ "error": {
        "code": code,
        "message": error.message,
        "details": member("details").unwrap_or_else(|| json!({})),
        "trace_id": member("traceId"),
    } });
    let wait = member("retryAfter").and_then(|wait| wait.as_u64());
    let received: ReceivedEnvelope = serde_json::from_value(body).ok()?;
    Some(received.or_waiting(wait.map(core::time::Duration::from_secs)))
}
