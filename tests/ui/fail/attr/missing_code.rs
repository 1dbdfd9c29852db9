// Rule: missing-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NAME_TAKEN", status = 409, log_level = "INFO", message = "this name is taken")]
    NameTaken,
    #[catalog(status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
