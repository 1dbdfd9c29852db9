//! The way back: the error in an error object that a client received.

use core::time::Duration;

use jsonrpsee_types::ErrorObject;
use serde_json::{Value, json};

use crate::envelope::ReceivedEnvelope;
use crate::{Entry, Registry};

/// Everything that an error object holds: code, text, details, wait and trace id; `None` without an error code in its data.
/// `Remote::<Codes>::from` looks it up and raises it again.
pub fn received(error: &ErrorObject<'_>) -> Option<ReceivedEnvelope> {
    let data: Value = serde_json::from_str(error.data()?.get()).ok()?;
    let member = |name: &str| data.get(name).filter(|value| !value.is_null()).cloned();
    let Value::String(code) = member("code")? else { return None };
    let body = json!({ "error": {
        "code": code,
        "message": error.message(),
        "details": member("details").unwrap_or_else(|| json!({})),
        "trace_id": member("trace_id"),
    } });
    let wait = member("retry_after").and_then(|wait| wait.as_u64());
    let received: ReceivedEnvelope = serde_json::from_value(body).ok()?;
    Some(received.or_waiting(wait.map(Duration::from_secs)))
}

/// The entry of the number alone, for the error objects of services that send no data. Numbers that several codes share are
/// those of none.
pub fn entry_of<C: Registry>(error: &ErrorObject<'_>) -> Option<&'static Entry> {
    C::ALL.iter().copied().find(|entry| entry.declared_jsonrpc() == Some(error.code()))
}
