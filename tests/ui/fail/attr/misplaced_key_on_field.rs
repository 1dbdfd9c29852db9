// Rule: misplaced-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired {
        #[catalog(detail)]
        id: u64,
        #[catalog(context("owner"))]
        user: String,
        #[catalog(code = "AUTH_TOKEN_INVALID", status = 401)]
        token: String,
    },
}

fn main() {}
// Mistakes: 4
