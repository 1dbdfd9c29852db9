//! Forms.

use axum_core::extract::{FromRequest, Request};
use http::Method;
use serde::de::DeserializeOwned;

use super::json::{body_text, media_type};
use super::query;
use crate::SystemError;
use crate::validation::Location;
use crate::validation::names::{keep_pairs, read_pairs};
use crate::validation::refused::Refused;

/// A form: the body of `application/x-www-form-urlencoded`, or the query of a GET. Feature `serde_path_to_error`.
///
/// A field that is missing or of the wrong type is `VALIDATION_ERROR` with its name. A body of another media type or one
/// that is too large has its code of [`SystemError`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Form<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refused> {
        let (value, text, _) = read::<T>(request).await?;
        keep_pairs::<T>(text.as_bytes());
        Ok(Self(value))
    }
}

/// Reads a form, with its text and where that stands; nothing for a body.
pub(super) async fn read<T: DeserializeOwned>(
    request: Request,
) -> Result<(T, String, Option<Location>), Refused> {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let text = request.uri().query().unwrap_or_default().to_owned();
        return Ok((query::read(&text)?, text, Some(Location::Query)));
    }
    if media_type(request.headers()) != "application/x-www-form-urlencoded" {
        let cause = "the body is not said to be a form";
        return Err(Refused::caused(SystemError::MediaUnsupported, cause));
    }
    let text = body_text(request).await?;
    Ok((read_pairs(&text).map_err(Refused::new)?, text, None))
}
