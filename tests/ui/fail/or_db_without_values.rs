// Rustc: a constraint on a variant with fields: `or_db` does not know their values.

use error_catalog::database::{BrokenConstraint, DriverError, OrDb as _};
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

catalog! { pub struct Codes { SlotError, SystemError } }

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SLOT", registry = Codes)]
pub enum SlotError {
    #[catalog(code = "SLOT_TAKEN", status = 409, log_level = "INFO", message = "taken", unique = "slots_hour_key")]
    Taken {
        #[detail]
        hour: u32,
    },
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

fn reserve() -> Result<(), Failure<Codes>> {
    insert().or_db::<SlotError>()?;
    Ok(())
}

fn main() {}
