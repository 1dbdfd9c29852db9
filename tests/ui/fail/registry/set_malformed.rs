// Rule: malformed

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes { UserError, error_catalog::SystemError::{Internal} }

    pub struct Nothing of Codes { UserError::{} }
    pub struct All of Codes { UserError::{*} }
    pub struct Fields of Codes { UserError::{NotFound { .. }} }
    pub struct Keyword of Codes { UserError::{NotFound, fn} }
    pub struct Dots of Codes { UserError, ...Nothing }
    pub struct Text of Codes { "USER_NOT_FOUND" }
    pub struct Retired of Codes { UserError } retired { "USER_OLD" => "2.0: gone" }
}

catalog! {
    #[registry(dialect = problem)]
    pub struct Dialect of Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn main() {}
// Mistakes: 9
