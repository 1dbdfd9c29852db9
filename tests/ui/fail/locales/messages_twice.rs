// Rule: messages-twice
// The example of `cargo error-catalog explain messages-twice`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en"), messages = "pages/messages_twice/locales")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "your session has expired"
    )]
    TokenExpired,
}

fn main() {}
