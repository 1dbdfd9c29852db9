// Rule: source-twice
// The example of `cargo error-catalog explain source-twice`.

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
        #[source]
        read: std::io::Error,
        #[source]
        write: std::io::Error,
    },
}

fn main() {}
