//! Bodies that are still being sent when their response is finished: one that fails or panics is reported.

use core::task::Poll;

use http::StatusCode;

use super::Edge;
use super::in_flight::InFlight;
use crate::panics;
use crate::{Failure, Registry};

/// The error of a body in place of the one that it failed with. What the client received is cut off, so that it does not take it for the whole.
const BROKEN_OFF: &str = "the body of the response broke off";

/// A body that is reported where it fails or panics: once, because it is gone then.
pub(crate) struct WatchedBody<C: Registry, B> {
    begun: InFlight<C>,
    /// The status that was sent.
    status: StatusCode,
    /// Gone once it has failed.
    inner: Option<B>,
}

impl<C: Registry, B> WatchedBody<C, B> {
    pub(crate) fn new(begun: InFlight<C>, status: StatusCode, inner: B) -> Self {
        Self { begun, status, inner: Some(inner) }
    }

    /// The body, unless it has failed.
    pub(crate) fn inner(&self) -> Option<&B> {
        self.inner.as_ref()
    }

    /// Polls the body by `poll` within the span of the request; `failure` is what its error means.
    pub(crate) fn poll<T, E>(
        &mut self,
        poll: impl FnOnce(&mut B) -> Poll<Option<Result<T, E>>>,
        failure: impl FnOnce(&Edge<C>, E) -> Failure<C>,
    ) -> Poll<Option<Result<T, &'static str>>> {
        let Some(inner) = &mut self.inner else { return Poll::Ready(None) };
        let InFlight { edge, exchange, span } = &self.begun;
        let failure = match span.within(|| panics::catch(|| poll(inner))) {
            Ok(Poll::Ready(Some(Err(error)))) => failure(edge, error),
            Ok(Poll::Ready(Some(Ok(piece)))) => return Poll::Ready(Some(Ok(piece))),
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Ok(Poll::Pending) => return Poll::Pending,
            Err(panicked) => Failure::unexpected(panicked),
        };
        span.within(|| edge.report(exchange, &*failure, self.status));
        panics::drop_safely(failure);
        panics::drop_safely(self.inner.take());
        Poll::Ready(Some(Err(BROKEN_OFF)))
    }
}

impl<C: Registry, B> Drop for WatchedBody<C, B> {
    fn drop(&mut self) {
        // The client may have gone: the stream of a handler is dropped, and may panic.
        let Self { begun, inner, .. } = self;
        begun.span.within(|| panics::drop_safely(inner.take()));
    }
}
