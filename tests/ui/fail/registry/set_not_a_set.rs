// Rustc: a set in the place of a registry or an enum, and an enum in the place of a set

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
    pub struct WithoutDots of Codes { SignUp }
    pub struct WithDots of Codes { ..UserError }
    pub struct OfASet of SignUp { UserError }
}

catalog! {
    pub struct Others { SystemError, ..SignUp }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 4
