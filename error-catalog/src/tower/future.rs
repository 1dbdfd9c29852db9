//! The future of a response: it waits for the service beneath, catches its panic, and finishes the response.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use http::Response;
use pin_project_lite::pin_project;

use super::{peek, watched};
use crate::edge::{FromBytes, InFlight, poll_apart};
use crate::panics;
use crate::{Failure, Registry};

pin_project! {
    /// The future response of a [`CatalogService`](super::CatalogService).
    pub struct CatalogFuture<C: Registry, F> {
        begun: InFlight<C>,
        // A failure before the service beneath was called.
        failed: Option<Failure<C>>,
        // Gone where there never was one, and once it has panicked.
        #[pin]
        inner: Option<F>,
    }

    impl<C: Registry, F> PinnedDrop for CatalogFuture<C, F> {
        fn drop(this: Pin<&mut Self>) {
            // The client may have gone: the future of a handler is dropped, and may panic.
            let mut this = this.project();
            if this.inner.is_some() {
                let _ = this.begun.span.within(|| panics::catch(|| this.inner.set(None)));
            }
        }
    }
}

impl<C: Registry, F> CatalogFuture<C, F> {
    pub(super) fn running(begun: InFlight<C>, inner: F) -> Self {
        Self { begun, failed: None, inner: Some(inner) }
    }

    #[cold]
    pub(super) fn failed(begun: InFlight<C>, failure: Failure<C>) -> Self {
        Self { begun, failed: Some(failure), inner: None }
    }
}

impl<C, F, Body, E> Future for CatalogFuture<C, F>
where
    C: Registry,
    F: Future<Output = Result<Response<Body>, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
    Body: FromBytes + 'static,
{
    type Output = Result<Response<Body>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let begun = &*this.begun;
        // A body of a handler may still break off. One that the layer wrote is all there.
        let mut is_written = true;
        let mut response = ready!(begun.span.within(|| {
            let failure = match this.failed.take() {
                Some(failure) => failure,
                None => {
                    let polled = match this.inner.as_mut().as_pin_mut() {
                        Some(inner) => poll_apart(|| panics::attempt(|| inner.poll(cx))),
                        None => return Poll::Pending,
                    };
                    let polled = match polled {
                        Ok(polled) => Ok(ready!(polled)),
                        Err(panicked) => Err(panicked),
                    };
                    // `Drop` of the future may panic as well: the response is still to be sent, and the first panic is the
                    // failure.
                    let _ = panics::catch(|| this.inner.set(None));
                    match polled {
                        Ok(Ok(mut response)) => {
                            is_written = begun.finish_in_place(&mut response, cx);
                            return Poll::Ready(response);
                        }
                        Ok(Err(error)) => begun.edge.returned(error.into()),
                        Err(panicked) => Failure::panicked(panicked),
                    }
                }
            };
            Poll::Ready(begun.respond_to_failure(failure))
        }));
        if !is_written {
            watched::watch(&mut response, this.begun, cx);
        }
        Poll::Ready(Ok(response))
    }
}

impl<C: Registry> InFlight<C> {
    /// Finishes a response of the service beneath. Returns whether its body was written here.
    fn finish_in_place<Body: FromBytes + 'static>(
        &self,
        response: &mut Response<Body>,
        cx: &mut Context<'_>,
    ) -> bool {
        let read_body = |body: &mut Body| peek::peek_body_text(body, cx, self.exchange.mask());
        self.edge.finish_response_within(&self.exchange, &self.span, response, read_body)
    }

    /// The response to a request whose service gave none.
    #[cold]
    fn respond_to_failure<Body: FromBytes>(&self, failure: Failure<C>) -> Response<Body> {
        let answer = self.edge.fail(&self.exchange, &*failure);
        panics::drop_safely(failure);
        answer.map(Body::from_bytes)
    }
}

impl<C: Registry, F> fmt::Debug for CatalogFuture<C, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogFuture")
            .field("exchange", &self.begun.exchange)
            .finish_non_exhaustive()
    }
}
