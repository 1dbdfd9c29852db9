//! The exchange and the id of a request, for handlers that want them.

use core::fmt;
use core::future::{Future, ready};

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::request::Parts;

use crate::edge::{Exchange, TraceId};
use crate::{ErrorCatalog as _, SystemError};

/// A handler extracts the exchange, and no layer is around its route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideOfTheLayer;

const WHAT: &str = "no `CatalogLayer` stands around this route";
const HELP: &str =
    "put it around the router, behind the last route: `.layer(CatalogLayer::<Codes>::new())`";

impl<S: Sync> FromRequestParts<S> for Exchange {
    type Rejection = OutsideOfTheLayer;

    fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> impl Future<Output = Result<Self, OutsideOfTheLayer>> + Send {
        ready(parts.extensions.get::<Self>().cloned().ok_or(OutsideOfTheLayer))
    }
}

impl<S: Sync> FromRequestParts<S> for TraceId {
    type Rejection = OutsideOfTheLayer;

    fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> impl Future<Output = Result<Self, OutsideOfTheLayer>> + Send {
        let exchange = parts.extensions.get::<Exchange>();
        ready(exchange.map(|exchange| exchange.trace_id().clone()).ok_or(OutsideOfTheLayer))
    }
}

/// A mistake of the service: the client receives the internal code, and the log has the reason, which no layer reports.
impl IntoResponse for OutsideOfTheLayer {
    fn into_response(self) -> Response {
        #[cfg(feature = "tracing")]
        tracing::error!(
            target: "error_catalog",
            error_code = SystemError::Internal.entry().code(),
            "{WHAT}; {HELP}"
        );
        SystemError::Internal.envelope().into_response().map(Into::into)
    }
}

impl fmt::Display for OutsideOfTheLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{WHAT}\nhelp: {HELP}")
    }
}

impl core::error::Error for OutsideOfTheLayer {}
