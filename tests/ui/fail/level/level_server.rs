// Rule: level-server
// The example of `cargo error-catalog explain level-server`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "INFO",
        message = "something went wrong"
    )]
    StoreDown,
}

fn main() {}
