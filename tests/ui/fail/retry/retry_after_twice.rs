// Rule: retry-after-twice

use core::time::Duration;
use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_CALLS_TOO_MANY", status = 429, log_level = "WARN", message = "please wait")]
    CallsTooMany {
        #[retry_after]
        soft: Duration,
        #[retry_after]
        hard: Duration,
    },
}

fn main() {}
