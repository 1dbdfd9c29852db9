// Rustc: a secret is neither sent nor logged

use error_catalog::{ErrorCatalog, Secret};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
enum UserError {
    #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "no such user")]
    NotFound {
        #[detail]
        token: Secret<String>,
        #[context]
        session: Secret<String>,
    },
}

fn main() {}
// Mistakes: 2
