//! The fields of an error by their roles, for observers that read them.
//!
//! ```
//! use error_catalog::fields::{Fields, WriteJson};
//! use error_catalog::{Catalogued, ErrorCatalog};
//!
//! #[derive(Debug, ErrorCatalog)]
//! #[catalog(domain = "CART")]
//! enum CartError {
//!     #[catalog(code = "CART_TOO_LARGE", status = 413, log_level = "INFO", message = "The cart is too large")]
//!     TooLarge { #[context] items: u32 },
//! }
//!
//! /// The names of the fields for the log.
//! struct Names(Vec<&'static str>);
//!
//! impl Fields for Names {
//!     fn context(&mut self, name: &'static str, _: &dyn WriteJson) {
//!         self.0.push(name);
//!     }
//! }
//!
//! let mut names = Names(Vec::new());
//! CartError::TooLarge { items: 900 }.catalog_fields(&mut names);
//! assert_eq!(names.0, ["items"]);
//! ```

use core::fmt::Display;
use core::time::Duration;

use serde::Serialize;
use serde::ser::Error as _;

use crate::json::{Unwritten, write_scalar};
use crate::violations::Violations;

/// Reads the fields of an error: [`Catalogued::catalog_fields`](crate::Catalogued::catalog_fields) calls the method of each
/// field's role. Every method does nothing by default, so a reader of details never sees the context.
pub trait Fields {
    /// The value of a placeholder, by the whole text between its braces.
    fn placeholder(&mut self, name: &'static str, value: &dyn Display) {
        let _ = (name, value);
    }

    /// The developer text of this variant, where it differs from that of its entry.
    fn display(&mut self, template: &'static str) {
        let _ = template;
    }

    /// The data class of the field that comes next. The [`Mask`](crate::mask::Mask) of a log has a rule for its values.
    fn data_class(&mut self, class: &'static str) {
        let _ = class;
    }

    /// A public field.
    fn detail(&mut self, name: &'static str, value: &dyn WriteJson) {
        let _ = (name, value);
    }

    /// A public map or struct whose members are details themselves.
    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        let _ = value;
    }

    /// The broken fields of an input: details with texts in several locales.
    fn violations(&mut self, violations: &Violations) {
        self.flattened_detail(violations);
    }

    /// A field for the log record.
    fn context(&mut self, name: &'static str, value: &dyn WriteJson) {
        let _ = (name, value);
    }

    /// A value that is no field of the error: a catalogued cause has it, whose text the texts of this error quote. It comes behind
    /// its data class.
    #[doc(hidden)]
    fn quoted(&mut self, value: &dyn WriteJson) {
        let _ = value;
    }

    /// The user message that another service sent, and its locale: used where ours lacks a value.
    fn received_message(&mut self, locale: &str, text: &str) {
        let _ = (locale, text);
    }

    /// How long to wait, known at run time.
    fn retry_after(&mut self, wait: Duration) {
        let _ = wait;
    }
}

/// The fields of an error, for readers that must not reach the error itself.
pub(crate) trait FieldSource {
    /// Shows the fields.
    fn show(&self, fields: &mut dyn Fields);

    /// The id under which another service logged the error.
    fn trace_id(&self) -> Option<&str>;
}

use sealed::Sealed;

mod sealed {
    /// Seals [`WriteJson`](super::WriteJson).
    pub trait Sealed {}
    impl<T: serde::Serialize + ?Sized> Sealed for T {}
}

/// A value that can be written as JSON: every `Serialize`, behind a pointer. Only this crate implements it.
pub trait WriteJson: Sealed {
    /// Appends the value as JSON text. On an error `out` is as it was before.
    ///
    /// # Errors
    /// When the value's own `Serialize` fails, when it is a map with keys that are no text, and when it is a number
    /// that JSON does not have: NaN and the infinite ones.
    fn write_json(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error>;
}

impl<T: Serialize + ?Sized> WriteJson for T {
    fn write_json(&self, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
        let before = out.len();
        let written = match write_scalar(self, out) {
            Ok(()) => return Ok(()),
            Err(Unwritten::NotScalar) => {
                out.truncate(before);
                serde_json::to_writer(&mut *out, self)
            }
            Err(unwritten) => Err(serde_json::Error::custom(unwritten)),
        };
        if written.is_err() {
            out.truncate(before);
        }
        written
    }
}

/// A value sent as the text it displays as: `#[detail(display)]`.
pub(crate) struct Displayed<T>(pub(crate) T);

impl<T: Display> Serialize for Displayed<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
