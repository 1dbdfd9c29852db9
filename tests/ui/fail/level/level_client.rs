// Rule: level-client
// The example of `cargo error-catalog explain level-client`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "ERROR",
        message = "no such user"
    )]
    NotFound,
}

fn main() {}
