//! The report of a failure outside of a request.

use core::fmt::Display;
use std::borrow::Cow;

use super::user::UserHash;
use crate::Catalogued;
use crate::exchange::{Exchange, TraceId};
use crate::raised::Raised;

/// The report of one failure, which [`send`](Self::send) makes.
#[must_use = "nothing is reported before `.send()`"]
pub struct Report<'r> {
    target: &'r dyn Target,
    error: &'r dyn Catalogued,
    exchange: Option<&'r Exchange>,
    trace_id: Option<Cow<'r, str>>,
    user: Option<UserHash>,
    tool: Option<Cow<'r, str>>,
    /// Where it is reported.
    raised: Raised,
}

impl<'r> Report<'r> {
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn new(target: &'r dyn Target, error: &'r dyn Catalogued) -> Self {
        Self {
            target,
            error,
            exchange: None,
            trace_id: None,
            user: None,
            tool: None,
            raised: Raised::here(),
        }
    }

    /// Sets the id of what was done: of a job, a message or a call of a tool. A second report with the same code and id is
    /// counted, but not written. For a request use [`exchange`](Self::exchange): its client may have chosen the id.
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
        self.user = self.target.user_hash(&user);
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
        let Self { target, error, exchange, .. } = self;
        #[cfg(feature = "metrics")]
        let _ = crate::panics::catch(|| crate::metric::count(*error));
        let trace_id = self.trace_id.as_deref().or_else(|| error.catalog_trace_id());
        // Does not count as an id of what was done: a job may report a code several times.
        #[cfg(feature = "otel")]
        let of_trace = exchange.is_none().then(TraceId::from_current_span).flatten();
        #[cfg(not(feature = "otel"))]
        let of_trace: Option<TraceId> = None;
        target.receive(&Reported {
            error: *error,
            exchange: *exchange,
            trace_id,
            written_id: trace_id.or(of_trace.as_ref().map(TraceId::as_str)),
            user_id: self.user.as_ref().map(UserHash::as_str),
            tool_name: self.tool.as_deref(),
            // That of a `Failure` is nearer to what went wrong.
            raised: error.catalog_raised().or(Some(&self.raised)),
        });
    }
}

/// What receives failures outside of requests.
pub(crate) trait Target: Send + Sync {
    /// The hash that a user is recorded as, if that is recorded.
    fn user_hash(&self, user: &dyn Display) -> Option<UserHash>;

    /// A failure was reported.
    fn receive(&self, reported: &Reported<'_>);
}

/// A failure outside of a request, or within a handler.
#[derive(Clone, Copy)]
pub(crate) struct Reported<'r> {
    pub(crate) error: &'r dyn Catalogued,
    pub(crate) exchange: Option<&'r Exchange>,
    pub(crate) trace_id: Option<&'r str>,
    /// The same, or else the id of the current trace, which does not tell failures apart.
    pub(crate) written_id: Option<&'r str>,
    pub(crate) user_id: Option<&'r str>,
    pub(crate) tool_name: Option<&'r str>,
    /// Where it was raised, or else reported.
    pub(crate) raised: Option<&'r Raised>,
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
