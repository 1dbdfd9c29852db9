//! The way back: the error in a status that a client received.

use serde_json::{Map, Value, json};
use tonic::Status;
use tonic_types::StatusExt as _;

use crate::envelope::ReceivedEnvelope;

/// The error code in a status, whichever service sent it: the reason of its `ErrorInfo`.
pub fn code_of(status: &Status) -> Option<String> {
    let info = status.get_details_error_info()?;
    Some(info.reason).filter(|reason| !reason.is_empty())
}

/// Everything that a status holds about an error: code, text, details, wait, locale and trace id; `None` without an error
/// code. `Remote::<Codes>::from` looks it up and raises it again, with its trace id and its wait.
pub fn received(status: &Status) -> Option<ReceivedEnvelope> {
    code_of(status)?;
    let details = status.get_error_details();
    let mut list = Vec::new();
    if let Some(info) = details.error_info() {
        list.push(detail("ErrorInfo", json!({ "reason": info.reason, "metadata": info.metadata })));
    }
    if let Some(wait) = details.retry_info().and_then(|retry| retry.retry_delay) {
        let wait = format!("{}.{:09}s", wait.as_secs(), wait.subsec_nanos());
        list.push(detail("RetryInfo", json!({ "retryDelay": wait })));
    }
    if let Some(request) = details.bad_request() {
        let violations = request.field_violations.iter();
        let violations: Vec<_> = violations
            .map(|violation| json!({ "field": violation.field, "description": violation.description }))
            .collect();
        list.push(detail("BadRequest", json!({ "fieldViolations": violations })));
    }
    if let Some(text) = details.localized_message() {
        let text = json!({ "locale": text.locale, "message": text.message });
        list.push(detail("LocalizedMessage", text));
    }
    if let Some(request) = details.request_info() {
        list.push(detail("RequestInfo", json!({ "requestId": request.request_id })));
    }
    // The shape of the Google dialect, whose reader knows the rest. A status has no HTTP status.
    let error = json!({ "code": 0, "message": status.message(), "details": list });
    serde_json::from_value(json!({ "error": error })).ok()
}

fn detail(name: &str, members: Value) -> Value {
    let mut detail = Map::new();
    detail.insert("@type".to_owned(), format!("type.googleapis.com/google.rpc.{name}").into());
    if let Value::Object(members) = members {
        detail.extend(members);
    }
    Value::Object(detail)
}
