// Rule: registry-repeated
// A comment and the level of a lint are no condition.

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes {
        UserError,
        /// Again.
        UserError,
    }

    pub struct SignUp of Codes {
        UserError::{
            #[allow(deprecated)]
            NotFound,
            /// Again.
            NotFound,
        },
    }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 2
