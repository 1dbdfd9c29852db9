// Rules: malformed, unknown-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired {
        #[catalog]
        id: u64,
        #[catalog(detial)]
        user: String,
        #[catalog(skip)]
        token: String,
    },
}

fn main() {}
// Mistakes: 3
