// Rule: registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = crate::Codes)]
enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_LOCKED", status = 403, log_level = "WARN", message = "the account is locked", formerly("USER_LOCKED"))]
    Locked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_LOCKED", status = 423, log_level = "WARN", message = "the user is locked")]
    Locked,
}

catalog! {
    pub struct Codes { AuthError, UserError }
}

fn main() {}
