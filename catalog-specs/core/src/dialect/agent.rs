//! For agents that act on errors: whether the client or the server is at fault, and when to retry.

use super::shape::Content::{Code, Fault, Message, Seconds, TraceId};
use super::shape::{Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    marks: &[Mark::AnyOf(&["error_code"]), Mark::AnyOf(&["user_message"])],
    members: &[
        ("type", Fault { client: "USER_ERROR", server: "SYSTEM_ERROR" }),
        ("user_message", Message),
        ("error_code", Code),
        ("request_id", TraceId),
        ("retry_after", Seconds),
    ],
    ..Shape::JSON
};
