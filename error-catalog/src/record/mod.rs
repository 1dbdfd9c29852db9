//! The record of a failure: everything that a log has about it. The `event` of `tracing`, the `json` line and the `console` text
//! are three ways to write the same record. All of them mask what they write.

#[cfg(feature = "report")]
mod console;
#[cfg(feature = "tracing")]
mod event;
mod fields;
#[cfg(feature = "report")]
mod json;
mod place;
#[cfg(feature = "report")]
mod scratch;
#[cfg(feature = "report")]
pub(crate) mod timestamp;

#[cfg(feature = "tracing")]
use std::borrow::Cow;

use http::StatusCode;

#[cfg(feature = "report")]
pub(crate) use console::Console;
#[cfg(feature = "report")]
pub(crate) use scratch::Scratch;

use place::RaisedAt;

use crate::causes::{LoggedCause, links};
use crate::exchange::Exchange;
use crate::kind::Kind;
#[cfg(feature = "tracing")]
use crate::line::masked;
use crate::mask::Mask;
use crate::raised::Raised;
use crate::{Catalogued, Entry, panics};

/// What is recorded of one failure.
#[derive(Clone, Copy)]
pub(crate) struct Record<'r> {
    pub(crate) error: &'r dyn Catalogued,
    pub(crate) mask: &'r Mask,
    /// The request, where there is one.
    pub(crate) exchange: Option<&'r Exchange>,
    /// The status that was sent.
    pub(crate) status: Option<StatusCode>,
    /// The id of what was done, where that was no request.
    pub(crate) trace_id: Option<&'r str>,
    pub(crate) service: Option<&'r str>,
    pub(crate) environment: Option<&'r str>,
    /// The keyed hash of the user.
    pub(crate) user_id: Option<&'r str>,
    pub(crate) tool_name: Option<&'r str>,
    /// Where the failure was raised.
    pub(crate) raised: Option<&'r Raised>,
    #[cfg(feature = "report")]
    pub(crate) has_stack_trace: bool,
}

impl<'r> Record<'r> {
    /// The record of an error, of which nothing else is known.
    pub(crate) fn new(error: &'r dyn Catalogued, mask: &'r Mask) -> Self {
        Self {
            error,
            mask,
            exchange: None,
            status: None,
            trace_id: None,
            service: None,
            environment: None,
            user_id: None,
            tool_name: None,
            raised: error.catalog_raised(),
            #[cfg(feature = "report")]
            has_stack_trace: false,
        }
    }

    /// The record of a failed request.
    pub(crate) fn of_request(
        error: &'r dyn Catalogued,
        mask: &'r Mask,
        exchange: &'r Exchange,
        status: StatusCode,
    ) -> Self {
        Self { exchange: Some(exchange), status: Some(status), ..Self::new(error, mask) }
    }

    pub(crate) fn entry(&self) -> &'static Entry {
        self.error.catalog_row()
    }

    pub(crate) fn kind(&self) -> Kind {
        Kind::from_error(self.error)
    }

    /// The context and the details as a JSON object, masked; nothing where there are none.
    #[cfg(feature = "alert")]
    pub(crate) fn context_json(&self) -> Option<String> {
        let mut json = Vec::new();
        fields::write_fields(self.error, self.mask, &mut json, &mut Vec::new());
        String::from_utf8(json).ok().filter(|json| !json.is_empty())
    }

    /// The causes, the nearest first.
    fn causes(&self) -> impl Iterator<Item = LoggedCause<'r>> + use<'r> {
        let error = self.error;
        let nearest = panics::catch(|| error.source()).ok().flatten();
        nearest.into_iter().flat_map(links).map(LoggedCause)
    }

    /// The file, line and column where the failure was raised.
    fn location(&self) -> Option<RaisedAt> {
        self.raised?.location().map(RaisedAt)
    }

    #[cfg(feature = "report")]
    fn stack_trace(&self) -> Option<String> {
        let stack = self.raised.filter(|_| self.has_stack_trace)?.stack()?;
        Some(place::strip(&stack.to_string()))
    }

    /// The id as an event has it: one that was set by hand is any text, that of a request has been looked at.
    #[cfg(feature = "tracing")]
    fn masked_trace_id(&self) -> Option<Cow<'_, str>> {
        match self.trace_id {
            Some(id) => Some(Cow::Owned(masked(&id, self.mask))),
            None => self.trace_id().map(Cow::Borrowed),
        }
    }

    pub(crate) fn trace_id(&self) -> Option<&str> {
        self.trace_id.or_else(|| self.exchange.map(|exchange| exchange.trace_id().as_str()))
    }
}
