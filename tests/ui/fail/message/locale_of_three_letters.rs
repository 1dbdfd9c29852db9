// Rule: locale-form

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", locales("en", "eng"))]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message("en" = "no such user"))]
    NotFound,
}

fn main() {}
