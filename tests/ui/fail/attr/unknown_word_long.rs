// Rule: unknown-word

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "the level at which this error is to be logged is the one that the operations team has chosen for it",
        message = "please sign in again"
    )]
    TokenExpired,
}

fn main() {}
