//! The default shape: `{"error":{"code","message","details"?,"trace_id"?}}`.

use super::{Dialect, Parts};
use crate::json::{Object, escape, escaped_length};

/// `{"error": {"code", "message", "details"?, "trace_id"?}}`: what is absent has no member.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seed;

impl Dialect for Seed {
    #[inline]
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        if let (Some(constant), Some(id)) = (parts.constant_but_for_trace_id(), parts.trace_id()) {
            return write_with_trace_id(constant, id, body);
        }
        body.reserve(parts.length_hint());
        let mut whole = Object::open(body);
        let mut error = Object::open(whole.key("error"));
        error.text("code", parts.code());
        parts.write_message_json(error.key("message"));
        // Without this look, the key that is taken back could cost a second allocation.
        if !parts.has_no_details() {
            error.optional("details", |body| parts.write_details(body));
        }
        if let Some(id) = parts.trace_id() {
            error.text("trace_id", id);
        }
        error.close();
        whole.close();
    }

    #[inline]
    fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
        parts.constant()
    }
}

/// A constant body with a trace id put in before its last two braces: the usual error of a service.
#[inline]
fn write_with_trace_id(constant: &str, id: &str, body: &mut Vec<u8>) {
    const MEMBER: &str = r#","trace_id":""#;
    const END: &str = r#""}}"#;
    let open = constant.strip_suffix("}}").unwrap_or(constant);
    let length = escaped_length(id);
    body.reserve(open.len() + MEMBER.len() + length + END.len());
    body.extend_from_slice(open.as_bytes());
    body.extend_from_slice(MEMBER.as_bytes());
    // A text that grows by nothing has nothing to escape, and is not looked at again.
    if length == id.len() {
        body.extend_from_slice(id.as_bytes());
    } else {
        escape(id, body);
    }
    body.extend_from_slice(END.as_bytes());
}
