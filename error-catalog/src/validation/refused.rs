//! Why a request was not taken.

use core::error::Error;
use core::fmt;
use std::sync::Arc;

#[cfg(feature = "axum")]
use axum_core::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::input::{self, Unread};

use crate::failure::{HasHome, IntoFailure, Seal};
use crate::failure_inner::FailureInner;
use crate::registry::{CodeSet, JsonBody};
use crate::{Catalogued, Failure, SystemError, ValidationError};

/// The rejection of a request that an extractor refused, as a response. The layer renders it in the registry's dialect
/// and the client's language, with the trace id of the request.
#[derive(Clone)]
pub struct Refused(Arc<FailureInner>);

/// For handlers that take a `Result<Json<T>, Refused>` and pass on a refusal by `?`.
impl HasHome for Refused {
    type Home = ValidationError;
    type AlsoNeeds = SystemError;
    type Raised = JsonBody;
}

impl IntoFailure for Refused {
    fn into_failure<C: CodeSet>(self, _: Seal) -> Failure<C> {
        Failure::take_in(self.0)
    }
}

impl Refused {
    pub(crate) fn new(error: impl Catalogued + Send + Sync + 'static) -> Self {
        Self(FailureInner::of_error(error, None))
    }

    /// With the cause for the log.
    pub(crate) fn caused(
        error: SystemError,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self(FailureInner::of_error(error, Some(cause.into())))
    }

    /// A mistake of the service: the internal code of the registry, which the layer or the failure of a handler knows. The log has
    /// the cause.
    pub(crate) fn unexpected(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(FailureInner::internal(cause, SystemError::Internal.catalog_settings()))
    }

    /// The response, with the error attached for the layer.
    #[cfg(feature = "actix")]
    pub(crate) fn response(&self) -> http::Response<std::borrow::Cow<'static, [u8]>> {
        Arc::clone(&self.0).into_response()
    }

    /// The error that the client receives.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        &*self.0
    }
}

#[cfg(feature = "axum")]
impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// Reads JSON.
pub(crate) fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    input::read(body).map_err(|unread| match unread {
        Unread::Malformed(said) => Refused::caused(SystemError::BodyMalformed, said),
        Unread::Invalid(error) => Refused::new(error),
    })
}

impl Error for Refused {}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&*self.0, f)
    }
}

impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}
