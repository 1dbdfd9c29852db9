// Rule: registry-docs
// The example of `cargo error-catalog explain registry-docs`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(
        code = "AUTH_TOKEN_EXPIRED",
        status = 401,
        log_level = "INFO",
        message = "please sign in again"
    )]
    TokenExpired,
}

catalog! {
    #[registry(docs = "https://docs.example.com/errors")]
    pub struct Codes { AuthError }
}

fn main() {}
