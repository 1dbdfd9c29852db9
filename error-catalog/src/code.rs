//! A code as a value: small, comparable with text, and a constant to match on.

use core::fmt;
use core::ops::Deref;

use serde::{Serialize, Serializer};

use crate::Entry;

/// A code of a catalogue.
///
/// It derefs to its [`Entry`], prints as the code, compares with text, and the constants that
/// derives add to a registry can be patterns:
///
/// ```
/// # use error_catalog::{Code, ErrorCatalog};
/// # error_catalog::catalog! { pub struct Codes { CartError } }
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", registry = Codes)]
/// pub enum CartError {
///     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "the cart is empty")]
///     Empty,
/// }
///
/// let code = CartError::Empty.code();
/// assert_eq!(code, "CART_EMPTY");
/// assert_eq!(code.status(), 400);
/// assert!(matches!(code, Codes::CART_EMPTY));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(&'static Entry);

/// A code that an error or a response is compared with. A trait, for the message where it is something else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error code",
    label = "not a `Code`",
    note = "the registry has a constant for each code of an enum that names it: `Codes::USER_NOT_FOUND`",
    note = "the built-in codes are in `error_catalog::codes`, and `UserError::NotFound.code()` is the code of an error"
)]
pub trait ExpectedCode {
    /// The code.
    fn code(self) -> Code;
}

impl ExpectedCode for Code {
    fn code(self) -> Code {
        self
    }
}

impl Code {
    /// The code of an entry.
    pub const fn new(entry: &'static Entry) -> Self {
        Self(entry)
    }

    /// The code of the entry at a position, for constants in a registry.
    #[doc(hidden)]
    pub const fn at(entries: &'static [Entry], at: usize) -> Self {
        #[expect(clippy::indexing_slicing, reason = "the derive counts the entries it writes")]
        Self(&entries[at])
    }

    /// The code as text.
    pub const fn as_str(self) -> &'static str {
        self.0.code()
    }

    /// The entry behind the code.
    pub const fn entry(self) -> &'static Entry {
        self.0
    }
}

impl Deref for Code {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        self.0
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl core::hash::Hash for Code {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<Code> for str {
    fn eq(&self, other: &Code) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<Code> for &str {
    fn eq(&self, other: &Code) -> bool {
        *self == other.as_str()
    }
}

impl From<Code> for &'static str {
    fn from(code: Code) -> Self {
        code.as_str()
    }
}
