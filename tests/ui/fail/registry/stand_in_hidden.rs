// Rule: public-as-hidden
// Neither a mask nor the internal code is sent as another one: clients would receive a code that is kept from them.

use error_catalog::{ErrorCatalog, SystemError, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DB", registry = crate::Codes)]
pub enum DbError {
    #[catalog(
        code = "DB_POOL_DRAINED",
        status = 500,
        log_level = ERROR,
        display = "no connection to db-7",
        public_as = "SYSTEM_INTERNAL_ERROR"
    )]
    PoolDrained,
    #[catalog(
        code = "DB_DOWN",
        status = 500,
        log_level = ERROR,
        display = "db-7 is down",
        public_as = "SYSTEM_INTERNAL_ERROR"
    )]
    Down,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DISK", registry = crate::Codes)]
pub enum DiskError {
    #[catalog(code = "DISK_FULL_NOW", status = 507, log_level = ERROR, message = "no space left")]
    Full,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ORDER", registry = crate::Codes)]
pub enum OrderError {
    #[catalog(transparent(mask_5xx = "DB_POOL_DRAINED"))]
    Disk(DiskError),
}

catalog! {
    #[registry(internal = "DB_DOWN")]
    pub struct Codes { DbError, DiskError, OrderError, SystemError }
}

fn main() {}
// Mistakes: 2
