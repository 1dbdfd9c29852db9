//! The layer: an edge, on its way around a service.

use core::error::Error;
use core::fmt;
use std::sync::Arc;

use http::StatusCode;
use tower_layer::Layer;

use super::CatalogService;
use crate::edge::{Edge, HasInternalCode, Observer, ResponseInfo};
use crate::mask::Mask;
use crate::registry::CodeSet;
use crate::{Code, Registry};

/// Gives every failure of the service beneath the envelope of the registry `C`: errors that handlers and
/// services return, panics, and bare responses of the framework such as 404, 405 and 413.
///
/// ```
/// use error_catalog::{ErrorCatalog as _, SystemError, ValidationError, catalog, tower::CatalogLayer};
///
/// catalog! { pub struct Codes { SystemError, ValidationError } }
///
/// let layer = CatalogLayer::<Codes>::new()
///     .answer(http::StatusCode::PAYMENT_REQUIRED, SystemError::RouteNotFound.code())
///     .passthrough(|answered| answered.status == http::StatusCode::BAD_GATEWAY);
/// # let _ = layer;
/// ```
///
/// Every response carries the id of its request as `x-request-id`, and the request carries its
/// [`Exchange`](crate::edge::Exchange) in its extensions. Put the layer outside of layers that answer requests (limits,
/// timeouts, authentication) and of compression, and inside CORS, so that the browser may read the error. Two layers around
/// each other act as one: the inner finishes the response, the outer leaves it alone.
pub struct CatalogLayer<C> {
    edge: Arc<Edge<C>>,
}

impl<C> CatalogLayer<C> {
    /// The layer of a service.
    pub fn new() -> Self
    where
        C: HasInternalCode,
    {
        Edge::new().into()
    }

    /// Sets the code of bare responses with a status: [`Edge::answer`].
    #[must_use]
    pub fn answer(self, status: StatusCode, code: Code) -> Self
    where
        C: Registry,
    {
        self.map(|edge| edge.answer(status, code))
    }

    /// Sets the code of errors that the service beneath returns, by their type: [`Edge::answer_error`].
    #[must_use]
    pub fn answer_error<E: Error + 'static>(self, code: Code) -> Self
    where
        C: Registry,
    {
        self.map(|edge| edge.answer_error::<E>(code))
    }

    /// Lets more responses pass: [`Edge::passthrough`].
    #[must_use]
    pub fn passthrough(
        self,
        test: impl Fn(&ResponseInfo<'_>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.map(|edge| edge.passthrough(test))
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
        change(Arc::unwrap_or_clone(self.edge)).into()
    }
}

impl<C> From<Edge<C>> for CatalogLayer<C> {
    fn from(edge: Edge<C>) -> Self {
        Self { edge: Arc::new(edge) }
    }
}

impl<C: CodeSet, S> Layer<S> for CatalogLayer<C> {
    type Service = CatalogService<C::Root, S>;

    fn layer(&self, inner: S) -> Self::Service {
        CatalogService::new(self.edge.of_root(), inner)
    }
}

impl<C: HasInternalCode> Default for CatalogLayer<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for CatalogLayer<C> {
    fn clone(&self) -> Self {
        Self { edge: Arc::clone(&self.edge) }
    }
}

impl<C> fmt::Debug for CatalogLayer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogLayer").field("edge", &self.edge).finish()
    }
}
