//! Finishes a status, in the head of a response or in its trailers.

use std::sync::Arc;

use http::StatusCode;
use http::header::{HeaderMap, HeaderValue};
use tonic::{Code, Status};

use super::read::code_of;
use super::status::{Shared, raised_in, status};
use crate::edge::{Edge, Exchange, RequestSpan};
use crate::headers::set_request_id;
use crate::panics;
use crate::{Catalogued, Failure, Registry};

/// The text by which tonic reports a message that it cannot decode; it has no error type for it.
const UNDECODABLE: &str = "failed to decode Protobuf message";

/// A request in flight.
pub(super) struct InFlight<C: Registry> {
    pub(super) edge: Arc<Edge<C>>,
    pub(super) exchange: Exchange,
    pub(super) span: RequestSpan,
}

impl<C: Registry> InFlight<C> {
    /// Replaces the status that was found by the one to send; `dropped` is the failure of a status that had become trailers.
    pub(super) fn finish(&self, found: &Status, dropped: Option<Shared>, headers: &mut HeaderMap) {
        let dropped = dropped.filter(|error| is_of(&**error, found));
        if let Some(error) = raised_in(found).or(dropped) {
            put(&self.report(&*error), headers);
            panics::drop_safely(error);
        } else if is_bare(found) {
            put(&self.fail(&self.meant(found)), headers);
        }
    }

    /// The status of a failure that never became one.
    pub(super) fn fail(&self, failure: &Failure<C>) -> Status {
        self.report(&**failure)
    }

    /// Says the id of the request: one and no other.
    pub(super) fn identify(&self, headers: &mut HeaderMap) {
        set_request_id(headers, self.exchange.trace_id().as_str());
    }

    /// Reports a failure and gives its status for this client.
    fn report(&self, error: &(dyn Catalogued + Send + Sync)) -> Status {
        // `Catalogued` is user code and may panic.
        match panics::catch(|| self.write(error)) {
            Ok((http, status)) => {
                self.edge.report(&self.exchange, error, http);
                status
            }
            Err(panicked) => {
                let broken = self.edge.rules().render_failed(error, &panicked);
                let written = panics::catch(|| self.write(&*broken));
                // Where it is the registry's dialect that panics.
                let (http, status) = written.unwrap_or((
                    StatusCode::INTERNAL_SERVER_ERROR,
                    Status::new(Code::Internal, ""),
                ));
                self.edge.report(&self.exchange, &*broken, http);
                status
            }
        }
    }

    fn write(&self, error: &(dyn Catalogued + Send + Sync)) -> (StatusCode, Status) {
        let envelope = self.edge.rules().envelope(&self.exchange, error, None);
        (envelope.status(), status(&envelope))
    }

    /// The failure of a bare status; its text is for the log.
    fn meant(&self, found: &Status) -> Failure<C> {
        let cause = Box::new(found.clone());
        let undecodable = found.message().starts_with(UNDECODABLE);
        match self.edge.rules().entry(StatusCode::BAD_REQUEST).filter(|_| undecodable) {
            Some(entry) => Failure::of_entry(entry, cause),
            None => self.edge.returned(cause),
        }
    }
}

/// Writes a status over the one that there is; other metadata stays.
pub(super) fn put(status: &Status, headers: &mut HeaderMap) {
    headers.remove(Status::GRPC_MESSAGE);
    headers.remove(Status::GRPC_STATUS_DETAILS);
    if status.add_header(headers).is_err() {
        // Not even the message can be a header, which percent-encoding rules out.
        headers.insert(Status::GRPC_STATUS, HeaderValue::from(status.code() as i32));
    }
}

/// Whether a status is bare: its text was not written for clients.
fn is_bare(found: &Status) -> bool {
    let is_unforeseen = matches!(found.code(), Code::Unknown | Code::Internal | Code::DataLoss);
    is_unforeseen && found.details().is_empty()
}

fn is_of(error: &(dyn Catalogued + Send + Sync), found: &Status) -> bool {
    code_of(found).is_some_and(|code| code == error.catalog_public_row().code())
}
