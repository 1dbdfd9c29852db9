// Rule: placeholder-spec

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user",
        display = "no row for {\"id\"}"
    )]
    NotFound { id: u64 },
}

fn main() {}
