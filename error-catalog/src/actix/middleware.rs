//! The middleware: an edge, on its way around an app, and the service it makes, which meets each request.

use core::cell::Cell;
use core::fmt;
use core::task::{Context, Poll};
use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::HttpMessage as _;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::Error as ActixError;
use actix_web::http::header::HeaderValue;
use http::{HeaderName, StatusCode};

use super::convert::method_from;
use super::future::{CatalogFuture, Refused};
use super::substitute::Substitute;
use crate::edge::{
    Edge, Exchange, HasInternalCode, InFlight, Observer, RequestSpan, ResponseInfo, Rules,
};
use crate::mask::Mask;
use crate::panics;
use crate::registry::CodeSet;
use crate::{Code, Failure, Registry};

/// Gives every failure of an app the envelope of the registry `C`: errors that handlers, extractors and other
/// middlewares return, panics, and bare responses such as 404, 405 and 413.
///
/// ```
/// use actix_web::App;
/// use error_catalog::{ErrorCatalog as _, SystemError, ValidationError, actix::CatalogMiddleware, catalog};
///
/// catalog! { pub struct Codes { SystemError, ValidationError } }
///
/// let catalog = CatalogMiddleware::<Codes>::new()
///     .answer(http::StatusCode::PAYMENT_REQUIRED, SystemError::BodyMalformed.code())
///     .passthrough(|answered| answered.status == http::StatusCode::BAD_GATEWAY);
/// let app = App::new().wrap(catalog);
/// # let _ = app;
/// ```
///
/// Every response carries the id of its request as `x-request-id`, and handlers have its [`Exchange`] as
/// `web::ReqData<Exchange>`. Wrap it around middleware that answers requests (limits, timeouts, authentication) and around
/// compression, and inside CORS, so that the browser may read the error. Two of them around each other act as one: the inner
/// finishes the response, the outer leaves it alone.
///
/// After a panic, or an error of another middleware, the request no longer exists. Middleware around this one then receives the
/// response with a substitute, which has only the method, the address, the `Origin` and the `Exchange` of the lost request.
///
/// The text of an error that is not catalogued is never sent; it is in the log.
pub struct CatalogMiddleware<C> {
    edge: Arc<Edge<C>>,
}

/// The short name of [`CatalogMiddleware`].
pub type Catalog<C> = CatalogMiddleware<C>;

impl<C> CatalogMiddleware<C> {
    /// The middleware of a service.
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

/// The service of a [`CatalogMiddleware`] middleware.
pub struct CatalogService<C: Registry, S> {
    edge: Arc<Edge<C>>,
    inner: S,
    /// Why the service beneath did not become ready, for the next request.
    unready: Cell<Option<Refused<C>>>,
}

impl<C, S, B> Transform<S, ServiceRequest> for CatalogMiddleware<C>
where
    C: CodeSet,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = ActixError> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = ActixError;
    type Transform = CatalogService<C::Root, S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(CatalogService { edge: self.edge.of_root(), inner, unready: Cell::new(None) }))
    }
}

impl<C, S, B> Service<ServiceRequest> for CatalogService<C, S>
where
    C: Registry + 'static,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = ActixError> + 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = ActixError;
    type Future = CatalogFuture<C, S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), ActixError>> {
        let unready = match panics::catch(|| self.inner.poll_ready(cx)) {
            Ok(Poll::Ready(Err(error))) => Refused::Error(error),
            Ok(polled) => return polled,
            Err(panicked) => Refused::Failure(Failure::unexpected(panicked)),
        };
        // A server drops the connection of a service that fails to get ready.
        self.unready.set(Some(unready));
        Poll::Ready(Ok(()))
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let headers = request.headers();
        let header =
            |name: &'static HeaderName| headers.get_all(name.as_str()).map(HeaderValue::as_bytes);
        let rules = self.edge.rules();
        let met = request.extensions().get::<Exchange>().cloned();
        let (exchange, span) = match met {
            // The outer one's span is around this one's already.
            Some(met) => (rules.take_over(&met, header), RequestSpan::none()),
            None => {
                let method = method_from(request.method());
                let exchange = rules.begin(method, request.path(), header);
                // A handler that panics takes the request along: its route is read here.
                let exchange = match request.match_pattern() {
                    Some(route) => exchange.matched(route),
                    None => exchange,
                };
                let parent = headers.get("traceparent").map(HeaderValue::as_bytes);
                Rules::open_span(exchange, parent)
            }
        };
        request.extensions_mut().insert(exchange.clone());
        let substitute = Substitute::for_request(&request);
        let begun = InFlight { edge: Arc::clone(&self.edge), exchange, span };
        let called = match self.unready.take() {
            Some(refused) => Err(refused),
            None => begun
                .span
                .within(|| panics::catch(|| self.inner.call(request)))
                .map_err(|panicked| Refused::Failure(Failure::unexpected(panicked))),
        };
        CatalogFuture::running(begun, substitute, called)
    }
}

impl<C> From<Edge<C>> for CatalogMiddleware<C> {
    fn from(edge: Edge<C>) -> Self {
        Self { edge: Arc::new(edge) }
    }
}

impl<C: HasInternalCode> Default for CatalogMiddleware<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for CatalogMiddleware<C> {
    fn clone(&self) -> Self {
        Self { edge: Arc::clone(&self.edge) }
    }
}

impl<C> fmt::Debug for CatalogMiddleware<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogMiddleware").field("edge", &self.edge).finish()
    }
}

impl<C: Registry, S: fmt::Debug> fmt::Debug for CatalogService<C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogService").field("inner", &self.inner).finish_non_exhaustive()
    }
}
