//! One failed request.

use http::StatusCode;

use super::Exchange;
use crate::{Catalogued, Entry};

/// One failed request, for the log and the metrics. Nothing of it goes to the client.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Occurrence<'o> {
    /// What went wrong, with its causes and context.
    pub error: &'o (dyn Catalogued + Send + Sync),
    /// The request.
    pub exchange: &'o Exchange,
    /// The status that went out.
    pub status: StatusCode,
}

impl<'o> Occurrence<'o> {
    /// A failed request, for the test of an observer.
    pub fn new(
        error: &'o (dyn Catalogued + Send + Sync),
        exchange: &'o Exchange,
        status: StatusCode,
    ) -> Self {
        Self { error, exchange, status }
    }

    /// The row of the error: its true one, whatever went out.
    pub fn entry(&self) -> &'static Entry {
        self.error.catalog_row()
    }
}
