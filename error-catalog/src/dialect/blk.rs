//! The shape of BLK-1-06: a user's error or the system's, and when to come back.

use super::{Dialect, Parts, whole_seconds};
use crate::json::Object;

/// `{"type", "user_message", "error_code", "request_id"?, "retry_after"?}`: no details, and the
/// wait in whole seconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Blk;

impl Blk {
    /// The `type` of an error whose fault is the server's.
    const SYSTEM: &str = "SYSTEM_ERROR";
    /// The `type` of any other.
    const USER: &str = "USER_ERROR";
}

impl Dialect for Blk {
    fn write(&self, parts: &Parts<'_>, body: &mut Vec<u8>) {
        body.reserve(parts.length_hint() + 64);
        let server = parts.status().is_server_error();
        let mut whole = Object::open(body);
        whole.text("type", if server { Self::SYSTEM } else { Self::USER });
        parts.write_message_json(whole.key("user_message"));
        whole.text("error_code", parts.code());
        if let Some(id) = parts.trace_id() {
            whole.text("request_id", id);
        }
        if let Some(wait) = parts.retry_after() {
            whole.number("retry_after", whole_seconds(wait));
        }
        whole.close();
    }
}
