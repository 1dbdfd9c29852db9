//! The future of an answer: it waits for the service beneath, catches its panic, and finishes what comes.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};
use pin_project_lite::pin_project;

use super::said;
use crate::edge::{Answered, Edge, Exchange, FromBytes, Kept, REQUEST_ID, Span, replace};
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

/// The mark of an answer that a layer has looked at: one around it leaves it alone.
#[derive(Clone, Copy)]
struct Finished;

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
                        Some(inner) => Edge::<C>::catch(|| inner.poll(cx)),
                        None => return Poll::Pending,
                    };
                    match polled {
                        Ok(polled) => match ready!(polled) {
                            Ok(response) => return Poll::Ready(Ok(begun.finish(response, cx))),
                            Err(error) => begun.edge.returned(error.into()),
                        },
                        Err(panicked) => {
                            // What the future still holds may panic as it goes; the answer is that of
                            // the first panic.
                            let _ = Edge::<C>::catch(|| this.inner.set(None));
                            panicked
                        }
                    }
                }
            };
            Poll::Ready(Ok(begun.fail(&failure)))
        })
    }
}

impl<C: Registry> Begun<C> {
    /// The answer that goes out for one of the service beneath.
    fn finish<Body: FromBytes + 'static>(
        &self,
        mut response: Response<Body>,
        cx: &mut Context<'_>,
    ) -> Response<Body> {
        if let Some(kept) = response.extensions_mut().remove::<Kept>() {
            response.extensions_mut().insert(Finished);
            if kept.stays() {
                return self.finish_final(&kept, response);
            }
            let (mut head, _) = response.into_parts();
            let body = self.edge.fail_over(&self.exchange, kept.error(), &mut head);
            return Response::from_parts(head, Body::from_bytes(body));
        }
        self.finish_foreign(response, cx)
    }

    /// The answer that goes out for one that is no failure's: the handler's own, or a bare one.
    #[inline(never)]
    fn finish_foreign<Body: FromBytes + 'static>(
        &self,
        mut response: Response<Body>,
        cx: &mut Context<'_>,
    ) -> Response<Body> {
        // The layer within has said all, and the id too.
        if response.extensions().get::<Finished>().is_some() {
            return response;
        }
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            let (head, mut body) = response.into_parts();
            let content_type = head.headers.get(CONTENT_TYPE);
            // A type that is no text is a type still, and nobody's bare answer.
            let content_type = content_type.map(|value| value.to_str().unwrap_or("unknown"));
            let answered = Answered { status, content_type, error: None };
            let said = || said::of(&mut body, cx);
            let answer = self.edge.finish_saying(&self.exchange, answered, said);
            response = Response::from_parts(head, body);
            if let Some(answer) = answer {
                response = replace(answer, response);
            }
            response.extensions_mut().insert(Finished);
        }
        self.identify(&mut response);
        response
    }

    /// An answer that stays as it is: it may say an id of its own, which is that of the record then.
    fn finish_final<Body>(&self, kept: &Kept, mut response: Response<Body>) -> Response<Body> {
        let exchange = kept.said_of(&self.exchange);
        if exchange.trace_id() != self.exchange.trace_id() {
            self.span.rename(&exchange);
        }
        self.edge.tell(&exchange, kept.error(), response.status());
        identify(&exchange, &mut response);
        response
    }

    /// The answer to a request that came to none.
    #[cold]
    fn fail<Body: FromBytes>(&self, failure: &Failure<C>) -> Response<Body> {
        let mut response = self.edge.fail(&self.exchange, &**failure).map(Body::from_bytes);
        response.extensions_mut().insert(Finished);
        self.identify(&mut response);
        response
    }

    fn identify<Body>(&self, response: &mut Response<Body>) {
        identify(&self.exchange, response);
    }
}

/// Says the id of the request: one and no other. An answer of the edge says it by itself.
fn identify<Body>(exchange: &Exchange, response: &mut Response<Body>) {
    let id = exchange.trace_id().as_str();
    let mut said = response.headers().get_all(REQUEST_ID).iter();
    if said.next().is_some_and(|said| said == id) && said.next().is_none() {
        return;
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

impl<C: Registry, F> fmt::Debug for CatalogFuture<C, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogFuture")
            .field("exchange", &self.begun.exchange)
            .finish_non_exhaustive()
    }
}
