// Rule: message-braces
// The example of `cargo error-catalog explain message-braces`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {name"
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

fn main() {}
