//! Extractors of axum that read a part of the request, check it, and answer with the catalogue's codes.

mod form;
mod json;
mod path;
mod query;
#[cfg(any(feature = "validator", feature = "garde"))]
mod valid;

pub use crate::validation::refused::Refused;
pub use form::Form;
pub use json::Json;
pub use path::Path;
pub use query::Query;
#[cfg(any(feature = "validator", feature = "garde"))]
pub use valid::Valid;
