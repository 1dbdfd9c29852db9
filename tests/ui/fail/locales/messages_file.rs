// Rule: messages-file
// The example of `cargo error-catalog explain messages-file`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", locales("en"), messages = "locale")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO")]
    TokenExpired,
}

fn main() {}
