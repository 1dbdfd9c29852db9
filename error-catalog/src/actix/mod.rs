//! actix-web 4: failures as errors of handlers, and the layer as a middleware.
//!
//! ```
//! use actix_web::{App, web};
//! use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, actix, catalog};
//!
//! catalog! { pub struct Codes { CartError, SystemError, ValidationError } }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO",
//!               message = "The cart is empty")]
//!     Empty,
//! }
//!
//! async fn total() -> Result<String, Failure<Codes>> {
//!     Err(CartError::Empty)?
//! }
//!
//! let app = App::new()
//!     .route("/total", web::get().to(total))
//!     // The last `wrap` is the outermost.
//!     .wrap(actix::CatalogMiddleware::<Codes>::new());
//! # let _ = app;
//! ```
//!
//! An enum with `#[catalog(into_response)]` implements actix's `ResponseError`, for handlers without a
//! [`Failure`](crate::Failure): `Result<_, CartError>`. With `into_response(http)` you write that impl yourself:
//!
//! ```
//! # use error_catalog::{ErrorCatalog, actix};
//! # #[derive(Debug, ErrorCatalog)]
//! # #[catalog(domain = "CART", into_response(http))]
//! # pub enum CartError {
//! #     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
//! #     Empty,
//! # }
//! impl actix_web::ResponseError for CartError {
//!     fn error_response(&self) -> actix_web::HttpResponse {
//!         actix::response(self.envelope().into_response())
//!     }
//! }
//! ```
//!
//! Not covered: requests that actix refuses before any middleware runs, because their head is malformed or late. actix sends
//! a bare status for them.

mod answers;
mod convert;
#[cfg(feature = "serde_path_to_error")]
mod extract;
mod future;
mod middleware;
#[cfg(feature = "serde_path_to_error")]
mod read;
mod substitute;
#[cfg(all(feature = "serde_path_to_error", any(feature = "garde", feature = "validator")))]
mod valid;
mod watched;

#[doc(hidden)]
pub use answers::private;
pub use convert::{entry_of, response};
#[cfg(feature = "serde_path_to_error")]
pub use extract::{Form, Json, Path, Query};
pub use future::CatalogFuture;
#[doc(hidden)]
pub use middleware::Catalog;
pub use middleware::{CatalogMiddleware, CatalogService};
#[cfg(all(feature = "serde_path_to_error", feature = "garde"))]
pub use valid::Garde;
#[cfg(all(feature = "serde_path_to_error", feature = "validator"))]
pub use valid::Valid;

#[cfg(feature = "serde_path_to_error")]
pub use crate::validation::refused::Refused;
