// Rules: placeholder-spec, placeholder-hidden, message-server

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", status = 404, log_level = "INFO")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", message = display, display = "no user {name:?}")]
    NotFound {
        #[detail]
        name: String,
    },
    #[catalog(code = "USER_LOCKED", message = display, display = "locked for {reason}")]
    Locked {
        #[context]
        reason: String,
    },
    #[catalog(code = "USER_STORE_DOWN", status = 503, log_level = "ERROR", message = display, display = "{table} cannot be read")]
    StoreDown {
        table: String,
    },
}

fn main() {}
// Mistakes: 3
