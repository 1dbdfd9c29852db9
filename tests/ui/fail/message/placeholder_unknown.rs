// Rule: placeholder-unknown
// The example of `cargo error-catalog explain placeholder-unknown`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {nmae}"
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

fn main() {}
