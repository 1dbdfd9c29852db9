//! Google's AIP-193 as HTTP/JSON: a `google.rpc.Status` with its typed details.

use core::time::Duration;
use std::borrow::Cow;
use std::collections::HashSet;

use catalog_specs::{Class, derived};
use http::StatusCode;

use super::problem::write_as_text;
use super::{Details, Dialect, Parts};
use crate::json::{Array, Object, write_string};

/// AIP-193: `{"error": {"code", "message", "status", "details": [ErrorInfo, …]}}`.
///
/// The message is the one for the user: the text for developers goes nowhere. 422 has no canonical
/// code, so it is sent as 400.
#[derive(Debug, Clone, Copy, Default)]
pub struct Google;

impl Dialect for Google {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        body.reserve(parts.length_hint() * 2 + 512);
        let mut whole = Object::open(body);
        let mut error = Object::open(whole.key("error"));
        error.number("code", self.status(parts).as_u16().into());
        parts.write_message_json(error.key("message"));
        error.text("status", parts.entry().grpc().as_str());
        let mut list = Array::open(error.key("details"));
        write_list(parts, &mut list);
        list.close();
        error.close();
        whole.close();
    }

    fn status(&self, parts: &Parts<'_>) -> StatusCode {
        match parts.status() {
            StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
            status => status,
        }
    }
}

/// Puts a name in the spelling of the catalogue: `slotStart` is `slot_start`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

/// The name of the service that a reason belongs to, or else of the part of it.
pub(crate) fn domain(parts: &Parts<'_>) -> Cow<'static, str> {
    match parts.settings().service {
        Some(service) => Cow::Borrowed(service),
        None => Cow::Owned(parts.entry().domain().to_ascii_lowercase()),
    }
}

/// The fields of a validation, each with its text as JSON; nothing where the error is no validation.
pub(crate) fn violations<'d>(
    parts: &Parts<'_>,
    details: &'d Details,
) -> Option<impl Iterator<Item = (Cow<'d, str>, &'d str)>> {
    let is_validation = parts.entry().class() == Class::Validation && details.has_flattened();
    is_validation.then(|| details.members(true))
}

/// The details as a map of text to JSON. Violations have a place of their own; here stand the
/// names of their fields.
pub(crate) fn metadata<'d>(parts: &Parts<'_>, details: &'d Details) -> Vec<(String, Cow<'d, str>)> {
    let violations = violations(parts, details);
    let mut metadata = Vec::new();
    let mut seen = HashSet::new();
    let flattened = details.members(true).filter(|_| violations.is_none());
    for (name, json) in details.members(false).chain(flattened) {
        let name = camel_case(&name);
        if seen.insert(name.clone()) {
            metadata.push((name, Cow::Borrowed(json)));
        }
    }
    if let Some(violations) = violations.filter(|_| !seen.contains("fields")) {
        let names: Vec<_> = violations.map(|(name, _)| name).collect();
        let mut json = Vec::new();
        write_string(&names.join(","), &mut json);
        let json = String::from_utf8(json).unwrap_or_default();
        metadata.push(("fields".to_owned(), Cow::Owned(json)));
    }
    metadata
}

/// The page about the code: what it is, and its address.
pub(crate) fn help(parts: &Parts<'_>) -> Option<(String, String)> {
    let url = derived::page_url(parts.code(), parts.entry().doc_url(), parts.settings().docs)?;
    Some((format!("Troubleshooting {}", parts.code()), url))
}

/// The typed details, in an order that does not change: each type at most once.
fn write_list(parts: &Parts<'_>, list: &mut Array<'_>) {
    let details = parts.details();

    let mut info = open(list, "ErrorInfo");
    info.text("reason", parts.code());
    info.text("domain", &domain(parts));
    info.optional("metadata", |out| write_metadata(&metadata(parts, &details), out));
    info.close();

    if let Some(wait) = parts.retry_after() {
        let mut retry = open(list, "RetryInfo");
        retry.text("retryDelay", &seconds(wait));
        retry.close();
    }
    if let Some(violations) = violations(parts, &details) {
        let mut request = open(list, "BadRequest");
        let mut fields = Array::open(request.key("fieldViolations"));
        for (name, json) in violations {
            let mut field = Object::open(fields.item());
            field.text("field", &name);
            write_as_text(json, field.key("description"));
            field.close();
        }
        fields.close();
        request.close();
    }
    if let Some(locale) = parts.locale() {
        let mut message = open(list, "LocalizedMessage");
        message.text("locale", locale);
        parts.write_message_json(message.key("message"));
        message.close();
    }
    if let Some((description, url)) = help(parts) {
        let mut help = open(list, "Help");
        let mut links = Array::open(help.key("links"));
        let mut link = Object::open(links.item());
        link.text("description", &description);
        link.text("url", &url);
        link.close();
        links.close();
        help.close();
    }
    if let Some(id) = parts.trace_id() {
        let mut request = open(list, "RequestInfo");
        request.text("requestId", id);
        request.close();
    }
}

fn open<'o>(list: &'o mut Array<'_>, name: &str) -> Object<'o> {
    let mut detail = Object::open(list.item());
    detail.text("@type", &format!("type.googleapis.com/google.rpc.{name}"));
    detail
}

fn write_metadata(members: &[(String, Cow<'_, str>)], out: &mut Vec<u8>) -> bool {
    let mut metadata = Object::open(out);
    for (name, json) in members {
        write_as_text(json, metadata.key(name));
    }
    metadata.close();
    !members.is_empty()
}

/// `slot_start` is `slotStart`. An underscore that has no letter to raise stays, so that the
/// reader can put the name back.
fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '_' && !camel.is_empty() && next.is_ascii_lowercase() => {
                camel.push(next.to_ascii_uppercase());
                chars.next();
            }
            _ => camel.push(c),
        }
    }
    camel
}

/// A `google.protobuf.Duration` in JSON: no fraction, or one of three, six or nine digits.
fn seconds(wait: Duration) -> String {
    let (whole, nanos) = (wait.as_secs(), wait.subsec_nanos());
    if nanos == 0 {
        format!("{whole}s")
    } else if nanos % 1_000_000 == 0 {
        format!("{whole}.{:03}s", nanos / 1_000_000)
    } else if nanos % 1_000 == 0 {
        format!("{whole}.{:06}s", nanos / 1_000)
    } else {
        format!("{whole}.{nanos:09}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_their_spelling_and_change_back() {
        for (snake, camel) in [
            ("slot_start", "slotStart"),
            ("id", "id"),
            ("line_2", "line_2"),
            ("_x", "_x"),
            ("a_b_c", "aBC"),
        ] {
            assert_eq!(camel_case(snake), camel);
            assert_eq!(snake_case(camel), snake);
        }
    }

    #[test]
    fn durations_have_the_digits_they_need() {
        assert_eq!(seconds(Duration::from_secs(60)), "60s");
        assert_eq!(seconds(Duration::from_millis(500)), "0.500s");
        assert_eq!(seconds(Duration::from_micros(1_000_001)), "1.000001s");
        assert_eq!(seconds(Duration::from_nanos(1)), "0.000000001s");
    }
}
