// Rule: status-range
// The example of `cargo error-catalog explain status-range`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 200,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound,
}

fn main() {}
