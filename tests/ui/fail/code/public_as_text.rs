// Rule: public-as-text
// The example of `cargo error-catalog explain public-as-text`.

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
    #[catalog(
        code = "USER_HIDDEN",
        status = 403,
        log_level = "INFO",
        public_as = "USER_NOT_FOUND"
    )]
    Hidden,
}

fn main() {}
