//! One level, always with details and without a trace id.

use super::shape::Content::{Code, Details, Location, Message, Params, Path, Rule, Violations};
use super::shape::{Form, Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    marks: &[Mark::AnyOf(&["error_code"])],
    members: &[
        ("error_code", Code),
        ("message", Message),
        ("details", Details(Form::JsonAlways)),
        (
            "violations",
            Violations(&[("field", Path), ("rule", Rule), ("params", Params), ("in", Location)]),
        ),
    ],
    ..Shape::JSON
};
