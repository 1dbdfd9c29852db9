// Rule: stand-in-text
// The example of `cargo error-catalog explain stand-in-text`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "DISK")]
enum DiskError {
    #[catalog(
        code = "DISK_FULL",
        status = 507,
        log_level = "ERROR",
        message = "no space left"
    )]
    Full,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ORDER")]
enum OrderError {
    #[catalog(
        code = "ORDER_NOT_STORED",
        status = 503,
        log_level = "ERROR",
        message = "order {number} is not stored",
        allow(server_details)
    )]
    NotStored {
        #[detail]
        number: u64,
    },
    #[catalog(transparent(mask_5xx = "ORDER_NOT_STORED"))]
    Disk(#[from] DiskError),
}

fn main() {}
