//! From the members of a body to the error in it, one function a dialect.

use core::time::Duration;

use serde_json::{Map, Value};

use super::ReceivedEnvelope;
use crate::dialect::{path_of, snake_case};

type Members = Map<String, Value>;

/// Reads a body of any shape.
pub(super) fn read(mut body: Members) -> Result<ReceivedEnvelope, String> {
    let has = |name: &str| body.contains_key(name);
    // A problem's details stand beside its own members and may have any name, so it comes first.
    if has("code") && (has("title") || has("type") || has("status")) {
        return problem(body);
    }
    if has("user_message") && has("error_code") {
        return blk(&mut body);
    }
    if has("error_code") {
        return flat(&mut body);
    }
    match body.remove("error") {
        Some(Value::Object(error)) if error.get("code").is_some_and(Value::is_number) => {
            google(error)
        }
        Some(Value::Object(error)) => seed(error),
        Some(other) => Err(format!("`error` is {}, expected an object", kind(&other))),
        None => Err(unknown(&body)),
    }
}

fn seed(mut error: Members) -> Result<ReceivedEnvelope, String> {
    let mut received = start(&mut error, "code", "message")?;
    received.details = object(error.remove("details"));
    received.trace_id = text(error.remove("trace_id"));
    Ok(received)
}

fn flat(body: &mut Members) -> Result<ReceivedEnvelope, String> {
    let mut received = start(body, "error_code", "message")?;
    received.details = object(body.remove("details"));
    Ok(received)
}

fn blk(body: &mut Members) -> Result<ReceivedEnvelope, String> {
    let mut received = start(body, "error_code", "user_message")?;
    received.trace_id = text(body.remove("request_id"));
    let seconds = body.get("retry_after").and_then(Value::as_f64);
    received.retry_after = seconds.and_then(|wait| Duration::try_from_secs_f64(wait).ok());
    Ok(received)
}

fn problem(mut body: Members) -> Result<ReceivedEnvelope, String> {
    // The title stands for a detail that is not there, not for one that is empty.
    let has_detail = body.contains_key("detail");
    let mut received = start(&mut body, "code", "detail")?;
    let title = text(body.remove("title"));
    if !has_detail {
        received.message = title.unwrap_or_default();
    }
    received.status = status(body.remove("status").as_ref());
    received.trace_id = text(body.remove("trace_id"));
    body.remove("type");
    body.remove("instance");
    if let Some(violations) = body.get("errors").and_then(violations) {
        body.remove("errors");
        body.extend(violations);
    }
    received.details = body;
    Ok(received)
}

/// `[{"detail", "pointer"}]` as a map of field to text, if it is such a list.
fn violations(errors: &Value) -> Option<Members> {
    let violation = |error: &Value| {
        let pointer = error.get("pointer")?.as_str()?;
        Some((path_of(pointer), error.get("detail")?.clone()))
    };
    errors.as_array()?.iter().map(violation).collect()
}

fn google(mut error: Members) -> Result<ReceivedEnvelope, String> {
    let details = match error.remove("details") {
        Some(Value::Array(details)) => details,
        _ => Vec::new(),
    };
    let named = |name: &str| {
        let is = |detail: &&Value| {
            let kind = detail.get("@type").and_then(Value::as_str);
            kind.and_then(|kind| kind.rsplit(['/', '.']).next()) == Some(name)
        };
        details.iter().find(is)
    };
    let member = |detail: &str, name: &str| text(named(detail)?.get(name).cloned());

    let code = member("ErrorInfo", "reason").ok_or(
        "`error.details` has no `google.rpc.ErrorInfo` with a `reason`, which is where the code is",
    )?;
    let message = member("LocalizedMessage", "message").or_else(|| text(error.remove("message")));
    let mut received = ReceivedEnvelope::new(code, message);
    received.status = status(error.get("code"));
    received.trace_id = member("RequestInfo", "requestId");
    received.locale = member("LocalizedMessage", "locale");
    received.retry_after = member("RetryInfo", "retryDelay").and_then(|wait| seconds(&wait));

    let metadata = named("ErrorInfo").and_then(|info| info.get("metadata").cloned());
    received.details =
        object(metadata).into_iter().map(|(name, value)| (snake_case(&name), value)).collect();
    let fields = named("BadRequest").and_then(|request| request.get("fieldViolations"));
    if let Some(fields) = fields.and_then(Value::as_array) {
        // The list of names in the metadata only repeats them.
        received.details.remove("fields");
        for field in fields {
            let name = field.get("field").and_then(Value::as_str);
            if let (Some(name), Some(text)) = (name, field.get("description")) {
                received.details.insert(name.to_owned(), text.clone());
            }
        }
    }
    Ok(received)
}

impl ReceivedEnvelope {
    fn new(code: String, message: Option<String>) -> Self {
        Self {
            code,
            message: message.unwrap_or_default(),
            details: Map::new(),
            trace_id: None,
            status: None,
            retry_after: None,
            locale: None,
        }
    }
}

fn start(members: &mut Members, code: &str, message: &str) -> Result<ReceivedEnvelope, String> {
    match members.remove(code) {
        Some(Value::String(code)) => Ok(ReceivedEnvelope::new(code, text(members.remove(message)))),
        Some(other) => Err(format!("`{code}` is {}, expected an error code", kind(&other))),
        None => Err(format!("there is no `{code}`, expected an error code")),
    }
}

fn text(value: Option<Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn object(value: Option<Value>) -> Members {
    match value {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn status(value: Option<&Value>) -> Option<u16> {
    let status = u16::try_from(value?.as_u64()?).ok()?;
    (100..=999).contains(&status).then_some(status)
}

/// A `google.protobuf.Duration`, `60s` or `0.500s`.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = match text.strip_suffix('s')?.split_once('.') {
        Some((whole, fraction)) => (whole, fraction),
        None => (text.strip_suffix('s')?, "0"),
    };
    let digits = u32::try_from(fraction.len()).ok().filter(|digits| (1..=9).contains(digits))?;
    let nanos = fraction.parse::<u32>().ok()? * 10_u32.pow(9 - digits);
    Some(Duration::new(whole.parse().ok()?, nanos))
}

/// Says what was found, but not all of it: a hostile body must not fill a log.
fn unknown(body: &Members) -> String {
    const EXPECTED: &str =
        "expected an error envelope: `error`, or `error_code`, or `code` with `title` or `status`";
    let names: Vec<_> =
        body.keys().take(8).map(|name| name.chars().take(32).collect::<String>()).collect();
    match names.as_slice() {
        [] => format!("found no members, {EXPECTED}"),
        names => format!("found the members {names:?}, {EXPECTED}"),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
