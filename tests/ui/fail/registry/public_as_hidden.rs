// Rule: public-as-hidden

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
enum AuthError {
    #[catalog(code = "AUTH_ACCOUNT_BANNED", status = 404, log_level = "WARN", public_as = "USER_DELETED")]
    Banned,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
enum UserError {
    #[catalog(code = "USER_DELETED", status = 404, log_level = "INFO", public_as = "USER_NOT_FOUND")]
    Deleted,
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

catalog! {
    pub struct Codes { AuthError, UserError }
}

fn main() {}
