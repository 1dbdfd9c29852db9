//! The exchange and the id of a request, for handlers that want them.

use core::fmt;
use core::future::{Future, ready};

use axum_core::extract::FromRequestParts;
use axum_core::response::{IntoResponse, Response};
use http::request::Parts;

use crate::edge::{Exchange, TraceId};
use crate::{ErrorCatalog as _, SystemError};

/// A handler wants the exchange, and no layer stands around its route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutsideOfTheLayer;

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

/// It is the service's mistake, so the client learns no more than that.
impl IntoResponse for OutsideOfTheLayer {
    fn into_response(self) -> Response {
        SystemError::Internal.envelope().into_response().map(Into::into)
    }
}

impl fmt::Display for OutsideOfTheLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "no `CatalogLayer` stands around this route\n\
             help: put it around the router: `.layer(CatalogLayer::<Codes>::new())`",
        )
    }
}

impl core::error::Error for OutsideOfTheLayer {}
