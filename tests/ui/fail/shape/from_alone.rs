// Rule: from-alone
// The example of `cargo error-catalog explain from-alone`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    StoreDown {
        #[from]
        cause: std::io::Error,
        attempt: u32,
    },
}

fn main() {}
