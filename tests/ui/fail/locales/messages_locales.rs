// Rule: messages-locales
// The example of `cargo error-catalog explain messages-locales`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", messages = "pages/messages_locales/locales")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired,
}

fn main() {}
