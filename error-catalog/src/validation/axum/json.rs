//! JSON in and out.

use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::SystemError;
use crate::validation::media_type::{bare, is_json};
use crate::validation::names::keep_input;
use crate::validation::refused::{Refused, read_json};
#[cfg(any(feature = "validator", feature = "garde"))]
use crate::validation::taken::{Taken, Text};

/// A body of JSON. Feature `serde_path_to_error`.
///
/// A field that is missing or of the wrong type is a `VALIDATION_ERROR` with its path. A body that is not JSON, not
/// `application/json` or too large has its code of [`SystemError`].
///
/// As a response it sends its value as JSON. A value that cannot be written is sent as the internal code; the log has the reason.
///
/// ```
/// use error_catalog::axum::Json;
///
/// async fn double(Json(numbers): Json<Vec<u32>>) -> Json<Vec<u32>> {
///     Json(numbers.into_iter().map(|number| number.saturating_mul(2)).collect())
/// }
/// # let _ = double;
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        let (value, body): (T, _) = read(request).await?;
        keep_input::<T>(body.as_bytes());
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let json = HeaderValue::from_static("application/json");
        match serde_json::to_vec(&self.0) {
            Ok(body) => ([(CONTENT_TYPE, json)], body).into_response(),
            Err(error) => Refused::unexpected(error).into_response(),
        }
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

/// Reads a body with what names its fields.
#[cfg(any(feature = "validator", feature = "garde"))]
pub(super) async fn take<T: DeserializeOwned>(request: Request) -> Taken<T> {
    let (value, body) = read(request).await?;
    Ok((value, Text::Json(body.into_bytes())))
}

/// Reads a body, and keeps its text.
async fn read<T: DeserializeOwned>(request: Request) -> Result<(T, String), Refused> {
    if !is_json(&media_type(request.headers())) {
        return Err(Refused::caused(
            SystemError::MediaUnsupported,
            "the body is not said to be JSON",
        ));
    }
    let body = body_text(request).await?;
    Ok((read_json(body.as_bytes())?, body))
}

/// The body as a text, up to the limit of the router.
pub(super) async fn body_text(request: Request) -> Result<String, Refused> {
    String::from_request(request, &()).await.map_err(|refused| {
        let error = match refused.status() {
            StatusCode::PAYLOAD_TOO_LARGE => SystemError::BodyTooLarge,
            _ => SystemError::BodyMalformed,
        };
        Refused::caused(error, refused)
    })
}

/// The media type of a body without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    bare(headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()))
}
