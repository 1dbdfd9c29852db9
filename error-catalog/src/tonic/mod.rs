//! gRPC by tonic: failures as a `Status` with Google's typed details, a layer, and functions that read a `Status`.
//!
//! ```
//! use error_catalog::{ErrorCatalog, Failure, SystemError, ValidationError, catalog, tonic::CatalogLayer};
//! use tonic::{Request, Response, Status};
//!
//! catalog! { pub struct Codes { CartError, SystemError, ValidationError } }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
//!     Empty,
//! }
//!
//! fn add_up(prices: &[u32]) -> Result<u32, Failure<Codes>> {
//!     if prices.is_empty() {
//!         return Err(CartError::Empty.into());
//!     }
//!     Ok(prices.iter().sum())
//! }
//!
//! async fn total(request: Request<Vec<u32>>) -> Result<Response<u32>, Status> {
//!     Ok(Response::new(add_up(request.get_ref())?)) // `?` makes the failure a `Status`
//! }
//! # let _ = total;
//!
//! // Server::builder().layer(layer).add_service(…)
//! let layer = CatalogLayer::<Codes>::new();
//! # let _ = layer;
//!
//! // In a client:
//! let status = Status::from(Failure::<Codes>::from(CartError::Empty));
//! assert_eq!(error_catalog::tonic::code_of(&status).as_deref(), Some("CART_EMPTY"));
//! ```
//!
//! # The status
//!
//! The code is the entry's `grpc`, the message the user message. The details are those of AIP-193: `ErrorInfo`
//! (the code as its reason, the registry's `service` as its domain, the details as its metadata), `RetryInfo`,
//! `BadRequest` with the fields of a validation, `LocalizedMessage`, `Help` with the page of the registry's `docs`, and
//! `RequestInfo` with the trace id. Causes are not sent.
//!
//! Peers refuse headers that are too large, many of them above 8 KiB in all. Message and details together stay below 7 KiB
//! on the wire. Where they would not, these are dropped in turn until the rest fits: the message beyond 1 KiB, `Help`,
//! `LocalizedMessage`, the longest metadata values, the last fields. The code, its domain, the wait and the trace id are
//! always sent.
//!
//! The files: `details` has the typed details, [`status`] converts a failure into a status, `layer` and `service` receive the
//! request, `future` waits for the head of the response, `body` for its trailers, `finish` reports the outcome, `deadline` reads
//! the deadline of the client, `refusal` finds the code of a status without details, `read` reads a status in a client.

mod body;
mod deadline;
mod details;
mod finish;
mod future;
mod layer;
mod read;
mod refusal;
mod service;
mod status;

pub use body::CatalogBody;
pub use future::CatalogFuture;
pub use layer::CatalogLayer;
pub use read::{code_of, received};
pub use service::CatalogService;
pub use status::status;
