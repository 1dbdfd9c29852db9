//! The errors of tokio-postgres.

use super::{BrokenConstraint, DriverError};

impl DriverError for tokio_postgres::Error {
    fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
        let error = self.as_db_error()?;
        let broken = BrokenConstraint::from_sqlstate(error.code().code(), error.constraint()?)?;
        Some(broken.in_table(error.table()).in_schema(error.schema()))
    }
}
