// The middleware is of a registry, which answers for every set.

use actix_web::App;
use error_catalog::actix::CatalogMiddleware;
use error_catalog::{ErrorCatalog, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "There is no such user")]
    NotFound,
}

fn main() {
    let _ = App::new().wrap(CatalogMiddleware::<SignUp>::new());
}
