//! Bodies that are still being sent when their response is finished: one that fails or panics is reported.

use super::in_flight::InFlight;
use crate::Registry;

#[cfg(feature = "axum")]
pub(super) use of_axum::watch;

/// Nothing: only bodies of axum can be watched.
#[cfg(not(feature = "axum"))]
pub(super) fn watch<C: Registry, Body>(_: &mut http::Response<Body>, _: &mut InFlight<C>) {}

#[cfg(feature = "axum")]
mod of_axum {
    use core::any::Any;
    use core::pin::Pin;
    use core::task::{Context, Poll};
    use std::sync::Arc;

    use axum_core::Error as AxumError;
    use axum_core::body::Body as AxumBody;
    use bytes::Bytes;
    use http::{Response, StatusCode};
    use http_body::{Body, Frame, SizeHint};

    use super::{InFlight, Registry};
    use crate::Failure;
    use crate::edge::RequestSpan;
    use crate::panics;

    /// The mark of a response whose body an inner layer watches.
    #[derive(Clone, Copy)]
    struct Watched;

    /// Watches the body of a response, unless its bytes are all there already.
    pub(in super::super) fn watch<C: Registry, B: 'static>(
        response: &mut Response<B>,
        begun: &mut InFlight<C>,
    ) {
        let status = response.status();
        let body: &mut dyn Any = response.body_mut();
        let Some(body) = body.downcast_mut::<AxumBody>() else { return };
        if body.size_hint().exact().is_some() || response.extensions().get::<Watched>().is_some() {
            return;
        }
        let (edge, exchange) = (Arc::clone(&begun.edge), begun.exchange.clone());
        // The head is finished: the span ends with the body.
        let span = core::mem::replace(&mut begun.span, RequestSpan::none()).or_open(&exchange);
        let begun = InFlight { edge, exchange, span };
        let body: &mut dyn Any = response.body_mut();
        if let Some(body) = body.downcast_mut::<AxumBody>() {
            let inner = Some(core::mem::take(body));
            *body = AxumBody::new(WatchedBody { begun, status, inner });
        }
        response.extensions_mut().insert(Watched);
    }

    struct WatchedBody<C: Registry> {
        begun: InFlight<C>,
        /// The status that was sent.
        status: StatusCode,
        /// Gone once it has failed.
        inner: Option<AxumBody>,
    }

    impl<C: Registry> Body for WatchedBody<C> {
        type Data = Bytes;
        type Error = AxumError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, AxumError>>> {
            let this = &mut *self;
            let Some(inner) = &mut this.inner else { return Poll::Ready(None) };
            let InFlight { edge, exchange, span } = &this.begun;
            let failure = match span.within(|| panics::catch(|| Pin::new(inner).poll_frame(cx))) {
                Ok(Poll::Ready(Some(Err(error)))) => edge.broken_body(error.into_inner()),
                Ok(polled) => return polled,
                Err(panicked) => Failure::unexpected(panicked),
            };
            span.within(|| edge.report(exchange, &*failure, this.status));
            panics::drop_safely(failure);
            panics::drop_safely(this.inner.take());
            // What the client received is cut off, so that it does not take it for the whole.
            Poll::Ready(Some(Err(AxumError::new("the body of the response broke off"))))
        }

        fn is_end_stream(&self) -> bool {
            self.inner.as_ref().is_none_or(Body::is_end_stream)
        }

        fn size_hint(&self) -> SizeHint {
            self.inner.as_ref().map_or_else(SizeHint::default, Body::size_hint)
        }
    }

    impl<C: Registry> Drop for WatchedBody<C> {
        fn drop(&mut self) {
            // The client may have gone: the stream of a handler is dropped, and may panic.
            let Self { begun, inner, .. } = self;
            begun.span.within(|| panics::drop_safely(inner.take()));
        }
    }
}
