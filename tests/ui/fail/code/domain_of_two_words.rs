// Rule: domain-form

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER_PROFILE")]
enum UserProfileError {
    #[catalog(code = "USER_PROFILE_MISSING", status = 404, log_level = "INFO", message = "no such profile")]
    Missing,
}

fn main() {}
