// Rustc: how long to wait is a Duration

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_BUSY", status = 503, log_level = "ERROR", message = "混み合っています", retry = "transient")]
    Busy {
        #[retry_after]
        wait: u64,
    },
}

fn main() {}
