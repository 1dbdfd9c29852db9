// Rule: field-arguments

use error_catalog::{ErrorCatalog, Secret};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_INVALID", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenInvalid {
        #[secret("token")]
        token: Secret<String>,
    },
}

fn main() {}
