//! One level: `{"error_code","message","details"}`.

use super::{Dialect, Parts};
use crate::json::Object;

/// `{"error_code", "message", "details"}`: the details are always there, `{}` without any, and
/// there is no trace id.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flat;

impl Dialect for Flat {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        body.reserve(parts.length_hint());
        let mut whole = Object::open(body);
        whole.text("error_code", parts.code());
        parts.write_message_json(whole.key("message"));
        let details = whole.key("details");
        if !parts.write_details(details) {
            details.extend_from_slice(b"{}");
        }
        whole.close();
    }
}
