// Rule: level-client

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", log_level = "ERROR")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, message = "no such user")]
    NotFound,
    #[catalog(code = "USER_NAME_TAKEN", status = 409, message = "this name is taken")]
    NameTaken,
}

fn main() {}
// Mistakes: 2
