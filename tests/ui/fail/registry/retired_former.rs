// Rule: registry-retired
// A code cannot have a successor and be gone as well.

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_LOCKED", formerly("USER_BLOCKED"), status = 403, log_level = "WARN", message = "the account is locked")]
    Locked,
}

catalog! {
    pub struct Codes { UserError }
    retired { "USER_BLOCKED" => "2.0: accounts are no longer blocked" }
}

fn main() {}
