// Rule: registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "the account is locked")]
    Locked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum SessionError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 423, log_level = "WARN", message = "the account is locked")]
    Locked,
}

catalog! {
    pub struct Codes { AuthError, SessionError }
}

fn main() {}
