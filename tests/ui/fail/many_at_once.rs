// Rules: unknown-key, misplaced-key, status-range, unknown-word, code-form, placeholder-unknown, missing-key, needless-allow

use error_catalog::{ErrorCatalog, catalog};

/// Eight mistakes, eight errors, in the order of the source.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes, message = "an error occurred")]
enum AuthError {
    #[catalog(code = "auth_token_expired", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 200, log_level = "WRAN", message = "please sign in again")]
    TokenInvalid,
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "{usr} is locked")]
    AccountLocked {
        #[detail]
        user: String,
    },
    #[catalog(code = "AUTH_ACCOUNT_UNKNOWN", status = 404, message = "no such account")]
    AccountUnknown,
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "ERROR", message = "something went wrong", allow(level), serverity = "CRITICAL")]
    ProviderDown,
}

catalog! {
    pub struct Codes { AuthError }
}

fn main() {
    let error = AuthError::TokenExpired;
    println!("{error} {} {}", error.code(), Codes::ALL.len());
}
// Mistakes: 8
