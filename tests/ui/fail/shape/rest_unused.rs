// Rule: rest-unused
// The example of `cargo error-catalog explain rest-unused`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "STORE",
    rest(
        code = "STORE_FAILED",
        status = 500,
        log_level = "ERROR",
        message = "please try again later"
    )
)]
enum StoreError {
    #[catalog(
        code = "STORE_FULL",
        status = 507,
        log_level = "ERROR",
        message = "there is no space left"
    )]
    Full,
}

fn main() {}
