//! What a handler returns, as axum's response.

use std::borrow::Cow;

use axum_core::body::Body;
use axum_core::response::{IntoResponse, Response};

use crate::{Envelope, ErrorCatalog, Failure, Registry};

/// Complete without the layer; with it, the body has the trace id and the client's language too.
impl<C: Registry> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        Failure::into_response(self).map(Body::from)
    }
}

/// Complete without the layer. A trace id, a locale or a dialect that was given by hand stays.
impl IntoResponse for Envelope<'_> {
    fn into_response(self) -> Response {
        Envelope::into_response(self).map(Body::from)
    }
}

/// Lets enums that say `#[catalog(into_response)]` be what a handler returns, by themselves.
///
/// A [`Failure`] needs no such thing. It is a macro because an enum is another crate's type than
/// axum's trait: the crate of the enum is the one that may bring them together.
///
/// ```
/// use error_catalog::ErrorCatalog;
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", into_response)]
/// pub enum CartError {
///     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "カートが空です")]
///     Empty,
/// }
///
/// error_catalog::axum::into_response!(CartError);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __axum_into_response {
    ($($error:ty),+ $(,)?) => { $(
        impl $crate::axum::private::IntoResponse for $error {
            fn into_response(self) -> $crate::axum::private::Response {
                $crate::axum::private::respond(self)
            }
        }
    )+ };
}

/// What the expansion of [`into_response`](super::into_response) uses, and nothing else may.
#[allow(missing_docs, reason = "not a part of the API")]
pub mod private {
    pub use axum_core::response::{IntoResponse, Response};

    use super::{Body, Cow, ErrorCatalog};
    use crate::edge::Kept;

    /// The answer of an enum; that it turns into an `http::Response` is what `into_response` says.
    pub fn respond<E>(error: E) -> Response
    where
        E: ErrorCatalog + Send + Sync + 'static,
        http::Response<Cow<'static, [u8]>>: From<E>,
    {
        let mut response = error.envelope().response().map(Body::from);
        response.extensions_mut().insert(Kept::new(std::sync::Arc::new(error)));
        response
    }
}
