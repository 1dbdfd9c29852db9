//! What clients of GraphQL and JSON-RPC receive of a failure: the members of a body, for protocols with a shape of their own.

use core::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::{Exchange, Rules};
use crate::dialect::Standard;
use crate::panics;
use crate::{Catalogued, Entry, Envelope};

/// The members of a failure.
#[derive(Clone)]
pub(crate) struct Members {
    /// The entry that is sent.
    pub(crate) entry: &'static Entry,
    /// The user message.
    pub(crate) message: String,
    /// The details as the standard dialect has them.
    pub(crate) details: Option<Value>,
    pub(crate) trace_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    status: StatusCode,
}

impl Members {
    /// The members of an envelope. The details are read from its body, so that they are those of HTTP.
    pub(crate) fn from_envelope(envelope: Envelope<'_>) -> Self {
        let envelope = envelope.dialect(&Standard);
        let parts = envelope.parts();
        let body: Value = serde_json::from_slice(&envelope.body()).unwrap_or_default();
        Self {
            entry: parts.entry(),
            message: parts.message().into_owned(),
            details: body.pointer("/error/details").cloned(),
            trace_id: parts.trace_id().map(str::to_owned),
            retry_after: parts.retry_after(),
            status: envelope.status(),
        }
    }

    /// The entry alone, where nothing else can be rendered.
    fn from_entry(entry: &'static Entry, exchange: &Exchange) -> Self {
        Self {
            entry,
            message: entry.message().to_owned(),
            details: None,
            trace_id: Some(exchange.trace_id().as_str().to_owned()),
            retry_after: None,
            status: entry.status(),
        }
    }
}

impl Rules {
    /// Gives what the client receives of a failure, and reports it. A failure that `is_reported` accepts by its entry is not
    /// reported.
    pub(crate) fn finish_members(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        is_reported: impl FnOnce(&'static Entry) -> bool,
    ) -> Members {
        let unlisted = self.unlisted(error);
        let error = match &unlisted {
            Some(unlisted) => unlisted as &(dyn Catalogued + Send + Sync),
            None => error,
        };
        let render = |error| Members::from_envelope(self.envelope(exchange, error, None));
        // `Catalogued` is user code and may panic.
        let rendered = panics::catch(|| (error.catalog_row(), render(error)));
        let (broken, entry, members) = match rendered {
            Ok((entry, members)) => (None, entry, members),
            Err(panicked) => {
                let broken = self.render_failed(error, &panicked);
                let entry = self.internal_entry();
                let members = panics::catch(|| render(&*broken))
                    .unwrap_or_else(|_| Members::from_entry(entry, exchange));
                (Some(broken), entry, members)
            }
        };
        exchange.mark_reported();
        if !is_reported(entry) {
            let error = match &broken {
                Some(broken) => &**broken,
                None => error,
            };
            self.report(exchange, error, members.status);
        }
        members
    }
}
