// Rule: message-braces

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user",
        display = "no row for {\"id\": 7}}"
    )]
    NotFound,
}

fn main() {}
