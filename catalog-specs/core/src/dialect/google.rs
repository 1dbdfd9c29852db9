//! AIP-193: a `google.rpc.Status` as JSON, each type of detail at most once.

use super::shape::Content::{
    Code, CodeAfter, Details, Duration, Grpc, List, Locale, Message, Object, Page, Path, Reason,
    RuleName, Service, Status, Text, TraceId, Violations,
};
use super::shape::{DetailsForm, Mark, Shape};

/// The message is the one for the user: the developer text is never sent. 422 has no canonical code.
pub(super) const SHAPE: Shape = Shape {
    statuses: &[(422, 400)],
    marks: &[Mark::Number("error", "code")],
    members: &[(
        "error",
        Object(&[
            ("code", Status),
            ("message", Message),
            ("status", Grpc),
            (
                "details",
                List(&[
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.ErrorInfo")),
                        ("reason", Code),
                        ("domain", Service),
                        ("metadata", Details(DetailsForm::Texts)),
                    ],
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.RetryInfo")),
                        ("retryDelay", Duration),
                    ],
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.BadRequest")),
                        (
                            "fieldViolations",
                            Violations(&[
                                ("field", Path),
                                ("description", Reason),
                                ("reason", RuleName),
                            ]),
                        ),
                    ],
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.LocalizedMessage")),
                        ("locale", Locale),
                        ("message", Message),
                    ],
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.Help")),
                        (
                            "links",
                            List(&[&[
                                ("description", CodeAfter("Troubleshooting ")),
                                ("url", Page),
                            ]]),
                        ),
                    ],
                    &[
                        ("@type", Text("type.googleapis.com/google.rpc.RequestInfo")),
                        ("requestId", TraceId),
                    ],
                ]),
            ),
        ]),
    )],
    ..Shape::JSON
};
