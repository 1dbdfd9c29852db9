// Rule: messages-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en"), messages = "messages/unknown")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired { #[context] token: String },
    #[catalog(code = "AUTH_USER_BLOCKED", status = 403, log_level = "INFO")]
    UserBlocked { #[detail] name: String },
}

fn main() {}
// Mistakes: 2
