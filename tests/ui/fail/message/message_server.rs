// Rule: message-server
// The example of `cargo error-catalog explain message-server`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "cannot read {table}"
    )]
    StoreDown { table: String },
}

fn main() {}
