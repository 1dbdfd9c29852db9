//! Finishes a status, in the head of a response or in its trailers.

use std::sync::Arc;

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use tonic::{Code, Status};

use super::read::code_of;
use super::refusal::{http_status, is_reported, may_be_provoked, sent_code};
use super::status::{Shared, raised_in, status_as};
use crate::edge::{Edge, Exchange, RequestSpan, without_alarm};
use crate::headers::set_request_id;
use crate::panics;
use crate::{Catalogued, Entry, Failure, Registry};

/// The longest path that is taken for that of a method, in bytes.
const LONGEST_METHOD: usize = 256;

/// A request in flight.
pub(super) struct InFlight<C: Registry> {
    pub(super) edge: Arc<Edge<C>>,
    pub(super) exchange: Exchange,
    pub(super) span: RequestSpan,
    /// Whether the client speaks gRPC, by the type of its message.
    pub(super) is_grpc: bool,
}

impl<C: Registry> InFlight<C> {
    /// Replaces the status that was found by the one to send; `dropped` is the failure of a status that had become trailers.
    pub(super) fn finish(&self, found: &Status, dropped: Option<Shared>, headers: &mut HeaderMap) {
        let dropped = dropped.filter(|error| is_of(&**error, found));
        if let Some(error) = raised_in(found).or(dropped) {
            put(&self.report(&self.matched(), &*error, None), headers);
            panics::drop_safely(error);
        } else if found.details().is_empty() {
            self.replace_bare(found, headers);
        } else if is_reported(found.code()) {
            // It passes unchanged, and is reported under its own code if that is listed.
            let own = code_of(found).and_then(|code| C::get(&code));
            let entry = own.unwrap_or_else(|| self.entry(found));
            let failure = Failure::<C>::of_entry(entry, Box::new(found.clone()));
            let exchange = self.matched();
            self.edge.report(&exchange, &*failure, failure.status());
            self.finished(&exchange, failure.status());
        } else {
            self.finished(&self.matched(), http_status(found));
        }
    }

    /// A status without details keeps its code. Its text was not written for clients and goes to the log.
    fn replace_bare(&self, found: &Status, headers: &mut HeaderMap) {
        // An unknown method has no route.
        let is_unknown = found.code() == Code::Unimplemented;
        let exchange = if is_unknown { self.exchange.clone() } else { self.matched() };
        let status = match self.edge.raised(Box::new(found.clone())) {
            // It was made of a catalogued error, or of one whose type has a code.
            Ok(failure) => self.report(&exchange, &*failure, None),
            Err(cause) => {
                let failure = Failure::<C>::of_entry(self.entry(found), cause);
                self.report(&exchange, &*failure, Some(sent_code(found)))
            }
        };
        put(&status, headers);
    }

    fn entry(&self, found: &Status) -> &'static Entry {
        let entry = self.edge.rules().entry_or_internal(http_status(found));
        if may_be_provoked(found) { without_alarm(entry) } else { entry }
    }

    /// The status of a failure that never became one.
    pub(super) fn fail(&self, failure: &Failure<C>) -> Status {
        self.report(&self.matched(), &**failure, None)
    }

    /// The failure of a response that is no message of gRPC, by its HTTP status.
    pub(super) fn foreign(&self, status: StatusCode) -> Failure<C> {
        let text = format!("the service answered with the HTTP status {status}");
        Failure::of_entry(self.edge.rules().entry_or_internal(status), text.into())
    }

    /// Says the id of the request: one and no other.
    pub(super) fn identify(&self, headers: &mut HeaderMap) {
        set_request_id(headers, self.exchange.trace_id().as_str());
    }

    /// The exchange for the record of a request that reached its method: in gRPC the path of a method is the route.
    fn matched(&self) -> Exchange {
        let path = self.exchange.path();
        let is_route = self.exchange.route().is_none()
            && is_method(path)
            // Where a service takes every path, a client may have written it.
            && self.exchange.mask().path(path) == path;
        let exchange = self.exchange.clone();
        if is_route { exchange.matched(path) } else { exchange }
    }

    /// Reports a failure and gives its status for this client, with another gRPC code than its own where one was found.
    fn report(
        &self,
        exchange: &Exchange,
        error: &(dyn Catalogued + Send + Sync),
        found: Option<Code>,
    ) -> Status {
        let unlisted = self.edge.rules().unlisted(error);
        let (error, found) = match &unlisted {
            Some(unlisted) => (unlisted as &(dyn Catalogued + Send + Sync), None),
            None => (error, found),
        };
        // `Catalogued` is user code and may panic.
        match panics::catch(|| self.write(error, found)) {
            Ok((http, status)) => {
                self.edge.report(exchange, error, http);
                self.finished(exchange, http);
                status
            }
            Err(panicked) => {
                let broken = self.edge.rules().render_failed(error, &panicked);
                let written = panics::catch(|| self.write(&*broken, None));
                // Where it is the registry's dialect that panics.
                let (http, status) = written.unwrap_or((
                    StatusCode::INTERNAL_SERVER_ERROR,
                    Status::new(Code::Internal, ""),
                ));
                self.edge.report(exchange, &*broken, http);
                self.finished(exchange, http);
                status
            }
        }
    }

    /// The request has been answered; `exchange` has its route.
    fn finished(&self, exchange: &Exchange, http: StatusCode) {
        self.edge.rules().finished_at(&self.exchange, || exchange.clone(), http);
    }

    /// The head of a response that has not failed has been answered: a stream counts by its head.
    pub(super) fn head_finished(&self, http: StatusCode) {
        self.edge.rules().finished_at(&self.exchange, || self.matched(), http);
    }

    fn write(
        &self,
        error: &(dyn Catalogued + Send + Sync),
        found: Option<Code>,
    ) -> (StatusCode, Status) {
        let envelope = self.edge.rules().envelope(&self.exchange, error, None);
        (envelope.status(), status_as(&envelope, found))
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

/// Whether headers are those of a message of gRPC. In gRPC-Web the status is a part of the message.
pub(super) fn is_grpc(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    let rest = content_type.and_then(|value| value.strip_prefix(b"application/grpc"));
    rest.is_some_and(|rest| rest.is_empty() || matches!(rest.first(), Some(b'+' | b';')))
}

fn is_of(error: &(dyn Catalogued + Send + Sync), found: &Status) -> bool {
    code_of(found).is_some_and(|code| code == error.catalog_public_row().code())
}

/// Whether a path is `/package.Service/Method`.
fn is_method(path: &str) -> bool {
    let is_name = |name: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
        !name.is_empty() && name.bytes().all(is_part)
    };
    let names = path.strip_prefix('/').and_then(|path| path.split_once('/'));
    path.len() <= LONGEST_METHOD
        && names.is_some_and(|(service, method)| is_name(service) && is_name(method))
}
