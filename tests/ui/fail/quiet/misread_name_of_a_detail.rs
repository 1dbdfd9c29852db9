// Rule: field-arguments

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no user {id}")]
    NotFound {
        #[detail("user" "user_id")]
        id: u64,
    },
    #[catalog(same_as = NotFound)]
    Deleted {
        #[detail("user_id")]
        id: u64,
    },
}

fn main() {}
