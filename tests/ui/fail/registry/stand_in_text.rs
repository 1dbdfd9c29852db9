// Rule: stand-in-text
// The mask and the internal code stand in another enum than what is sent as them.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DISK", registry = crate::Codes)]
pub enum DiskError {
    #[catalog(code = "DISK_FULL_NOW", status = 507, log_level = ERROR, message = "{left} bytes left", allow(server_details))]
    Full {
        #[detail]
        left: u64,
    },
    #[catalog(code = "DISK_GONE_NOW", status = 500, log_level = ERROR, message = "no disk {name}", allow(server_details))]
    Gone {
        #[detail]
        name: String,
    },
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ORDER", registry = crate::Codes)]
pub enum OrderError {
    #[catalog(transparent(mask_5xx = "DISK_FULL_NOW"))]
    Disk(DiskError),
}

catalog! {
    #[registry(internal = "DISK_GONE_NOW")]
    pub struct Codes { DiskError, OrderError }
}

fn main() {}
// Mistakes: 2
