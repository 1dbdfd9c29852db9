// Rustc: how long to wait is a Duration

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_BUSY", status = 503, log_level = "ERROR", message = "too many requests", retry = "transient")]
    Busy {
        #[retry_after]
        wait: u64,
    },
}

fn main() {}
