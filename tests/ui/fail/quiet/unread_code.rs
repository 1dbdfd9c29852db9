// Rules: value-kind, unknown-key, missing-key, missing-attribute

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = USER_UNKNOWN, status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
    #[catalog(codes = "USER_IS_BLOCKED", status = 403, log_level = "INFO", message = "you are blocked")]
    Blocked,
    #[catalog(status = 409, log_level = "INFO", message = "this name is taken")]
    NameTaken,
    Gone,
}

fn main() {
    println!("{} {}", Codes::USER_UNKNOWN, Codes::USER_IS_BLOCKED);
    println!("{} {}", Codes::USER_NAME_TAKEN, Codes::USER_GONE);
}
// Mistakes: 4
