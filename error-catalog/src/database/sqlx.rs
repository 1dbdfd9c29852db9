//! The errors of sqlx, on `PostgreSQL` and `SQLite`.

use super::{BrokenConstraint, DriverError};

/// Reads the errors of a version of sqlx.
macro_rules! errors_of {
    ($($sqlx:ident)::+) => {
        impl DriverError for $($sqlx)::+::Error {
            fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
                let error = self.as_database_error()?;
                let code = error.code()?;
                // An SQLSTATE has five characters, and the codes of SQLite are shorter numbers.
                if code.len() == 5 {
                    let broken = BrokenConstraint::from_sqlstate(&code, error.constraint()?)?;
                    return Some(broken.in_table(error.table()));
                }
                BrokenConstraint::from_sqlite(code.parse().ok()?, error.message())
            }
        }
    };
}

#[cfg(feature = "sqlx")]
errors_of!(sqlx_core::error);
#[cfg(feature = "sqlx-0_9")]
errors_of!(sqlx_core_0_9::error);
