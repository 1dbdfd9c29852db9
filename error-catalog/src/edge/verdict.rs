//! A response as a framework has it, and what the edge makes of it.

use std::sync::Arc;

use http::StatusCode;

use crate::raised::Raised;
use crate::{Catalogued, Entry};

/// An answer as the framework has it.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    /// Its status.
    pub status: StatusCode,
    /// Its `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The error a handler returned, where the framework kept it.
    pub error: Option<&'a (dyn Catalogued + Send + Sync)>,
}

/// Classifies a response that no catalogued error produced.
pub(crate) enum Verdict {
    /// It is sent as it is.
    Passed,
    /// It is sent as it is, and was reported as this entry.
    Reported(&'static Entry),
    /// The failure is sent in its place.
    Failed(Arc<Raised>),
}
