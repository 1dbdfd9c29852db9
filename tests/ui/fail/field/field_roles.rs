// Rule: field-roles
// The example of `cargo error-catalog explain field-roles`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound {
        #[detail]
        #[context]
        name: String,
    },
}

fn main() {}
