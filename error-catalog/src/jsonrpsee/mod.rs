//! JSON-RPC by jsonrpsee: failures as error objects with a number for each code, and [`received`], which reads one.
//!
//! ```
//! use error_catalog::jsonrpsee::{CatalogRpc, received};
//! use error_catalog::{ErrorCatalog, Failure, Remote, SystemError, catalog};
//! use jsonrpsee_types::ErrorObjectOwned;
//!
//! catalog! { pub struct Codes { CartError, SystemError } }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "A cart holds up to {limit} items", jsonrpc = -32041)]
//!     Full { #[detail] limit: u32 },
//! }
//!
//! fn add() -> Result<u32, Failure<Codes>> {
//!     Err(CartError::Full { limit: 20 })?
//! }
//!
//! let rpc = CatalogRpc::<Codes>::new();
//! // In a method: `module.register_method("add", move |_, _, extensions| rpc.run(extensions, add))`
//! let error: ErrorObjectOwned = rpc.run(&http::Extensions::new(), add).unwrap_err();
//! assert_eq!(error.code(), -32041);
//! assert_eq!(error.message(), "A cart holds up to 20 items");
//!
//! // In a client:
//! let remote = Remote::<Codes>::from(received(&error).unwrap());
//! assert!(remote.is(Codes::CART_FULL));
//! ```
//!
//! # The error object
//!
//! `code` is the number of `jsonrpc = -32041` on the variant, unique in the registry. A code without one is sent as -32602 (invalid
//! params) if its class is `validation`, as -32603 (internal error) if it is a server error, and as -32000 otherwise. `message` is
//! the user message, and `data` has `code`, `details`, `trace_id` and `retry_after` (in seconds), each where there is one.
//!
//! [`CatalogRpc`] adds the trace id and the locale of the request, catches panics, and reports each failure once. The conversion
//! `ErrorObjectOwned::from(failure)` alone does none of these. Unknown methods, requests that cannot be parsed and limits are
//! answered by jsonrpsee itself, with constant texts. Its error about parameters quotes serde, so read parameters by
//! [`CatalogRpc::params`].

mod object;
mod read;
mod rpc;

pub use read::{entry_of, received};
pub use rpc::CatalogRpc;
