//! The default: one object under `error`. The details of a validation are its texts; there is no room for its rules.

use super::shape::Content::{Code, Details, Message, Object, TraceId};
use super::shape::{DetailsForm, Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    marks: &[Mark::AnyOf(&["error"])],
    members: &[(
        "error",
        Object(&[
            ("code", Code),
            ("message", Message),
            ("details", Details(DetailsForm::Json)),
            ("trace_id", TraceId),
        ]),
    )],
    ..Shape::JSON
};
