// Rule: registry-unknown

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_LOCKED",
        status = 403,
        log_level = "WARN",
        message = "the account is locked",
        deprecated(since = "2.0", replaced_by("AUTH_ACCOUNT_LOCKED"))
    )]
    Locked,
}

catalog! {
    pub struct Codes { UserError }
}

fn main() {}
