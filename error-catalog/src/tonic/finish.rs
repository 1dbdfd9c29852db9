//! What a status comes to on its way out, in the head of an answer or in its trailers.

use std::sync::Arc;

use http::StatusCode;
use http::header::{HeaderMap, HeaderValue};
use tonic::{Code, Status};

use super::read::code_of;
use super::status::{Shared, raised_in, status};
use crate::edge::{Edge, Exchange, Span};
use crate::headers::say_id;
use crate::panics;
use crate::{Catalogued, Failure, Registry};

/// What tonic says of a message that it cannot decode: by its text, for it has no type of its own.
const UNDECODABLE: &str = "failed to decode Protobuf message";

/// What a request was met with.
pub(super) struct Begun<C: Registry> {
    pub(super) edge: Arc<Edge<C>>,
    pub(super) exchange: Exchange,
    pub(super) span: Span,
}

impl<C: Registry> Begun<C> {
    /// Puts the status that goes out in the place of the one that was found; `dropped` is the failure of a
    /// status that had become trailers.
    pub(super) fn finish(&self, found: &Status, dropped: Option<Shared>, headers: &mut HeaderMap) {
        let dropped = dropped.filter(|error| is_of(&**error, found));
        if let Some(error) = raised_in(found).or(dropped) {
            put(&self.tell(&*error), headers);
            panics::let_go(error);
        } else if is_bare(found) {
            put(&self.fail(&self.meant(found)), headers);
        }
    }

    /// The status of a failure that never became one.
    pub(super) fn fail(&self, failure: &Failure<C>) -> Status {
        self.tell(&**failure)
    }

    /// Says the id of the request: one and no other.
    pub(super) fn identify(&self, headers: &mut HeaderMap) {
        say_id(headers, self.exchange.trace_id().as_str());
    }

    /// Tells of a failure, and gives its status for this client.
    fn tell(&self, error: &(dyn Catalogued + Send + Sync)) -> Status {
        // What the error shows of itself is written by anybody's code.
        match panics::catch(|| self.write(error)) {
            Ok((http, status)) => {
                self.edge.tell(&self.exchange, error, http);
                status
            }
            Err(panicked) => {
                let broken = self.edge.rules().unwritable(error, &panicked);
                let written = panics::catch(|| self.write(&*broken));
                // Where it is the registry's dialect that panics.
                let (http, status) = written.unwrap_or((
                    StatusCode::INTERNAL_SERVER_ERROR,
                    Status::new(Code::Internal, ""),
                ));
                self.edge.tell(&self.exchange, &*broken, http);
                status
            }
        }
    }

    fn write(&self, error: &(dyn Catalogued + Send + Sync)) -> (StatusCode, Status) {
        let envelope = self.edge.rules().envelope(&self.exchange, error, None);
        (envelope.status(), status(&envelope))
    }

    /// The failure that a bare status stands for; its text is for the log.
    fn meant(&self, found: &Status) -> Failure<C> {
        let cause = Box::new(found.clone());
        let undecodable = found.message().starts_with(UNDECODABLE);
        match self.edge.rules().row(StatusCode::BAD_REQUEST).filter(|_| undecodable) {
            Some(row) => Failure::of_row(row, cause),
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

/// Whether nobody meant the text for a client.
fn is_bare(found: &Status) -> bool {
    let is_unforeseen = matches!(found.code(), Code::Unknown | Code::Internal | Code::DataLoss);
    is_unforeseen && found.details().is_empty()
}

fn is_of(error: &(dyn Catalogued + Send + Sync), found: &Status) -> bool {
    code_of(found).is_some_and(|code| code == error.catalog_public_row().code())
}
