// Rule: messages-unknown
// The example of `cargo error-catalog explain messages-unknown`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en"), messages = "pages/messages_unknown/locales")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired,
}

fn main() {}
