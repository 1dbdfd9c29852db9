// Rule: field-arguments

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no user {id}")]
    NotFound {
        #[detail("user_id", "user")]
        id: u64,
    },
}

fn main() {}
