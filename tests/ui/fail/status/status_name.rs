// Rule: status-name
// The example of `cargo error-catalog explain status-name`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = NOT_FUOND,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound,
}

fn main() {}
