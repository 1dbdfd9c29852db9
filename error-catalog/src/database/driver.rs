//! Errors of database drivers.

use std::sync::Arc;

use super::BrokenConstraint;

/// An error of a database driver.
///
/// Features implement it for the errors of drivers. Implement it for an error of your own that holds one:
///
/// ```
/// use error_catalog::database::{BrokenConstraint, DriverError};
///
/// # #[derive(Debug)] struct Inner { code: i32, message: String }
/// struct StoreError(Inner);
///
/// impl DriverError for StoreError {
///     fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
///         BrokenConstraint::from_sqlite(self.0.code, &self.0.message)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known as an error of a database driver",
    label = "turn on the feature of error-catalog for the driver: `sqlx` (0.8), `sqlx-0_9` or `tokio-postgres`",
    note = "implement `error_catalog::database::DriverError` for an error of yours that holds one",
    note = "write `.or_internal()?` for any other error"
)]
pub trait DriverError {
    /// The constraint that the statement violated, if that is the error.
    fn broken_constraint(&self) -> Option<BrokenConstraint<'_>>;
}

impl<E: DriverError + ?Sized> DriverError for Box<E> {
    fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
        (**self).broken_constraint()
    }
}

impl<E: DriverError + ?Sized> DriverError for Arc<E> {
    fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
        (**self).broken_constraint()
    }
}
