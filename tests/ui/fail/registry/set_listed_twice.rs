// Rule: registry-repeated

use error_catalog::{ErrorCatalog, SystemError, ValidationError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError, ValidationError }
    sets { others::Four, others::Four }

    pub struct One of Codes { UserError, UserError::NotFound }
    pub struct Two of Codes { UserError::{NotFound, NotFound} }
    pub struct Three of Codes { ..One, UserError, ..One }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

mod others {
    error_catalog::catalog! { pub struct Four of crate::Codes { crate::UserError } }
}

fn main() {}
// Mistakes: 4
