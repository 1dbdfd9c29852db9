// Rule: registry-unknown
// The example of `cargo error-catalog explain registry-unknown`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SYSTEM", registry = crate::Codes)]
enum SystemError {
    #[catalog(
        code = "SYSTEM_FAILURE",
        status = 500,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    Failure,
}

catalog! {
    #[registry(internal = "SYSTEM_FAILRUE")]
    pub struct Codes { SystemError }
}

fn main() {}
