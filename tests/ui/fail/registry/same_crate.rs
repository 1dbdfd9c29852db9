// Rustc: E0592, the same code in two enums of one crate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "the account is locked")]
    Locked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum SessionError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 423, log_level = "WARN", message = "the account is locked")]
    Locked,
}

catalog! {
    pub struct Codes { AuthError, SessionError }
}

fn main() {}
