// Rule: missing-key
// The example of `cargo error-catalog explain missing-key`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401)]
    TokenExpired,
}

fn main() {}
