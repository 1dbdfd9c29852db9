// Rule: public-as-details
// The example of `cargo error-catalog explain public-as-details`.

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
    #[catalog(
        code = "USER_HIDDEN",
        status = 403,
        log_level = "INFO",
        message = "no user {id}",
        public_as = "USER_NOT_FOUND"
    )]
    Hidden {
        #[detail]
        id: u64,
    },
}

fn main() {}
