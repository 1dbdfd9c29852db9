// Rustc: `or_db` needs an enum with a constraint. One without, and one whose constraints are those of an enum within it.

use error_catalog::database::{BrokenConstraint, DriverError, OrDb as _};
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

catalog! { pub struct Codes { UserError, TeamError, OuterError, SystemError } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_EMAIL_EXISTS", status = 409, log_level = "INFO", message = "taken")]
    EmailExists,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TEAM", registry = Codes)]
pub enum TeamError {
    #[catalog(code = "TEAM_NAME_EXISTS", status = 409, log_level = "INFO", message = "taken", unique = "teams_name_key")]
    NameExists,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "OUTER", registry = Codes)]
pub enum OuterError {
    #[catalog(transparent)]
    Team(#[from] TeamError),
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

fn without() -> Result<(), Failure<Codes>> {
    insert().or_db::<UserError>()?;
    Ok(())
}

fn within() -> Result<(), Failure<Codes>> {
    insert().or_db::<OuterError>()?;
    Ok(())
}

fn main() {}
// Mistakes: 2
