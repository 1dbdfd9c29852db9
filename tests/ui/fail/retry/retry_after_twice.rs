// Rule: retry-after-twice
// The example of `cargo error-catalog explain retry-after-twice`.

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_CALLS_TOO_MANY",
        status = 429,
        log_level = "WARN",
        message = "please wait"
    )]
    CallsTooMany {
        #[retry_after]
        soft: std::time::Duration,
        #[retry_after]
        hard: std::time::Duration,
    },
}

fn main() {}
