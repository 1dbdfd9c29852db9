//! A dialect that is only described: the tests of the interpreters here and in the facade write, read and document it.

use super::Content::{
    Code, Details, Duration, Message, Object, Page, Path, Reason, Status, TraceId, Violations,
};
use super::{DetailsForm, Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    content_type: "application/vnd.sixth+json",
    statuses: &[(404, 410)],
    marks: &[Mark::AnyOf(&["failure"])],
    members: &[
        (
            "failure",
            Object(&[
                ("name", Code),
                ("text", Message),
                ("http", Status),
                ("wait", Duration),
                ("page", Page),
                ("values", Details(DetailsForm::JsonAlways)),
                ("broken", Violations(&[("field", Path), ("why", Reason)])),
            ]),
        ),
        ("ref", TraceId),
    ],
};
