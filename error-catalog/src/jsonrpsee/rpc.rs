//! The edge around the methods of a JSON-RPC server.

use core::fmt;
use std::sync::Arc;

use http::{Extensions, Method, StatusCode};
use jsonrpsee_types::{ErrorObjectOwned, Params};
use serde::de::DeserializeOwned;

use super::object::object;
use crate::edge::{Edge, Exchange, HasInternalCode, Observer, redact_by};
use crate::mask::Mask;
use crate::{Failure, Registry};

/// Runs the methods of a JSON-RPC server: their failures and panics become error objects of the registry `C`, and are reported.
///
/// The extensions of the request have the [`Exchange`] of the layer around the server (`set_http_middleware`), whose trace id and
/// locale the error has. Without one each failure has a new id and the default locale. Clones share everything.
pub struct CatalogRpc<C>(Arc<Edge<C>>);

impl<C> CatalogRpc<C> {
    /// The edge of a service.
    pub fn new() -> Self
    where
        C: HasInternalCode,
    {
        Edge::new().into()
    }

    /// Sets the observer: [`Edge::observer`].
    #[must_use]
    pub fn observer(self, observer: impl Observer + 'static) -> Self {
        Arc::unwrap_or_clone(self.0).observer(observer).into()
    }

    /// Sets what is masked in the log: [`Edge::mask`].
    #[must_use]
    pub fn mask(self, mask: Mask) -> Self {
        Arc::unwrap_or_clone(self.0).mask(mask).into()
    }
}

impl<C: Registry> CatalogRpc<C> {
    /// Runs a method, for `register_method` and `register_blocking_method`.
    ///
    /// # Errors
    /// When the method fails or panics.
    pub fn run<T>(
        &self,
        extensions: &Extensions,
        method: impl FnOnce() -> Result<T, Failure<C>>,
    ) -> Result<T, ErrorObjectOwned> {
        let done = Edge::<C>::catch(method).and_then(|done| done);
        done.map_err(|failure| self.finish(extensions, &failure))
    }

    /// Runs an asynchronous method, for `register_async_method`.
    ///
    /// # Errors
    /// When the method fails or panics.
    pub async fn run_async<T>(
        &self,
        extensions: &Extensions,
        method: impl Future<Output = Result<T, Failure<C>>>,
    ) -> Result<T, ErrorObjectOwned> {
        let done = Edge::<C>::catch_future(method).await.and_then(|done| done);
        done.map_err(|failure| self.finish(extensions, &failure))
    }

    /// Reports a failure and gives its error object, for what closes a subscription.
    pub fn finish(&self, extensions: &Extensions, failure: &Failure<C>) -> ErrorObjectOwned {
        let exchange = match extensions.get::<Exchange>() {
            Some(exchange) => exchange.clone(),
            None => self.0.begin(Method::POST, "jsonrpc", |_| None::<&[u8]>),
        };
        object(self.0.rules().finish_members(&exchange, &**failure, |_| false))
    }

    /// Reads the parameters of a method. What cannot be read has the code of a bare 422; the text of serde goes to the log,
    /// without what it quotes.
    ///
    /// # Errors
    /// When they are not of the type.
    pub fn params<T: DeserializeOwned>(&self, params: &Params<'_>) -> Result<T, Failure<C>> {
        params.parse().map_err(|refused: ErrorObjectOwned| {
            let rules = self.0.rules();
            let text = refused.data().map_or(refused.message(), |data| data.get());
            let text = redact_by(text, true, rules.mask()).unwrap_or_default();
            Failure::of_entry(
                rules.entry_or_internal(StatusCode::UNPROCESSABLE_ENTITY),
                text.into(),
            )
        })
    }
}

impl<C> From<Edge<C>> for CatalogRpc<C> {
    fn from(edge: Edge<C>) -> Self {
        Self(Arc::new(edge))
    }
}

impl<C: HasInternalCode> Default for CatalogRpc<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> Clone for CatalogRpc<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C> fmt::Debug for CatalogRpc<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CatalogRpc").field("edge", &self.0).finish()
    }
}
