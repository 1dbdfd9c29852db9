//! The service: it meets each request, and never fails itself.

use core::convert::Infallible;
use core::error::Error;
use core::fmt;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use tower_service::Service;

use super::deadline;
use super::finish::{InFlight, is_grpc};
use super::{CatalogBody, CatalogFuture};
use crate::edge::{Edge, Readiness};
use crate::panics;
use crate::{Failure, Registry};

/// The service of a [`CatalogLayer`](super::CatalogLayer). It never returns an error: those of the service beneath become
/// statuses.
pub struct CatalogService<C: Registry, S> {
    edge: Arc<Edge<C>>,
    timeout: Option<Duration>,
    inner: S,
    unready: Readiness<C>,
}

impl<C: Registry, S> CatalogService<C, S> {
    pub(super) fn new(edge: Arc<Edge<C>>, timeout: Option<Duration>, inner: S) -> Self {
        Self { edge, timeout, inner, unready: Readiness::new() }
    }
}

impl<C, S, Sent, B> Service<Request<Sent>> for CatalogService<C, S>
where
    C: Registry,
    S: Service<Request<Sent>, Response = Response<B>>,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Response = Response<CatalogBody<C, B>>;
    type Error = Infallible;
    type Future = CatalogFuture<C, S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.unready.poll(&self.edge, || self.inner.poll_ready(cx))
    }

    fn call(&mut self, mut request: Request<Sent>) -> Self::Future {
        let allowed = deadline::allowed(request.headers(), self.timeout);
        let is_grpc = is_grpc(request.headers());
        let (exchange, span) = self.edge.rules().meet(&mut request);
        let begun = InFlight { edge: Arc::clone(&self.edge), exchange, span, is_grpc };
        let called = match self.unready.take() {
            Some(unready) => Err(unready),
            None => {
                let called = begun.span.within(|| panics::catch(|| self.inner.call(request)));
                called.map_err(Failure::unexpected)
            }
        };
        CatalogFuture::running(begun, called, allowed)
    }
}

/// A clone has its own readiness.
impl<C: Registry, S: Clone> Clone for CatalogService<C, S> {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.edge), self.timeout, self.inner.clone())
    }
}

/// A service of a router stays one.
impl<C: Registry, S: tonic::server::NamedService> tonic::server::NamedService
    for CatalogService<C, S>
{
    const NAME: &'static str = S::NAME;
}

impl<C: Registry, S: fmt::Debug> fmt::Debug for CatalogService<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
