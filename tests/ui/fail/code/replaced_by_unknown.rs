// Rule: public-as-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", status = 401, log_level = "INFO")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", message = "please sign in again")]
    TokenExpired,
    #[catalog(code = "AUTH_EXPIRED", message = "please sign in again", deprecated(since = "2.0", replaced_by("AUTH_TOKEN_EXPRIED", "USER_LOCKED")))]
    Expired,
}

fn main() {}
// Mistakes: 2
