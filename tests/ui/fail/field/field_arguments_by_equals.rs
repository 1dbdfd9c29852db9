// Rule: field-arguments

use error_catalog::{ErrorCatalog, Secret};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, message = "please sign in again")]
    TokenExpired {
        #[detail = "token_id"]
        id: u64,
        #[context = "owner"]
        user: String,
        #[secret = "token"]
        token: Secret<String>,
    },
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, message = "the account is locked")]
    AccountLocked(#[detail = "attempts"] u8, #[detail(nam = "limit")] u8, #[context = 3] u8),
}

fn main() {}
// Mistakes: 6
