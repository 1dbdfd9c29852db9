// Rule: title-placeholder
// The example of `cargo error-catalog explain title-placeholder`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {id}",
        title = "User {id} not found"
    )]
    NotFound {
        #[detail]
        id: u64,
    },
}

fn main() {}
