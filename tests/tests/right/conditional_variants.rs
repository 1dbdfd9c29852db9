//! What a variant under a condition needs is not needless where the condition takes the variant out.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "AUTH",
    status = 401,
    allow(level),
    rest(code = "AUTH_ERROR", status = 500, log_level = "ERROR", message = "something went wrong")
)]
enum AuthError {
    #[catalog(
        code = "AUTH_ACCOUNT_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "the account is locked"
    )]
    AccountLocked,
    #[cfg(any())]
    Other,
    #[cfg(any())]
    #[catalog(code = "AUTH_TOKEN_EXPIRED", log_level = "ERROR", message = "please sign in again")]
    TokenExpired,
}

#[test]
fn runs() {
    println!("{}", AuthError::AccountLocked);
}
