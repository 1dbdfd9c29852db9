//! A response as a framework has it, and what the edge makes of it.

use std::sync::Arc;

use http::StatusCode;

use crate::failure_inner::FailureInner;
use crate::{Catalogued, Entry};

/// The parts of a framework's response that an edge reads.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ResponseInfo<'a> {
    /// Its status.
    pub status: StatusCode,
    /// Its `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The error a handler returned, where the framework kept it.
    pub error: Option<&'a (dyn Catalogued + Send + Sync)>,
}

impl<'a> ResponseInfo<'a> {
    /// A response with a status, without a `Content-Type` and an error.
    pub fn new(status: StatusCode) -> Self {
        Self { status, content_type: None, error: None }
    }

    /// Sets its `Content-Type`.
    #[must_use]
    pub fn content_type(mut self, content_type: Option<&'a str>) -> Self {
        self.content_type = content_type;
        self
    }

    /// Sets the error a handler returned.
    #[must_use]
    pub fn error(mut self, error: Option<&'a (dyn Catalogued + Send + Sync)>) -> Self {
        self.error = error;
        self
    }
}

/// Classifies a response that no catalogued error produced.
pub(crate) enum Verdict {
    /// It is sent as it is.
    Passed,
    /// It is sent as it is, and was reported as this entry.
    Reported(&'static Entry),
    /// The failure is sent in its place.
    Failed(Arc<FailureInner>),
}
