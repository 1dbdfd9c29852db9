//! RFC 9457: the standard members, then ours, then the details beside them.

use super::shape::Content::{
    Code, Detail, Location, Params, Pointer, ProblemType, Reason, Rule, Spread, Status, Title,
    TraceId, TracePath, Violations,
};
use super::shape::{Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    content_type: "application/problem+json",
    marks: &[Mark::AnyOf(&["code"]), Mark::AnyOf(&["title", "type", "status"])],
    members: &[
        ("type", ProblemType),
        ("title", Title),
        ("status", Status),
        ("detail", Detail),
        ("instance", TracePath("/occurrences/")),
        ("code", Code),
        ("trace_id", TraceId),
        ("", Spread),
        (
            "errors",
            Violations(&[
                ("detail", Reason),
                ("pointer", Pointer),
                ("rule", Rule),
                ("params", Params),
                ("in", Location),
            ]),
        ),
    ],
    ..Shape::JSON
};
