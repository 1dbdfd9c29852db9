//! Enums in a module, private ones and ones with a registry of their own.

use error_catalog::{ErrorCatalog, catalog};

/// In a module.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "INSIDE", registry = crate::Codes)]
#[non_exhaustive]
pub enum InnerError {
    /// One.
    #[catalog(code = "INSIDE_ONE", status = 500, log_level = ERROR, message = "one")]
    One,
}

/// Generic.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "INSIDE", registry = crate::Codes)]
#[non_exhaustive]
pub enum Generic<T> {
    /// One.
    #[catalog(code = "INSIDE_GENERIC", status = 400, log_level = INFO, message = "generic {value}")]
    One {
        /// Its value.
        #[detail]
        value: T,
    },
}

/// Without a row.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "INSIDE")]
#[non_exhaustive]
pub enum Few {}

/// Only what others say.
#[derive(Debug, Clone, Copy, ErrorCatalog)]
#[catalog(domain = "INSIDE")]
#[non_exhaustive]
pub enum Passing {
    /// One.
    #[catalog(transparent)]
    One(#[from] InnerError),
    /// Another.
    #[catalog(transparent)]
    Another(#[from] Generic<u8>),
}

catalog! {
    /// A registry that few can see.
    struct PrivateCodes { PrivateError }
}

/// An enum that few can see.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "PRIVATE", registry = PrivateCodes)]
enum PrivateError {
    /// One.
    #[catalog(code = "PRIVATE_ONE", status = 400, log_level = INFO, message = "{text}, {number:>2}")]
    One {
        /// Its text.
        #[detail]
        text: String,
        /// Its number.
        #[detail]
        number: u8,
    },
}

/// Raises an error of an enum that only this function can name.
///
/// # Errors
/// Always.
#[inline]
pub fn raise() -> Result<u8, Box<dyn error_catalog::Catalogued>> {
    /// An enum that other functions cannot name.
    #[derive(Debug, ErrorCatalog)]
    #[catalog(domain = "BODY", registry = BodyCodes)]
    enum BodyError {
        /// One.
        #[catalog(code = "BODY_ONE", status = 400, log_level = INFO, message = "one")]
        One,
    }

    catalog! {
        /// A registry that other functions cannot name.
        struct BodyCodes { BodyError }
    }

    if BodyCodes::ALL.len() == PrivateCodes::ALL.len() {
        Err(Box::new(BodyError::One))
    } else {
        Err(Box::new(PrivateError::One { text: String::new(), number: 1 }))
    }
}

/// How many codes it has in its body.
#[must_use]
#[inline]
pub fn count() -> usize {
    let before = 1;
    #[expect(clippy::items_after_statements, reason = "the user's own item, to see about ours")]
    /// In a body.
    #[derive(Debug, Clone, Copy, ErrorCatalog)]
    #[catalog(domain = "BODY", registry = Codes)]
    enum BodyError {
        /// One.
        #[catalog(code = "BODY_ONE", status = 400, log_level = INFO, message = "one")]
        One,
    }
    catalog! {
        /// Every code of this body.
        struct Codes { BodyError }
    }
    Codes::ALL
        .len()
        .saturating_add(before)
        .saturating_sub(usize::from(BodyError::One.status() == 400))
}

/// Fields and registries that fewer can see than the type.
pub mod hidden {
    use core::fmt;

    use error_catalog::{ErrorCatalog, catalog};

    catalog! {
        /// Every code of this module.
        pub(crate) struct Codes { OpenError, OpenStruct<Hidden> }
    }

    /// A type that few can see.
    #[derive(Debug, Clone, Copy)]
    struct Hidden;

    impl fmt::Display for Hidden {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("hidden")
        }
    }

    /// All can see it.
    #[derive(Debug, Clone, Copy, ErrorCatalog)]
    #[catalog(domain = "OPEN", registry = Codes)]
    #[non_exhaustive]
    pub enum OpenError {
        /// One.
        #[catalog(code = "OPEN_ONE", status = 400, log_level = INFO, message = "one")]
        One,
    }

    /// A pair that few can see.
    #[derive(Debug, Clone, Copy)]
    struct Pair<T>(T, Hidden);

    impl<T: fmt::Display> fmt::Display for Pair<T> {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(out, "{} {}", self.0, self.1)
        }
    }

    /// All can see it, and not its fields.
    #[derive(Debug, Clone, Copy, ErrorCatalog)]
    #[catalog(domain = "OPEN", registry = Codes, code = "OPEN_TWO", status = 400, log_level = INFO, message = "{pair} {plain}")]
    pub struct OpenStruct<T> {
        /// Its pair.
        #[detail(display)]
        pair: Pair<T>,
        /// Its other.
        #[detail(display)]
        plain: Hidden,
    }
}
