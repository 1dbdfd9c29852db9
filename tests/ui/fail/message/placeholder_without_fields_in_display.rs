// Rule: placeholder-unknown

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_STORE_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "something went wrong",
        display = "table {table} is locked"
    )]
    StoreDown,
}

fn main() {}
