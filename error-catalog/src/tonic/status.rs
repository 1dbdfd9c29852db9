//! From failures to statuses, which take their failure along for the layer.
//!
//! A status in the head of a response is there to be asked. In the middle of a stream tonic turns it into trailers
//! at once; the layer then learns of the failure as the status is dropped, within its own poll of the stream.

use core::cell::RefCell;
use core::error::Error;
use core::fmt;
use std::sync::Arc;

use tonic::{Code, Status};

use super::details::Details;
use crate::entry::Grpc;
use crate::registry::CodeSet;
use crate::{Catalogued, Envelope, Failure};

/// The status of an envelope, with the trace id and in the locale that it was given by hand. The layer leaves
/// it as it is.
pub fn status(envelope: &Envelope<'_>) -> Status {
    status_as(envelope, None)
}

/// The same, perhaps with another gRPC code than that of the entry.
pub(super) fn status_as(envelope: &Envelope<'_>, other: Option<Code>) -> Status {
    let parts = envelope.parts();
    let details = Details::from_parts(&parts);
    details.into_status(other.unwrap_or_else(|| code(parts.entry().grpc())))
}

/// The status of a failure, by a handler's `?`. The layer adds the trace id and the locale of the client, and logs the
/// cause, which the status holds as its source and does not send.
impl<C: CodeSet> From<Failure<C>> for Status {
    fn from(failure: Failure<C>) -> Self {
        let mut status = status(&failure.envelope());
        status.set_source(Arc::new(FailureInner(failure.into_shared())));
        status
    }
}

/// The failure in a status.
pub(super) fn raised_in(status: &Status) -> Option<Shared> {
    let source = status.source()?;
    source.downcast_ref::<FailureInner>().map(|raised| Arc::clone(&raised.0))
}

/// Runs something that may turn statuses into trailers, which have no room for a source: with it comes the
/// failure of the last status that was dropped meanwhile.
pub(super) fn dropping<T>(run: impl FnOnce() -> T) -> (T, Option<Shared>) {
    let outer = DROPPED.replace(Dropped::Watched(None));
    let value = run();
    match DROPPED.replace(outer) {
        Dropped::Watched(failure) => (value, failure),
        Dropped::Unwatched => (value, None),
    }
}

pub(super) type Shared = Arc<dyn Catalogued + Send + Sync>;

/// The failure that a status was made of, as its source.
struct FailureInner(Shared);

enum Dropped {
    Unwatched,
    Watched(Option<Shared>),
}

thread_local! {
    static DROPPED: RefCell<Dropped> = const { RefCell::new(Dropped::Unwatched) };
}

impl Drop for FailureInner {
    fn drop(&mut self) {
        // Thread-local storage is gone while a thread ends. What was kept before is dropped when nothing is borrowed.
        let _before = DROPPED.try_with(|dropped| match dropped.try_borrow_mut().as_deref_mut() {
            Ok(Dropped::Watched(last)) => last.replace(Arc::clone(&self.0)),
            Ok(Dropped::Unwatched) | Err(_) => None,
        });
    }
}

impl Error for FailureInner {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl fmt::Display for FailureInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for FailureInner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

fn code(code: Grpc) -> Code {
    match code {
        Grpc::Cancelled => Code::Cancelled,
        Grpc::InvalidArgument => Code::InvalidArgument,
        Grpc::DeadlineExceeded => Code::DeadlineExceeded,
        Grpc::NotFound => Code::NotFound,
        Grpc::AlreadyExists => Code::AlreadyExists,
        Grpc::PermissionDenied => Code::PermissionDenied,
        Grpc::ResourceExhausted => Code::ResourceExhausted,
        Grpc::FailedPrecondition => Code::FailedPrecondition,
        Grpc::Aborted => Code::Aborted,
        Grpc::OutOfRange => Code::OutOfRange,
        Grpc::Unimplemented => Code::Unimplemented,
        Grpc::Internal => Code::Internal,
        Grpc::Unavailable => Code::Unavailable,
        Grpc::DataLoss => Code::DataLoss,
        Grpc::Unauthenticated => Code::Unauthenticated,
        Grpc::Unknown => Code::Unknown,
    }
}
