// Rules: message-empty, message-braces, placeholder-unknown, placeholder-spec, placeholder-hidden, locale-placeholders

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("ja", "en", "vi"), messages = "messages/odd")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired { #[context] token: String },
    #[catalog(code = "AUTH_USER_BLOCKED", status = 403, log_level = "INFO")]
    UserBlocked { #[detail] name: String },
}

fn main() {}
// Mistakes: 8
