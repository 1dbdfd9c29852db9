//! Ready sets: what the extractors of this crate can answer before a handler runs.
//!
//! ```
//! use error_catalog::{CodeSet as _, ErrorCatalog, SystemError, ValidationError, catalog};
//!
//! catalog! {
//!     pub struct Codes { CartError, SystemError, ValidationError }
//!
//!     /// What adding to the cart can answer.
//!     pub struct AddToCart of Codes { CartError, ..error_catalog::JsonBody }
//! }
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART", registry = Codes)]
//! pub enum CartError {
//!     #[catalog(code = "CART_FULL", status = 409, log_level = "INFO", message = "The cart is full")]
//!     Full,
//! }
//!
//! let codes: Vec<_> = AddToCart::entries().iter().map(|entry| entry.code()).collect();
//! assert_eq!(codes, [
//!     "CART_FULL",
//!     "SYSTEM_INTERNAL_ERROR",
//!     "SYSTEM_BODY_TOO_LARGE",
//!     "SYSTEM_MEDIA_UNSUPPORTED",
//!     "SYSTEM_BODY_MALFORMED",
//!     "VALIDATION_ERROR",
//! ]);
//! ```

use catalog_specs_core::ready_sets;

pub use crate::registry::{CodeSet, FormBody, JsonBody, PathAndQuery, Raises};
use crate::registry::{Lists, Member, PartOf};
use crate::{SystemError, ValidationError};

/// Declares the codes of ready sets: of built-in enums, which the registry has to list.
macro_rules! ready_sets {
    ($( $Set:ident: $CODES:ident; )+) => { $(
        #[diagnostic::do_not_recommend]
        impl<R: Lists<SystemError> + Lists<ValidationError>> PartOf<R> for $Set {
            const PARTS: &'static [Member] = &[Member::Codes(ready_sets::$CODES)];
        }
    )+ };
}

ready_sets! {
    JsonBody: JSON_BODY;
    FormBody: FORM_BODY;
    PathAndQuery: PATH_AND_QUERY;
}
