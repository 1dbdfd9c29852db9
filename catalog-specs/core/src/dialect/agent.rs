//! BLK-1-06: whose fault it is and when to come back, for agents that act on errors.

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
