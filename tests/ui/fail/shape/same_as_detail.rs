// Rule: same-as-detail
// The example of `cargo error-catalog explain same-as-detail`.

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
    NotFound,
    #[catalog(same_as = NotFound)]
    Deleted {
        #[detail]
        name: String,
    },
}

fn main() {}
