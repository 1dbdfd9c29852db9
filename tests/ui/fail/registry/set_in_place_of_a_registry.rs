// Rustc: a set where a registry is wanted

use error_catalog::edge::Edge;
use error_catalog::{ErrorCatalog, Remote, SystemError, catalog};

catalog! {
    pub struct Codes { UserError, SystemError }

    pub struct SignUp of Codes { UserError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = Codes)]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = INFO, message = "There is no such user")]
    NotFound,
}

fn layer() {
    let _ = Edge::<SignUp>::new();
}

fn answer(_: Remote<SignUp>) {}

fn main() {
    layer();
    let _ = answer;
}
// Mistakes: 2
