//! The default shape: `{"error":{"code","message","details"?,"trace_id"?}}`.

use super::{Dialect, Parts};
use crate::json::Object;

/// `{"error": {"code", "message", "details"?, "trace_id"?}}`: what is absent has no member.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seed;

impl Dialect for Seed {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
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

    fn constant(&self, parts: &Parts<'_>) -> Option<&'static [u8]> {
        parts.constant()
    }
}
