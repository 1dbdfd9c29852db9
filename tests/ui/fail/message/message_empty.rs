// Rule: message-empty
// The example of `cargo error-catalog explain message-empty`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = ""
    )]
    NotFound,
}

fn main() {}
