// Rule: detail-server
// The example of `cargo error-catalog explain detail-server`.

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
        #[detail]
        table: String,
    },
}

fn main() {}
