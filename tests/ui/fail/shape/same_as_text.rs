// Rule: same-as-text
// The example of `cargo error-catalog explain same-as-text`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no user {name}"
    )]
    NotFound {
        #[detail]
        name: String,
    },
    #[catalog(same_as = NotFound)]
    Deleted,
}

fn main() {}
