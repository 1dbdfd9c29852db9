//! What the observers of both edges were told.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use error_catalog::edge::{Observer, Occurrence};

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The true code.
    pub code: &'static str,
    /// The trace id.
    pub trace_id: String,
    /// The route, or the field of GraphQL.
    pub route: Option<String>,
    /// The developer text with all causes.
    pub text: String,
}

/// An observer that keeps its reports.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<Report>>>);

impl Recorder {
    /// Takes the reports.
    pub fn take(&self) -> Vec<Report> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes the codes of the reports.
    pub fn codes(&self) -> Vec<&'static str> {
        self.take().iter().map(|report| report.code).collect()
    }
}

impl Observer for Recorder {
    fn failed(&self, occurrence: &Occurrence<'_>) {
        let mut text = occurrence.error.to_string();
        let mut cause = occurrence.error.source();
        while let Some(error) = cause {
            text.extend([" <- ".to_owned(), error.to_string()]);
            cause = Error::source(error);
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Report {
            code: occurrence.entry().code(),
            trace_id: occurrence.exchange.trace_id().to_string(),
            route: occurrence.exchange.route().map(ToOwned::to_owned),
            text,
        });
    }
}
