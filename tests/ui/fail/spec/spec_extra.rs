// Rule: spec-extra
// The example of `cargo error-catalog explain spec-extra`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", spec = "pages/spec_extra/auth.json")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "this account is locked"
    )]
    Locked,
}

fn main() {}
