// Rustc: `or_db` needs the error of a driver, and `?` a registry that lists the enum. An error that no driver gives, and an enum that the registry does not list.

use error_catalog::database::{BrokenConstraint, DriverError, OrDb as _};
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

catalog! { pub struct Codes { UserError, SystemError } }
catalog! { pub struct Others { SystemError } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_EMAIL_EXISTS", status = 409, log_level = "INFO", message = "taken", unique = "users_email_key")]
    EmailExists,
}

#[derive(Debug)]
struct Driver;

impl std::fmt::Display for Driver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("driver")
    }
}

impl std::error::Error for Driver {}

impl DriverError for Driver {
    fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
        None
    }
}

fn insert() -> Result<(), Driver> {
    Err(Driver)
}

fn io() -> Result<(), Failure<Codes>> {
    std::fs::read("users").or_db::<UserError>()?;
    Ok(())
}

fn not_listed() -> Result<(), Failure<Others>> {
    insert().or_db::<UserError>()?;
    Ok(())
}

fn main() {}
// Mistakes: 2
