// Rustc: `sets { … }` with an unknown name, and with one that is not compiled

use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }
    sets { Missing, others::SignUp, #[cfg(any())] NotCompiled }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

mod others {
    error_catalog::catalog! {
        #[cfg(any())]
        pub struct SignUp of crate::Codes { crate::UserError }
    }
}

fn main() {}
// Mistakes: 2
