//! One level, always with details and without a trace id.

use super::shape::Content::{Code, Details, Message};
use super::shape::{DetailsForm, Mark, Shape};

pub(super) const SHAPE: Shape = Shape {
    marks: &[Mark::AnyOf(&["error_code"])],
    members: &[
        ("error_code", Code),
        ("message", Message),
        ("details", Details(DetailsForm::JsonAlways)),
    ],
    ..Shape::JSON
};
