// Rule: spec-file

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "specs/broken.json")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "your session has expired")]
    TokenExpired,
}

fn main() {}
// Mistakes: 2
