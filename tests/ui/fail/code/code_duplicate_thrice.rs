// Rules: code-duplicate, code-first-use

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = "no such user")]
    Unknown,
    #[catalog(code = "USER_NOT_FOUND", message = "this user was deleted")]
    Deleted,
    #[catalog(code = "USER_NOT_FOUND", message = "this user is private")]
    Hidden,
}

fn main() {}
// Mistakes: 2
