// Rule: spec-enum

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USERS", spec = "specs/service.json")]
enum UsersError {
    #[catalog(code = "USERS_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
