//! The body of a response. A stream may fail after its head was sent; the failure is then in its trailers.

use core::error::Error;
use core::fmt;
use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body, Frame, SizeHint};
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep_until};
use tonic::{Code, Status};

use super::deadline::Elapsed;
use super::finish::{InFlight, put};
use super::status::{Shared, dropping};
use crate::edge::Edge;
use crate::panics;
use crate::{Failure, Registry};

pin_project! {
    /// The body of a response of a [`CatalogService`](super::CatalogService).
    pub struct CatalogBody<C: Registry, B> {
        // Gone once there is nothing more to finish.
        begun: Option<InFlight<C>>,
        // Whether a layer within this one finishes the status.
        is_outer: bool,
        // Whether the status must come in trailers.
        needs_status: bool,
        // Gone where there never was one, and once it has panicked.
        #[pin]
        inner: Option<B>,
        // What the client gives the whole response.
        deadline: Option<Pin<Box<Sleep>>>,
    }

    impl<C: Registry, B> PinnedDrop for CatalogBody<C, B> {
        fn drop(this: Pin<&mut Self>) {
            // The client may have gone: the stream of a handler is dropped, and may panic.
            let mut inner = this.project().inner;
            let _ = panics::catch(|| inner.set(None));
        }
    }
}

impl<C: Registry, B> CatalogBody<C, B> {
    /// Of a response that ends with its head.
    pub(super) fn empty() -> Self {
        Self::unwatched(None)
    }

    /// Of a response whose head was a failure.
    pub(super) fn finished(inner: B) -> Self {
        Self::unwatched(Some(inner))
    }

    fn unwatched(inner: Option<B>) -> Self {
        Self { begun: None, is_outer: false, needs_status: false, inner, deadline: None }
    }

    /// Of a response that may still fail.
    pub(super) fn watched(
        begun: InFlight<C>,
        is_outer: bool,
        needs_status: bool,
        inner: B,
        ends: Option<Instant>,
    ) -> Self {
        let deadline = ends.filter(|_| !is_outer).map(|ends| Box::pin(sleep_until(ends)));
        let needs_status = needs_status && !is_outer;
        Self { begun: Some(begun), is_outer, needs_status, inner: Some(inner), deadline }
    }
}

impl<C, B> Body for CatalogBody<C, B>
where
    C: Registry,
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let mut this = self.project();
        let Some(inner) = this.inner.as_mut().as_pin_mut() else { return Poll::Ready(None) };
        let Some(begun) = this.begun.as_ref() else {
            // The status is sent: nothing that follows changes it.
            return panics::catch(|| inner.poll_frame(cx)).unwrap_or_else(|_| {
                let _ = panics::catch(|| this.inner.set(None));
                Poll::Ready(None)
            });
        };
        let poll = || dropping(|| Edge::<C>::catch(|| inner.poll_frame(cx)));
        let (polled, dropped) = begun.span.within(poll);
        let trailers = match polled {
            Ok(Poll::Ready(Some(Ok(frame)))) => match frame.into_trailers() {
                Ok(trailers) if *this.is_outer => trailers,
                Ok(trailers) => begun.finish_trailers(trailers, dropped),
                Err(data) => return Poll::Ready(Some(Ok(data))),
            },
            Ok(Poll::Ready(Some(Err(error)))) => {
                begun.broken(begun.edge.returned(error.into()), this.inner)
            }
            Ok(Poll::Pending) => {
                let Some(deadline) = this.deadline else { return Poll::Pending };
                if deadline.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
                begun.broken(begun.edge.returned(Box::new(Elapsed::new())), this.inner)
            }
            Ok(Poll::Ready(None)) if *this.needs_status => {
                let missing = "the response ended without a status".to_owned();
                begun.broken(Failure::unexpected(missing), this.inner)
            }
            Ok(Poll::Ready(None)) => return Poll::Ready(None),
            Err(panicked) => begun.broken(panicked, this.inner),
        };
        *this.begun = None;
        Poll::Ready(Some(Ok(Frame::trailers(trailers))))
    }

    fn is_end_stream(&self) -> bool {
        let is_end = |inner: &B| panics::catch(|| inner.is_end_stream()).unwrap_or_default();
        // A status may have to be added.
        (self.begun.is_none() || !self.needs_status) && self.inner.as_ref().is_none_or(is_end)
    }

    fn size_hint(&self) -> SizeHint {
        let hint = |inner: &B| panics::catch(|| inner.size_hint()).unwrap_or_default();
        self.inner.as_ref().map_or_else(|| SizeHint::with_exact(0), hint)
    }
}

impl<C: Registry> InFlight<C> {
    /// The trailers of a body that failed or panicked, which is dropped.
    #[cold]
    fn broken<B>(&self, failure: Failure<C>, mut body: Pin<&mut Option<B>>) -> HeaderMap {
        // `Drop` of the body may panic as well; the first panic is the failure.
        let _ = panics::catch(|| body.set(None));
        let mut trailers = HeaderMap::new();
        self.span.within(|| put(&self.fail(&failure), &mut trailers));
        panics::drop_safely(failure);
        trailers
    }

    fn finish_trailers(&self, mut trailers: HeaderMap, dropped: Option<Shared>) -> HeaderMap {
        let status = Status::from_header_map(&trailers);
        if let Some(failed) = status.filter(|status| status.code() != Code::Ok) {
            self.span.within(|| self.finish(&failed, dropped, &mut trailers));
        }
        trailers
    }
}

impl<C: Registry, B> fmt::Debug for CatalogBody<C, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogBody")
            .field("is_watched", &self.begun.is_some())
            .finish_non_exhaustive()
    }
}
