// Rule: field-arguments

use std::io;

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "STORE")]
enum StoreError {
    #[catalog(code = "STORE_FAILED", status = 500, log_level = "ERROR", message = "please try again later")]
    Failed {
        #[source(optional)]
        cause: io::Error,
    },
    #[catalog(code = "STORE_UNREACHABLE", status = 503, log_level = "ERROR", message = "please try again later")]
    Unreachable(#[from("io")] io::Error),
}

fn main() {}
// Mistakes: 2
