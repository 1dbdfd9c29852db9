//! The default: one object under `error`. The details of a validation have its texts; `violations` has its rules.

use super::shape::Content::{
    Code, Details, Location, Message, Object, Params, Path, Rule, TraceId, Violations,
};
use super::shape::{Form, Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    marks: &[Mark::AnyOf(&["error"])],
    members: &[(
        "error",
        Object(&[
            ("code", Code),
            ("message", Message),
            ("details", Details(Form::Json)),
            (
                "violations",
                Violations(&[
                    ("field", Path),
                    ("rule", Rule),
                    ("params", Params),
                    ("in", Location),
                ]),
            ),
            ("trace_id", TraceId),
        ]),
    )],
    ..Shape::JSON
};
