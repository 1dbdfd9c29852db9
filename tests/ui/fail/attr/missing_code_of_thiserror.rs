// Rule: missing-key
// `#[error(transparent)]` is that of thiserror alone where keys declare an entry.

use error_catalog::ErrorCatalog;

#[derive(Debug, thiserror::Error, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[error(transparent)]
    #[catalog(status = 503, log_level = "ERROR", message = "please try again later")]
    Store(#[from] std::io::Error),
}

fn main() {}
