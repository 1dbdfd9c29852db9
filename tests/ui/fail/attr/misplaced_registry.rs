// Rule: misplaced-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[registry(dialect = problem)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

fn main() {}
