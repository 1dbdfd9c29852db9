// Rule: public-as-hidden
// The example of `cargo error-catalog explain public-as-hidden`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
    #[catalog(
        code = "AUTH_TOKEN_REVOKED",
        status = 401,
        log_level = "INFO",
        public_as = "AUTH_TOKEN_EXPIRED"
    )]
    TokenRevoked,
    #[catalog(
        code = "AUTH_TOKEN_STOLEN",
        status = 401,
        log_level = "INFO",
        public_as = "AUTH_TOKEN_REVOKED"
    )]
    TokenStolen,
}

fn main() {}
