// Rules: detail-server, message-server

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_STORE_DOWN", status = 503, log_level = "ERROR", message = "{table} could not be read")]
    StoreDown {
        #[detail]
        table: String,
    },
}

fn main() {}
// Mistakes: 2
