// Rule: registry-public-text
// The example of `cargo error-catalog explain registry-public-text`.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(
        code = "AUTH_HIDDEN",
        status = 403,
        log_level = "INFO",
        public_as = "USER_NOT_FOUND"
    )]
    Hidden,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {name}"
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

catalog! {
    pub struct Codes { AuthError, UserError }
}

fn main() {}
