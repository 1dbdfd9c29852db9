// Rule: missing-domain

use error_catalog::{Catalogued, ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(registry = crate::Codes)]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound,
}

catalog! {
    pub struct Codes { UserError }
}

fn main() {
    let error: Box<dyn Catalogued> = Box::new(UserError::NotFound);
    println!("{error} {} {}", error.code(), UserError::DOMAIN);
    assert!(error.is(Codes::USER_NOT_FOUND));
}
