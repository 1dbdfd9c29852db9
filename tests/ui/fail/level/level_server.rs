// Rule: level-server

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_PROVIDER_DOWN", status = 503, log_level = "INFO", message = "something went wrong")]
    ProviderDown,
}

fn main() {}
