//! Parameters of the path.

use axum::extract::path::ErrorKind;
use axum::extract::rejection::PathRejection;
use axum::extract::{self, RawPathParams};
use axum_core::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::ValidationError;
use crate::validation::refused::Refused;
use crate::validation::serde_text::text_rule;
#[cfg(any(feature = "validator", feature = "garde"))]
use crate::validation::taken::{Taken, Text};
use crate::validation::{FieldPath, FieldRule, Location};

/// The parameters of the path, as axum's `Path` reads them. Feature `serde_path_to_error`.
///
/// A parameter of the wrong type is `VALIDATION_ERROR` and has its name. A type that does not fit the route is a mistake of the
/// service: the internal code, and the log has the reason.
///
/// ```
/// use error_catalog::axum::Path;
///
/// /// For `/users/{id}`.
/// async fn user(Path(id): Path<u64>) -> String {
///     format!("user {id}")
/// }
/// # let _ = user;
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refused> {
        match extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(extract::Path(value)) => Ok(Self(value)),
            Err(rejection) => Err(refused(rejection, &params(parts).await)),
        }
    }
}

/// Reads the parameters with what names them.
#[cfg(any(feature = "validator", feature = "garde"))]
pub(super) async fn take<T: DeserializeOwned + Send>(parts: &mut Parts) -> Taken<T> {
    let Path(value) = Path::from_request_parts(parts, &()).await?;
    let params = params(parts).await.into_iter();
    let params: serde_json::Map<_, _> = params.map(|(name, value)| (name, value.into())).collect();
    Ok((value, Text::Params(params.into())))
}

/// The parameters of the route with their values, in their order.
async fn params(parts: &mut Parts) -> Vec<(String, String)> {
    let params = RawPathParams::from_request_parts(parts, &()).await.ok();
    let params = params.iter().flatten();
    params.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn refused(rejection: PathRejection, params: &[(String, String)]) -> Refused {
    let PathRejection::FailedToDeserializePathParams(failed) = rejection else {
        return Refused::unexpected(rejection);
    };
    let nth = |index: usize| params.get(index).map(|(name, _)| name.clone()).unwrap_or_default();
    let only = || if params.len() == 1 { nth(0) } else { String::new() };
    let (name, rule) = match failed.kind() {
        ErrorKind::ParseErrorAtKey { key, .. } => (key.clone(), FieldRule::Type),
        ErrorKind::ParseErrorAtIndex { index, .. } => (nth(*index), FieldRule::Type),
        ErrorKind::ParseError { .. } => (only(), FieldRule::Type),
        ErrorKind::InvalidUtf8InPathParam { key } => (key.clone(), FieldRule::Invalid),
        ErrorKind::DeserializeError { key, message, .. } => (key.clone(), text_rule(message)),
        ErrorKind::Message(text) => match text_rule(text) {
            // The route has no such parameter.
            FieldRule::Required => return Refused::unexpected(failed),
            rule => (only(), rule),
        },
        _ => return Refused::unexpected(failed),
    };
    let path = if name.is_empty() { FieldPath::new() } else { FieldPath::new().key(&name) };
    Refused::new(ValidationError::new().field(path, rule).at(Location::Path))
}
