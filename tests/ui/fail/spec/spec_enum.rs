// Rule: spec-enum
// The example of `cargo error-catalog explain spec-enum`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", spec = "pages/spec_enum/auth.json")]
enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "no such user"
    )]
    NotFound,
}

fn main() {}
