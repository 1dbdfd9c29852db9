//! GraphQL by async-graphql: an extension that gives the failures of resolvers their code, details and trace id, and hides every
//! other text.
//!
//! A resolver returns `Result<T, Failure<Codes>>`. Without an extension, async-graphql sends the `Display` text of every error to the client,
//! and that of a failure is the developer text. The extension of the schema puts the user message in its place:
//!
//! ```
//! use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema};
//! use error_catalog::{ErrorCatalog, Failure, SystemError, async_graphql::CatalogExtension, catalog};
//!
//! catalog! { pub struct Codes { CartError, SystemError } }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "A cart holds up to {limit} items",
//!               display = "cart {cart} is full")]
//!     Full { #[detail] limit: u32, #[context] cart: u64 },
//! }
//!
//! struct Query;
//!
//! #[Object]
//! impl Query {
//!     async fn add(&self) -> Result<u32, Failure<Codes>> {
//!         Err(CartError::Full { limit: 20, cart: 7 })?
//!     }
//! }
//!
//! let schema = Schema::build(Query, EmptyMutation, EmptySubscription)
//!     .extension(CatalogExtension::<Codes>::new())
//!     .finish();
//! # futures_executor(async {
//! let response = schema.execute(Request::new("{ add }")).await;
//! let error = &response.errors[0];
//! assert_eq!(error.message, "A cart holds up to 20 items");
//! let extensions = serde_json::to_value(&error.extensions).unwrap();
//! assert_eq!(extensions["code"], "CART_FULL");
//! assert_eq!(extensions["details"]["limit"], 20);
//! assert!(extensions["traceId"].is_string());
//! # });
//! # fn futures_executor(run: impl Future<Output = ()>) {
//! #     async_graphql::futures_util::FutureExt::now_or_never(run).unwrap();
//! # }
//! ```
//!
//! # What becomes of an error
//!
//! | error | sent as |
//! |---|---|
//! | a `Failure` of the registry, also behind an `Arc` as loaders have it | its code |
//! | a `Failure` of a smaller registry, named by [`CatalogExtension::failures_of`] | its code |
//! | an error of an enum that the registry lists | its code |
//! | a panic in a resolver or a stream | the internal code, at the path of the field |
//! | every other error, also one made by hand | the internal code; its text goes to the log |
//! | a query that cannot be parsed, does not fit the schema, or exceeds a limit | the code of a bare 400 |
//!
//! `path` and `locations` stay. `extensions` has `code`, `details`, `traceId` and `retryAfter` (in seconds), each where there is
//! one. GraphQL's own texts are not sent either: they quote the schema and the input. [`CatalogExtension::explain_queries`] sends
//! them where the schema is public.
//!
//! # Request and reports
//!
//! Give the [`Exchange`](crate::edge::Exchange) of the HTTP layer to the request, `request.data(exchange)`, and the errors have
//! its trace id and its locale. Without one each request has a new id and the default locale. Each failure is reported once, to
//! the observer of the extension; the layer around it does not report the response again. For a refused query only the first
//! error is reported. For a response with more than 32 failures, one failure of each code is reported.
//!
//! Register the extension first: it is then the outermost, and sees the errors of all others.
//!
//! The files: `extension` has the extension, `found` finds the failure in an error, `refusal` knows the errors of GraphQL itself,
//! `finish` rewrites the errors of a response, `stream` watches subscriptions, `read` reads an error in a client.

mod extension;
mod finish;
mod found;
mod read;
mod refusal;
mod stream;

pub use extension::CatalogExtension;
pub use read::received;
