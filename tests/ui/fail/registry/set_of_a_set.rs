// Rustc: a set of a set

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
    pub struct SignUpByMail of SignUp { UserError::{NotFound}, SystemError, ..error_catalog::JsonBody }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn main() {
    let _ = SignUpByMail::entries();
}
