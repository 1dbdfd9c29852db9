// Rules: code-duplicate, code-first-use

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "AUTH",
    rest(code = "AUTH_ERROR", status = 401, log_level = "INFO", message = "please sign in again")
)]
enum AuthError {
    #[catalog(code = "AUTH_ERROR", status = 403, log_level = "WARN", message = "you are not allowed to do this")]
    Denied,
    Expired,
}

fn main() {}
