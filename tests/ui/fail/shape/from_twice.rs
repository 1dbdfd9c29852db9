// Rule: from-twice
// The example of `cargo error-catalog explain from-twice`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_STORE_UNREADABLE",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    Read(#[from] std::io::Error),
    #[catalog(
        code = "USER_STORE_UNWRITABLE",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong"
    )]
    Write(#[from] std::io::Error),
}

fn main() {}
