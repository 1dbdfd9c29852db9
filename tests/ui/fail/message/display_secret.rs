// Rule: display-secret
// The example of `cargo error-catalog explain display-secret`.

use error_catalog::{ErrorCatalog, Secret};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_INVALID",
        status = 401,
        log_level = "INFO",
        message = "please sign in again",
        display = "token {token} was refused"
    )]
    TokenInvalid {
        #[secret]
        token: Secret<String>,
    },
}

fn main() {}
