//! Axum: failures as responses, and the exchange as an extractor. The layer is [`CatalogLayer`](crate::tower::CatalogLayer).
//!
//! ```
//! use axum::{Router, routing::get};
//! use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, catalog};
//! use error_catalog::edge::TraceId;
//! use error_catalog::tower::CatalogLayer;
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
//! async fn total(trace_id: TraceId) -> Result<String, Failure<Codes>> {
//!     println!("adding up for {trace_id}");
//!     Err(CartError::Empty)?
//! }
//!
//! let router: Router = Router::new()
//!     .route("/total", get(total))
//!     // The layer that is added last is the outermost.
//!     .layer(CatalogLayer::<Codes>::new());
//! # let _ = router;
//! ```
//!
//! An enum with `#[catalog(into_response)]` implements `IntoResponse`: a handler returns `Result<_, CartError>`. Where your
//! crate writes that impl, use `into_response(http)`.
//!
//! A handler can return a `Failure` or an `Envelope` directly. The inherent methods `Failure::into_response` and
//! `Envelope::into_response` return an `http::Response` for any framework; `.map(Body::from)` converts it to axum's.

mod answers;
mod extract;

#[doc(hidden)]
pub use answers::private;
pub use extract::OutsideOfTheLayer;

#[cfg(all(feature = "serde_path_to_error", any(feature = "validator", feature = "garde")))]
pub use crate::validation::axum::Valid;
#[cfg(feature = "serde_path_to_error")]
pub use crate::validation::axum::{Form, Json, Path, Query, Refused};
