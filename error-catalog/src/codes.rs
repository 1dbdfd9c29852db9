//! The built-in codes as constants: those of [`SystemError`](crate::SystemError), [`StatusError`](crate::StatusError),
//! [`ValidationError`](crate::ValidationError) and [`FieldRule`](crate::validation::FieldRule).
//!
//! ```
//! use error_catalog::{ErrorCatalog as _, ValidationError, codes};
//!
//! let error = ValidationError::new().field("email", "is missing");
//! assert!(error.is(codes::VALIDATION_ERROR));
//! assert_eq!(codes::SYSTEM_ROUTE_NOT_FOUND.status(), 404);
//! ```
//!
//! A registry has the codes of its enums as constants: `Codes::USER_NOT_FOUND`.

pub use crate::system::status_error_codes::*;
pub use crate::system::system_error_codes::*;
pub use crate::validation::field_rule_codes::*;
pub use crate::validation::validation_error_codes::*;
