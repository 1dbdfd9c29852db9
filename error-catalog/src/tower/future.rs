//! The future of an answer: it waits for the service beneath, catches its panic, and finishes what comes.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use http::Response;
use pin_project_lite::pin_project;

use super::said;
use crate::edge::{Edge, Exchange, FromBytes, Span};
use crate::panics;
use crate::{Failure, Registry};

/// What a request was met with.
pub(super) struct Begun<C: Registry> {
    pub(super) edge: Arc<Edge<C>>,
    pub(super) exchange: Exchange,
    pub(super) span: Span,
}

pin_project! {
    /// The answer to come of a [`CatalogService`](super::CatalogService).
    pub struct CatalogFuture<C: Registry, F> {
        begun: Begun<C>,
        // What the request came to before the service beneath could wait for anything.
        failed: Option<Failure<C>>,
        // Gone where there never was one, and once it has panicked.
        #[pin]
        inner: Option<F>,
    }
}

impl<C: Registry, F> CatalogFuture<C, F> {
    pub(super) fn of(begun: Begun<C>, inner: F) -> Self {
        Self { begun, failed: None, inner: Some(inner) }
    }

    #[cold]
    pub(super) fn failed(begun: Begun<C>, failure: Failure<C>) -> Self {
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
        begun.span.within(|| {
            let failure = match this.failed.take() {
                Some(failure) => failure,
                None => {
                    let polled = match this.inner.as_mut().as_pin_mut() {
                        Some(inner) => panics::attempt(|| inner.poll(cx)),
                        None => return Poll::Pending,
                    };
                    match polled {
                        Ok(polled) => match ready!(polled) {
                            Ok(mut response) => {
                                begun.finish(&mut response, cx);
                                return Poll::Ready(Ok(response));
                            }
                            Err(error) => begun.edge.returned(error.into()),
                        },
                        Err(panicked) => {
                            // What the future still holds may panic as it goes; the answer is that of
                            // the first panic.
                            let _ = panics::catch(|| this.inner.set(None));
                            Failure::panicked(panicked)
                        }
                    }
                }
            };
            Poll::Ready(Ok(begun.fail(failure)))
        })
    }
}

impl<C: Registry> Begun<C> {
    /// Makes an answer of the service beneath the one that goes out.
    fn finish<Body: FromBytes + 'static>(
        &self,
        response: &mut Response<Body>,
        cx: &mut Context<'_>,
    ) {
        let said = |body: &mut Body| said::of(body, cx);
        let renamed = |exchange: &Exchange| self.span.rename(exchange);
        self.edge.rules().finish_response(&self.exchange, response, said, &renamed);
    }

    /// The answer to a request that came to none.
    #[cold]
    fn fail<Body: FromBytes>(&self, failure: Failure<C>) -> Response<Body> {
        let answer = self.edge.fail(&self.exchange, &*failure);
        panics::let_go(failure);
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
