//! The report of a failure outside of a request.

use core::fmt::Display;
use std::borrow::Cow;

use super::reporter::Reporter;
use super::user::UserHash;
use crate::Catalogued;
use crate::exchange::{Exchange, TraceId};
use crate::failure::AsCatalogued;
use crate::raised::Raised;
use crate::record::Record;

/// The report of one failure, which [`send`](Self::send) makes.
#[must_use = "nothing is reported before `.send()`"]
pub struct Report<'r> {
    reporter: &'r Reporter,
    error: &'r dyn Catalogued,
    exchange: Option<&'r Exchange>,
    trace_id: Option<Cow<'r, str>>,
    user: Option<UserHash>,
    tool: Option<Cow<'r, str>>,
    /// Where it is reported.
    raised: Raised,
}

impl Reporter {
    /// Begins the report of a failure outside of a request: of a job, a consumer of messages, a command or a tool. Takes errors
    /// of a catalogue and `Failure`s.
    #[cfg_attr(feature = "location", track_caller)]
    pub fn report<'r, E: AsCatalogued + ?Sized>(&'r self, error: &'r E) -> Report<'r> {
        Report::new(self, error.as_catalogued())
    }
}

impl<'r> Report<'r> {
    #[cfg_attr(feature = "location", track_caller)]
    fn new(reporter: &'r Reporter, error: &'r dyn Catalogued) -> Self {
        Self {
            reporter,
            error,
            exchange: None,
            trace_id: None,
            user: None,
            tool: None,
            raised: Raised::here(),
        }
    }

    /// Sets the id of what was done: of a job, a message or a call of a tool. A second report with the same code and id is
    /// counted, but not written.
    pub fn trace_id(mut self, id: impl Into<Cow<'r, str>>) -> Self {
        self.trace_id = Some(id.into());
        self
    }

    /// Sets the request that failed, for a report from within a handler. If the handler also returns the failure, the layer writes
    /// no second record.
    pub fn exchange(mut self, exchange: &'r Exchange) -> Self {
        self.exchange = Some(exchange);
        self
    }

    /// Sets the user. The record has a keyed hash of it.
    pub fn user(mut self, user: impl Display) -> Self {
        self.user = Some(self.reporter.user_hash(&user));
        self
    }

    /// Sets the name of the tool that was called.
    pub fn tool(mut self, name: impl Into<Cow<'r, str>>) -> Self {
        self.tool = Some(name.into());
        self
    }

    /// Counts the failure and puts its record into the queue. Never blocks and never panics.
    pub fn send(self) {
        // `Catalogued` is user code and may panic.
        let _ = crate::panics::catch(|| self.write());
    }

    fn write(&self) {
        let Self { reporter, error, exchange, .. } = self;
        let entry = error.catalog_row();
        #[cfg(feature = "metrics")]
        let _ = crate::panics::catch(|| crate::metric::count(*error));
        let trace_id = self.trace_id.as_deref().or_else(|| error.catalog_trace_id());
        // Does not count as an id of what was done: a job may report a code several times.
        #[cfg(feature = "otel")]
        let of_trace = exchange.is_none().then(TraceId::from_current_span).flatten();
        #[cfg(not(feature = "otel"))]
        let of_trace: Option<TraceId> = None;
        let record = Record {
            exchange: *exchange,
            trace_id: trace_id.or(of_trace.as_ref().map(TraceId::as_str)),
            user_id: self.user.as_ref().map(UserHash::as_str),
            tool_name: self.tool.as_deref(),
            // That of a `Failure` is nearer to what went wrong.
            raised: error.catalog_raised().or(Some(&self.raised)),
            ..Record::new(*error, reporter.mask())
        };
        let repeats = reporter.repeats();
        reporter.write(record, || match (exchange, trace_id) {
            (Some(exchange), _) => repeats.is_first_of_request(entry, exchange),
            (None, Some(trace_id)) => repeats.is_first_by_hand(entry, trace_id),
            (None, None) => true,
        });
    }
}

impl core::fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Report")
            .field("code", &self.error.catalog_row().code())
            .finish_non_exhaustive()
    }
}

impl<'i> From<&'i TraceId> for Cow<'i, str> {
    fn from(id: &'i TraceId) -> Self {
        Self::Borrowed(id.as_str())
    }
}
