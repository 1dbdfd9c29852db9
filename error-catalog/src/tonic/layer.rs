//! The layer: an edge, on its way around a gRPC server.

use core::fmt;
use core::time::Duration;
use std::sync::Arc;

use tower_layer::Layer;

use super::CatalogService;
use crate::edge::{Edge, HasInternalCode, Observer};
use crate::mask::Mask;
use crate::registry::CodeSet;

/// Gives the failures of a gRPC server the details of the registry `C`: what handlers return by `?`, panics, requests that
/// took longer than the client's `grpc-timeout`, and statuses without details.
///
/// A status without details keeps its gRPC code and gets the text and the `ErrorInfo` of the code that fits it; its own text
/// goes to the log. So do the refusals of tonic itself, such as an unknown method or a message that is too large, and the
/// status of an upstream service that a handler passes on. A message that cannot be decoded is `INVALID_ARGUMENT`.
///
/// A status with details passes unchanged. It is reported if it is `UNKNOWN`, `INTERNAL`, `DATA_LOSS`, `UNAVAILABLE`,
/// `DEADLINE_EXCEEDED` or `UNIMPLEMENTED`.
///
/// The request carries its [`Exchange`](crate::edge::Exchange) in its extensions, every response the id of its request as
/// `x-request-id`. The trace id is taken from the metadata `traceparent` or `x-request-id`, the locale from
/// `accept-language`.
///
/// ```
/// use core::time::Duration;
/// use error_catalog::{SystemError, ValidationError, catalog, tonic::CatalogLayer};
///
/// catalog! { pub struct Codes { SystemError, ValidationError } }
///
/// let layer = CatalogLayer::<Codes>::new().timeout(Duration::from_secs(30));
/// # let _ = layer;
/// ```
pub struct CatalogLayer<C> {
    edge: Arc<Edge<C>>,
    timeout: Option<Duration>,
}

impl<C> CatalogLayer<C> {
    /// The layer of a service.
    pub fn new() -> Self
    where
        C: HasInternalCode,
    {
        Edge::new().into()
    }

    /// How long a request may take until its response begins; the client's `grpc-timeout` ends a stream as well. In place of tonic's `Server::timeout`. No layer sees the
    /// responses of that one, nor those of `Server::load_shed`.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the observer: [`Edge::observer`].
    #[must_use]
    pub fn observer(self, observer: impl Observer + 'static) -> Self {
        self.map(|edge| edge.observer(observer))
    }

    /// Sets what is masked in the log: [`Edge::mask`].
    #[must_use]
    pub fn mask(self, mask: Mask) -> Self {
        self.map(|edge| edge.mask(mask))
    }

    fn map(self, change: impl FnOnce(Edge<C>) -> Edge<C>) -> Self {
        let edge = Arc::new(change(Arc::unwrap_or_clone(self.edge)));
        Self { edge, timeout: self.timeout }
    }
}

impl<C> From<Edge<C>> for CatalogLayer<C> {
    fn from(edge: Edge<C>) -> Self {
        Self { edge: Arc::new(edge), timeout: None }
    }
}

impl<C: CodeSet, S> Layer<S> for CatalogLayer<C> {
    type Service = CatalogService<C::Root, S>;

    fn layer(&self, inner: S) -> Self::Service {
        CatalogService::new(self.edge.of_root(), self.timeout, inner)
    }
}

impl<C: HasInternalCode> Default for CatalogLayer<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for CatalogLayer<C> {
    fn clone(&self) -> Self {
        Self { edge: Arc::clone(&self.edge), timeout: self.timeout }
    }
}

impl<C> fmt::Debug for CatalogLayer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogLayer")
            .field("edge", &self.edge)
            .field("timeout", &self.timeout)
            .finish()
    }
}
