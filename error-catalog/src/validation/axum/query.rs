//! Query strings.

use axum_core::extract::FromRequestParts;
use http::request::Parts;
use serde::de::DeserializeOwned;

use crate::validation::Location;
use crate::validation::names::{keep_pairs, read_pairs};
use crate::validation::refused::Refused;
#[cfg(any(feature = "validator", feature = "garde"))]
use crate::validation::taken::{Taken, Text};

/// The query of a request. Feature `serde_path_to_error`.
///
/// A parameter that is missing or of the wrong type is `VALIDATION_ERROR` and has its name. One that is there several
/// times is a list.
///
/// ```
/// use error_catalog::axum::Query;
///
/// struct Page { number: u32 }
/// # impl<'de> serde::Deserialize<'de> for Page {
/// #     fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> { Ok(Page { number: 1 }) }
/// # }
///
/// async fn list(Query(page): Query<Page>) -> String {
///     format!("page {}", page.number)
/// }
/// # let _ = list;
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let query = parts.uri.query().unwrap_or_default();
        let value = read::<T>(query)?;
        keep_pairs::<T>(query.as_bytes());
        Ok(Self(value))
    }
}

pub(super) fn read<T: DeserializeOwned>(query: &str) -> Result<T, Refused> {
    read_pairs(query).map_err(|error| Refused::new(error.at(Location::Query)))
}

/// Reads a query with what names its parameters.
#[cfg(any(feature = "validator", feature = "garde"))]
pub(super) fn take<T: DeserializeOwned>(query: &str) -> Taken<T> {
    Ok((read(query)?, Text::Query(query.into())))
}
