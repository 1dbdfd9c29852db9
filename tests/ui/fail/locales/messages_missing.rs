// Rule: messages-missing
// The example of `cargo error-catalog explain messages-missing`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en"), messages = "pages/messages_missing/locales")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired,
    #[catalog(code = "AUTH_ROLE_MISSING", status = 403, log_level = "INFO")]
    RoleMissing,
}

fn main() {}
