//! Extractors of axum that read a part of the request, check it, and answer with the catalogue's codes.

mod form;
mod json;
mod path;
mod query;
mod refused;
#[cfg(any(feature = "validator", feature = "garde"))]
mod taken;
#[cfg(any(feature = "validator", feature = "garde"))]
mod valid;

pub use form::Form;
pub use json::Json;
pub use path::Path;
pub use query::Query;
pub use refused::Refused;
#[cfg(any(feature = "validator", feature = "garde"))]
pub use valid::Valid;
