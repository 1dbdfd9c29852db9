//! `OpenAPI`: what an operation can answer with, from the type of its failure.
//!
//! Feature `utoipa` (release 6, `utoipa-5` for release 5): `Failure<Codes>` documents its responses, and `Failure<SignUp>` of a
//! set those of its endpoint.
//!
//! ```ignore
//! #[utoipa::path(post, path = "/users", responses((status = 201, description = "The new user", body = User), Failure<Codes>))]
//! async fn sign_up(new: Valid<NewUser>) -> Result<(StatusCode, Json<User>), Failure<Codes>>
//! ```
//!
//! utoipa keeps the last of two responses with the same status: to replace a response of the failure, write yours after it.
//!
//! Feature `aide` (release 0.15): the return type alone documents the responses, and the extractors of
//! [`axum`](crate::axum) the request. With neither, [`responses`] gives the same as JSON, and `cargo error-catalog openapi
//! merge` writes them into a document.
//!
//! There is one response per status. Its schema is that of the code, or a `oneOf` of the codes, in which the code is a
//! constant: clients tell errors apart by it. Each code has an example. Nothing refers to a component.

#[cfg(feature = "aide")]
mod aide;
#[cfg(all(feature = "aide", feature = "axum", feature = "serde_path_to_error"))]
mod aide_input;
#[cfg(any(feature = "utoipa", feature = "utoipa-5"))]
mod utoipa;

use catalog_specs::render;
use serde_json::{Map, Value};

use crate::registry::{CodeSet, catalog_of_set};

/// The responses of an operation that fails with the codes of `C`: a member per status.
///
/// ```
/// use error_catalog::{ErrorCatalog, SystemError, catalog, openapi};
///
/// catalog! { pub struct Codes { CartError, SystemError } }
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", registry = Codes)]
/// pub enum CartError {
///     #[catalog(code = "CART_EMPTY", status = 409, log_level = "INFO", message = "The cart is empty")]
///     Empty,
/// }
///
/// let responses = openapi::responses::<Codes>();
/// let schema = &responses["409"]["content"]["application/json"]["schema"];
/// assert_eq!(schema["properties"]["error"]["properties"]["code"]["const"], "CART_EMPTY");
/// ```
pub fn responses<C: CodeSet>() -> Map<String, Value> {
    read(&text::<C>())
}

/// The responses as JSON.
fn text<C: CodeSet>() -> String {
    render::responses(&catalog_of_set::<C>())
}

/// Reads the responses. The shapes of all dialects are tested with each type that is read here.
#[expect(clippy::panic, reason = "a document without the errors would look complete")]
fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("the responses of the catalogue cannot be read: {error}"))
}
