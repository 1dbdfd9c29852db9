// Rule: missing-domain

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, message = "no such user")]
    NotFound,
}

fn main() {}
