// Rule: status-range

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 99_999_999_999_999_999_999_999_999_999_999_999_999_999)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
