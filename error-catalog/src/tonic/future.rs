//! The future of a response: it waits for its head, catches its panic, and finishes what comes.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};
use http_body::Body;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep};
use tonic::{Code, Status};

use super::CatalogBody;
use super::deadline::{Allowed, Elapsed};
use super::finish::{InFlight, is_grpc, put};
use crate::edge::{Finished, Verdict, poll_apart};
use crate::panics;
use crate::{Failure, Registry};

pin_project! {
    /// The future response of a [`CatalogService`](super::CatalogService).
    pub struct CatalogFuture<C: Registry, F> {
        // Goes on to the body.
        begun: Option<InFlight<C>>,
        // What the request came to before the service beneath could wait for anything.
        failed: Option<Failure<C>>,
        // Gone where there never was one, and once it has panicked.
        #[pin]
        inner: Option<F>,
        #[pin]
        deadline: Option<Sleep>,
        // Of the whole response.
        ends: Option<Instant>,
    }

    impl<C: Registry, F> PinnedDrop for CatalogFuture<C, F> {
        fn drop(this: Pin<&mut Self>) {
            // The client may have gone: the future of a handler is dropped, and may panic.
            let mut inner = this.project().inner;
            let _ = panics::catch(|| inner.set(None));
        }
    }
}

impl<C: Registry, F> CatalogFuture<C, F> {
    pub(super) fn running(
        begun: InFlight<C>,
        called: Result<F, Failure<C>>,
        allowed: Allowed,
    ) -> Self {
        let (failed, inner) = match called {
            Ok(inner) => (None, Some(inner)),
            Err(failure) => (Some(failure), None),
        };
        let deadline = allowed.head.filter(|_| inner.is_some()).map(sleep);
        let ends = allowed.whole.and_then(|whole| Instant::now().checked_add(whole));
        Self { begun: Some(begun), failed, inner, deadline, ends }
    }
}

impl<C, F, B, E> Future for CatalogFuture<C, F>
where
    C: Registry,
    F: Future<Output = Result<Response<B>, E>>,
    E: Into<Box<dyn Error + Send + Sync>>,
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Output = Result<Response<CatalogBody<C, B>>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut this = self.project();
        let Some(begun) = this.begun.take() else { return Poll::Pending };
        let came = begun.span.within(|| {
            if let Some(failure) = this.failed.take() {
                return Some(Came::Failure(failure));
            }
            let inner = this.inner.as_mut().as_pin_mut()?;
            let came = match poll_apart(|| panics::catch(|| inner.poll(cx))) {
                Ok(Poll::Ready(Ok(response))) => Came::Response(response),
                Ok(Poll::Ready(Err(error))) => Came::Error(error.into()),
                Ok(Poll::Pending) => {
                    let deadline = this.deadline.as_mut().as_pin_mut()?;
                    if deadline.poll(cx).is_pending() {
                        return None;
                    }
                    Came::Failure(begun.edge.returned(Box::new(Elapsed::new())))
                }
                Err(panicked) => Came::Failure(Failure::unexpected(panicked)),
            };
            // `Drop` of the future may panic as well: the response is still to be sent, and the first panic is the failure.
            let _ = panics::catch(|| this.inner.set(None));
            Some(came)
        });
        match came {
            Some(came) => Poll::Ready(Ok(begun.answer(came, *this.ends))),
            None => {
                *this.begun = Some(begun);
                Poll::Pending
            }
        }
    }
}

/// What a request came to.
enum Came<C: Registry, B> {
    Response(Response<B>),
    Error(Box<dyn Error + Send + Sync>),
    Failure(Failure<C>),
}

impl<C: Registry> InFlight<C> {
    fn answer<B>(self, came: Came<C, B>, ends: Option<Instant>) -> Response<CatalogBody<C, B>> {
        let response = match came {
            Came::Response(response) => return self.finish_response(response, ends),
            Came::Failure(failure) => self.span.within(|| self.answer_failure(failure)),
            Came::Error(error) => self.span.within(|| self.answer_error(error)),
        };
        let mut response = response.map(|()| CatalogBody::empty());
        response.extensions_mut().insert(Finished::from_verdict(&Verdict::Passed));
        self.identify(response.headers_mut());
        response
    }

    /// The response to an error of the service beneath, which may hold a status.
    fn answer_error(&self, error: Box<dyn Error + Send + Sync>) -> Response<()> {
        match Status::try_from_error(error) {
            Ok(status) => {
                let mut response = head_alone(&status);
                self.finish(&status, None, response.headers_mut());
                panics::drop_safely(status);
                response
            }
            Err(error) => self.answer_failure(self.edge.returned(error)),
        }
    }

    fn answer_failure(&self, failure: Failure<C>) -> Response<()> {
        let response = head_alone(&self.fail(&failure));
        panics::drop_safely(failure);
        response
    }

    fn finish_response<B>(
        self,
        response: Response<B>,
        ends: Option<Instant>,
    ) -> Response<CatalogBody<C, B>> {
        let (mut parts, body) = response.into_parts();
        // tonic leaves the status itself where it has written its headers; a layer around this one must not
        // find it there again.
        let status = parts.extensions.remove::<Status>();
        let status = status.or_else(|| Status::from_header_map(&parts.headers));
        let has_status = status.is_some();
        let failed = status.filter(|status| status.code() != Code::Ok);
        let is_outer = parts.extensions.get::<Finished>().is_some();
        let is_error = parts.status.is_client_error() || parts.status.is_server_error();
        if is_error && !has_status && !is_outer {
            let failure = self.foreign(parts.status);
            if self.is_grpc {
                // The client would know neither the status nor the body.
                panics::drop_safely(body);
                return self.answer(Came::Failure(failure), None);
            }
            if parts.status.is_server_error() {
                self.span.within(|| self.edge.report(&self.exchange, &*failure, parts.status));
            }
        }
        let needs_status = !has_status && self.is_grpc && is_grpc(&parts.headers);
        if let (Some(failed), false) = (&failed, is_outer) {
            self.span.within(|| self.finish(failed, None, &mut parts.headers));
        }
        parts.extensions.insert(Finished::from_verdict(&Verdict::Passed));
        self.identify(&mut parts.headers);
        // A failure has been counted.
        self.head_finished(parts.status);
        let body = match failed {
            Some(failed) => {
                panics::drop_safely(failed);
                CatalogBody::finished(body)
            }
            None => CatalogBody::watched(self, is_outer, needs_status, body, ends),
        };
        Response::from_parts(parts, body)
    }
}

/// A response that ends with its head.
fn head_alone(status: &Status) -> Response<()> {
    let mut response = Response::new(());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    put(status, headers);
    response
}

impl<C: Registry, F> fmt::Debug for CatalogFuture<C, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchange = self.begun.as_ref().map(|begun| &begun.exchange);
        f.debug_struct("CatalogFuture").field("exchange", &exchange).finish_non_exhaustive()
    }
}
