//! The service: it meets each request, and never fails itself.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::task::{Context, Poll};
use std::sync::Arc;

use http::{Request, Response};
use tower_service::Service;

use super::CatalogFuture;
use crate::edge::{Edge, FromBytes, InFlight, Readiness};
use crate::panics;
use crate::{Failure, Registry};

/// The service of a [`CatalogLayer`](super::CatalogLayer). It never returns an error: those of the service beneath become
/// responses.
pub struct CatalogService<C: Registry, S> {
    edge: Arc<Edge<C>>,
    inner: S,
    unready: Readiness<C>,
}

impl<C: Registry, S> CatalogService<C, S> {
    pub(super) fn new(edge: Arc<Edge<C>>, inner: S) -> Self {
        Self { edge, inner, unready: Readiness::new() }
    }
}

impl<C, S, Sent, Body> Service<Request<Sent>> for CatalogService<C, S>
where
    C: Registry,
    S: Service<Request<Sent>, Response = Response<Body>>,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    Body: FromBytes + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = CatalogFuture<C, S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.unready.poll(&self.edge, || self.inner.poll_ready(cx))
    }

    fn call(&mut self, mut request: Request<Sent>) -> Self::Future {
        let (exchange, span) = self.edge.meet(&mut request);
        let begun = InFlight { edge: Arc::clone(&self.edge), exchange, span };
        if let Some(unready) = self.unready.take() {
            return CatalogFuture::failed(begun, unready);
        }
        let called = begun.span.within(|| panics::attempt(|| self.inner.call(request)));
        match called {
            Ok(inner) => CatalogFuture::running(begun, inner),
            Err(panicked) => CatalogFuture::failed(begun, Failure::panicked(panicked)),
        }
    }
}

/// A clone has its own readiness.
impl<C: Registry, S: Clone> Clone for CatalogService<C, S> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.edge), self.inner.clone())
    }
}

impl<C: Registry, S: fmt::Debug> fmt::Debug for CatalogService<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
