// Rustc: a source is an error

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_STORE_DOWN", status = 503, log_level = "ERROR", message = "something went wrong")]
    StoreDown {
        #[source]
        cause: String,
    },
}

fn main() {}
