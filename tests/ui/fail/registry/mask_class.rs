// Rule: registry-server

use error_catalog::{ErrorCatalog, SystemError, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DISK", registry = crate::Codes)]
pub enum DiskError {
    #[catalog(code = "DISK_FULL_NOW", status = 507, log_level = ERROR, message = "disk /dev/sda1 is full")]
    Full,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ORDER", registry = crate::Codes)]
pub enum OrderError {
    #[catalog(transparent(mask_5xx = "SYSTEM_ROUTE_NOT_FOUND"))]
    Disk(DiskError),
}

catalog! {
    pub struct Codes { DiskError, OrderError, SystemError }
}

fn main() {}
