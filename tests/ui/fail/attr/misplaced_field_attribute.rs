// Rule: misplaced-key

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", log_level = "INFO")]
#[detail]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, message = "please sign in again")]
    #[secret]
    TokenExpired(String),
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, message = "the account is locked")]
    #[detail("attempts")]
    AccountLocked { count: u8 },
    #[catalog(code = "AUTH_USER_NOT_FOUND", status = 404, message = "no such user")]
    #[source]
    #[from]
    UserNotFound(u8, u8),
    #[catalog(code = "AUTH_TOO_MANY", status = 429, message = "please wait")]
    #[context]
    #[retry_after = 60]
    TooMany,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "TOKEN", code = "TOKEN_INVALID", status = 401, log_level = "INFO", message = "please sign in again")]
#[context("token")]
struct InvalidToken {
    id: u64,
}

fn main() {}
// Mistakes: 8
