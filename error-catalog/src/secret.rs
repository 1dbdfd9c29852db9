//! Values that must never be shown.

use core::fmt;

/// A value that prints as `***` and cannot be serialised.
///
/// ```
/// use error_catalog::Secret;
///
/// let token = Secret::new("hunter2".to_owned());
/// assert_eq!(format!("{token} {token:?}"), "*** ***");
/// assert_eq!(token.expose(), "hunter2");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value. Call it only where the value is used.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value, no longer hidden.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Secret<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<T> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A type whose `Debug` shows nothing that must stay hidden: what a `#[secret]` field must be.
///
/// [`Secret`] is one. Implement it for a type of your own only if its `Debug` masks the value,
/// because a derived `Debug` on the error prints every field.
#[diagnostic::on_unimplemented(
    message = "a `#[secret]` field must be masked, and `{Self}` is not",
    label = "its `Debug` would print the value",
    note = "wrap it: `error_catalog::Secret<{Self}>`, or implement `error_catalog::Masked` for a type of yours whose `Debug` hides the value"
)]
pub trait Masked {}

impl<T> Masked for Secret<T> {}
impl<T: Masked + ?Sized> Masked for &T {}
impl<T: Masked + ?Sized> Masked for Box<T> {}
impl<T: Masked + ?Sized> Masked for std::sync::Arc<T> {}
impl<T: Masked> Masked for Option<T> {}
impl<T: Masked> Masked for Vec<T> {}
