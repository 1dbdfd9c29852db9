// Rule: malformed

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog("AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "the account is locked")]
    AccountLocked,
}

fn main() {}
// Mistakes: 2
