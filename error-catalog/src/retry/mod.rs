//! Retries by the advice of codes, with a budget, and circuit breakers by origin.
//!
//! ```
//! use error_catalog::retry::Policy;
//! # use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
//! # catalog! { pub struct Codes { StockError, SystemError } }
//! # #[derive(Debug, ErrorCatalog)]
//! # #[catalog(domain = "STOCK", registry = Codes)]
//! # enum StockError {
//! #     #[catalog(code = "STOCK_API_DOWN", status = 503, log_level = "ERROR", message = "Please try again later")]
//! #     Down,
//! # }
//! # fn fetch() -> Result<u32, Failure<Codes>> { Ok(7) }
//! # fn sleep(_: std::time::Duration) {}
//!
//! // One for each other service: its retries share a budget.
//! let policy = Policy::new().idempotent();
//!
//! let mut tries = policy.begin();
//! let stock = loop {
//!     match fetch() {
//!         Err(failure) => match tries.wait(&failure) {
//!             Some(wait) => sleep(wait),
//!             None => break Err(failure),
//!         },
//!         stock => break stock,
//!     }
//! };
//! # assert!(stock.is_ok());
//! ```
//!
//! Each failure is judged by its own advice: [`retry`](crate::Entry::retry) of its code, and that of its
//! [foreign](crate::foreign) cause if it is internal. With feature `retry-backon` there is [`Tries::adjust`] for `backon`, with
//! `retry-tower` a policy for `tower::retry`.

#[cfg(feature = "retry-backon")]
mod backon;
mod breakers;
mod budget;
mod effect;
mod policy;
#[cfg(feature = "retry-tower")]
mod tower;
mod tries;

#[cfg(feature = "retry-backon")]
pub use self::backon::Endless;
#[cfg(feature = "retry-tower")]
pub use self::tower::TowerPolicy;
pub use breakers::{Breakers, Pass};
pub use budget::Budget;
pub use policy::Policy;
pub use tries::Tries;

pub use crate::foreign::open::Open;
