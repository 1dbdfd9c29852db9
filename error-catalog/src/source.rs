//! A cause as `dyn Error`, whether it is an error or a box of one.

use core::error::Error;

/// What a `#[source]` field must be.
///
/// `Box<dyn Error>` is no `Error` itself, so the generated code calls a method that reaches through
/// it.
pub trait AsError<'a> {
    /// The cause. The name is one that no error of a user has.
    fn __as_dyn_error(&self) -> &(dyn Error + 'a);
}

impl<'a, T: Error + 'a> AsError<'a> for T {
    fn __as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + 'a {
    fn __as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + Send + 'a {
    fn __as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + Send + Sync + 'a {
    fn __as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}
