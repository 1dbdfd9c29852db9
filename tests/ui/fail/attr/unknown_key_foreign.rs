// Rule: unknown-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status_code = 404, level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 2
