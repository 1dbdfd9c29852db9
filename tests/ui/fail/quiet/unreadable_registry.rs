// Rustc: a registry that cannot be read at all still has its type

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    /// Every code.
    pub struct Codes(AuthError, UserError);
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_TOKEN_EXPIRED", status = 401, log_level = "INFO", message = "please sign in again")]
    TokenExpired,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {
    assert!(AuthError::TokenExpired.is(Codes::AUTH_TOKEN_EXPIRED));
    println!("{} {}", Codes::ALL.len(), UserError::NotFound.envelope().to_json());
}
