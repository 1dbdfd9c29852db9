// Rule: registry-retired

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_LOCKED", status = 403, log_level = "WARN", message = "the account is locked")]
    Locked,
}

catalog! {
    pub struct Codes { UserError }
    retired { "USER_LOCKED" => "2.0: use AUTH_ACCOUNT_LOCKED" }
}

fn main() {}
