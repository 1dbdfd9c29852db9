//! Extractors of axum that read JSON, check it, and answer with the catalogue's codes.

use core::error::Error;
use core::fmt;
use std::sync::Arc;

use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::ValidationError;
use super::input::{self, Unread};
use crate::failure::{HasHome, IntoFailure, Seal};
use crate::failure_inner::FailureInner;
use crate::{Catalogued, Failure, Registry, SystemError};

/// A body of JSON. Feature `serde_path_to_error`.
///
/// What is missing or of the wrong type is `VALIDATION_ERROR` with its path; what is no JSON, no `application/json`
/// or too large has its code of [`SystemError`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

/// A body of JSON that keeps the rules of its type. Feature `serde_path_to_error` with `validator` or `garde`.
///
/// As [`Json`], and reports all fields that break a rule. The rules are those of `#[derive(validator::Validate)]` or of
/// `#[derive(garde::Validate)]`, whichever the type has.
///
/// ```
/// # #[cfg(feature = "validator")] {
/// use error_catalog::axum::Valid;
///
/// struct NewUser { name: String }
///
/// impl validator::Validate for NewUser {
///     // Derived as a rule.
///     fn validate(&self) -> Result<(), validator::ValidationErrors> { Ok(()) }
/// }
///
/// async fn create(Valid(user): Valid<NewUser>) -> String {
///     user.name
/// }
/// # let _ = create;
/// # }
/// ```
#[cfg(any(feature = "validator", feature = "garde"))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Valid<T>(pub T);

/// Why a body was not taken, as a response. The layer gives it the registry's dialect, its trace id and the client's language.
#[derive(Clone)]
pub struct Refused(Arc<FailureInner>);

/// For handlers that take a `Result<Json<T>, Refused>` and pass on a refusal by `?`.
impl HasHome for Refused {
    type Home = ValidationError;
    type AlsoNeeds = SystemError;
}

impl IntoFailure for Refused {
    fn into_failure<C: Registry>(self, _: Seal) -> Failure<C> {
        Failure::take_in(self.0)
    }
}

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        read(request).await.map(|(value, _)| Self(value))
    }
}

/// Marks a type whose rules are those of `validator`; inferred.
#[cfg(feature = "validator")]
#[doc(hidden)]
#[derive(Debug)]
pub struct ByValidator(());

#[cfg(feature = "validator")]
impl<S, T> FromRequest<S, ByValidator> for Valid<T>
where
    S: Sync,
    T: DeserializeOwned + validator::Validate,
{
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        let (value, body): (T, _) = read(request).await?;
        let named = |errors| ValidationError::from(errors).named_as_sent(&body);
        value.validate().map_err(|errors| Refused::new(named(errors)))?;
        Ok(Self(value))
    }
}

/// Marks a type whose rules are those of `garde`; inferred.
#[cfg(feature = "garde")]
#[doc(hidden)]
#[derive(Debug)]
pub struct ByGarde(());

#[cfg(feature = "garde")]
impl<S, T> FromRequest<S, ByGarde> for Valid<T>
where
    S: Sync,
    T: DeserializeOwned + garde::Validate,
    T::Context: Default,
{
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        let (value, body): (T, _) = read(request).await?;
        super::check_with_garde(&value)
            .map_err(|error| Refused::new(error.named_as_sent(&body)))?;
        Ok(Self(value))
    }
}

/// Reads a body, and keeps its text.
async fn read<T: DeserializeOwned>(request: Request) -> Result<(T, String), Refused> {
    if !is_json(request.headers()) {
        return Err(Refused::caused(
            SystemError::MediaUnsupported,
            "the body is not said to be JSON",
        ));
    }
    // Up to the limit of the router.
    let body = String::from_request(request, &()).await.map_err(|refused| {
        let error = match refused.status() {
            StatusCode::PAYLOAD_TOO_LARGE => SystemError::BodyTooLarge,
            _ => SystemError::BodyMalformed,
        };
        Refused::caused(error, refused)
    })?;
    match input::read(body.as_bytes()) {
        Ok(value) => Ok((value, body)),
        Err(Unread::Malformed(said)) => Err(Refused::caused(SystemError::BodyMalformed, said)),
        Err(Unread::Invalid(error)) => Err(Refused::new(error)),
    }
}

/// `application/json` or `application/…+json`, whatever its parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let said = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    media_type.strip_prefix("application/").is_some_and(|subtype| {
        subtype == "json" || subtype.strip_suffix("+json").is_some_and(|kind| !kind.is_empty())
    })
}

impl Refused {
    fn new(error: impl Catalogued + Send + Sync + 'static) -> Self {
        Self(FailureInner::of_error(error, None))
    }

    /// With the cause for the log.
    fn caused(error: SystemError, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(FailureInner::of_error(error, Some(cause.into())))
    }

    /// Why it was not taken.
    pub fn error(&self) -> &(dyn Catalogued + Send + Sync) {
        &*self.0
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
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
