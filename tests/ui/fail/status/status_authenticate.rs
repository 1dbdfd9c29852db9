// Rule: status-authenticate
// The example of `cargo error-catalog explain status-authenticate`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "sign in again",
        ext(www_authentcate = "Basic realm=\"shop\"")
    )]
    Expired,
}

fn main() {}
