// A handler returns a `Failure`, or an enum with `#[catalog(into_response)]`.

use actix_web::web;
use error_catalog::{ErrorCatalog, catalog};

catalog! {
    pub struct Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "There is no such user")]
    NotFound,
}

async fn user() -> Result<String, UserError> {
    Err(UserError::NotFound)
}

fn main() {
    let _ = web::get().to(user);
}
