//! The built-in codes as constants: those of [`SystemError`], [`StatusError`],
//! [`ValidationError`] and [`FieldRule`].
//!
//! ```
//! use error_catalog::{ErrorCatalog as _, ValidationError, codes};
//!
//! let error = ValidationError::new().field("email", "is missing");
//! assert!(error.is(codes::VALIDATION_ERROR));
//! assert_eq!(codes::SYSTEM_ROUTE_NOT_FOUND.status(), 404);
//! ```
//!
//! A registry has the codes of its enums as constants: `Codes::USER_NOT_FOUND`. Those of the built-in enums that it lists come
//! with a trait each:
//!
//! ```
//! use error_catalog::codes::{SystemErrorCodes as _, ValidationErrorCodes as _};
//! use error_catalog::{SystemError, ValidationError, catalog};
//!
//! catalog! { pub struct Codes { SystemError, ValidationError } }
//!
//! assert_eq!(Codes::VALIDATION_ERROR.status(), 422);
//! assert_eq!(Codes::SYSTEM_ROUTE_NOT_FOUND.status(), 404);
//! ```

use crate::registry::Lists;
use crate::validation::FieldRule;
use crate::{Registry, StatusError, SystemError, ValidationError};

pub use crate::system::status_error_codes::*;
pub use crate::system::system_error_codes::*;
pub use crate::validation::field_rule_codes::*;
pub use crate::validation::validation_error_codes::*;

impl<C: Registry + Lists<SystemError>> SystemErrorCodes for C {}
impl<C: Registry + Lists<StatusError>> StatusErrorCodes for C {}
impl<C: Registry + Lists<ValidationError>> ValidationErrorCodes for C {}
impl<C: Registry + Lists<FieldRule>> FieldRuleCodes for C {}
